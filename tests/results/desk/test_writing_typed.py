"""A report read as it is typed, for the quality checks: whatever can be read of it, and never an error."""

from datetime import date

import pytest
from django.http import QueryDict

from results import checks
from results.checks import Surroundings
from results.desk.writing.drafts import report_from
from results.models import Result
from tests.factories import (
    ContributionKindFactory,
    DriverTextFactory,
    EvidenceFactory,
    IndicatorFactory,
    ProjectFactory,
    ResultFactory,
    TargetFactory,
)


@pytest.fixture
def stored(officer, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer)
    DriverTextFactory(result=result)
    return result


def typed(**values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def read(stored, officer, place="all", **values):
    return report_from(Result.objects.get(pk=stored.pk), typed(**values), place, by=officer)


def test_texts_and_choices_are_read_as_typed(stored, officer):
    indicator, project = IndicatorFactory(code="8.3.2"), ProjectFactory(people_planned=100)

    report = read(
        stored, officer, country=str(stored.country_id), date="2021-03", language="fr", summary="Nouveau",
        outcome_achieved="", contribution="", indicator=str(indicator.pk), projects=[str(project.pk)],
    )  # fmt: skip

    assert (report.date, report.date_precision, report.language) == (date(2021, 3, 1), "month", "fr")
    assert (report.summary, report.outcome_achieved, report.indicator) == ("Nouveau", "", indicator)
    assert [each.people_planned for each in report.projects] == [100]


def test_rows_that_are_half_typed_are_left_out(stored, officer):
    kind, target = ContributionKindFactory(), TargetFactory()
    rows = {
        "contributions-TOTAL_FORMS": "2", "contributions-INITIAL_FORMS": "0",
        "contributions-0-kind": str(kind.pk), "contributions-0-quantity": "3",
        "contributions-1-description": "No kind yet",
        "sdg_links-TOTAL_FORMS": "1", "sdg_links-INITIAL_FORMS": "0", "sdg_links-0-link": f"t{target.pk}",
    }  # fmt: skip

    report = read(stored, officer, **rows)

    assert [(each.kind, each.quantity) for each in report.contributions] == [(kind, 3)]
    assert [each.target for each in report.sdg_links] == [target]


def test_sections_that_are_not_on_the_page_are_as_they_are_stored(stored, officer):
    evidence = EvidenceFactory(result=stored)

    report = read(stored, officer, place="change", summary="New", outcome_achieved="", indicator="", step="")

    assert (report.summary, report.contribution) == ("New", stored.contribution)
    assert [each.title for each in report.evidence] == [evidence.title]
    assert [str(each.driver) for each in report.driver_texts] == [str(stored.driver_texts.get().driver)]


NONSENSE = [
    pytest.param({}, id="nothing"),
    pytest.param({"date": "soon", "country": "x", "indicator": "-1", "topics": ["²"]}, id="nonsense"),
    pytest.param({"contributions-TOTAL_FORMS": "many"}, id="rows without a number"),
    pytest.param({"contributions-TOTAL_FORMS": "99999999"}, id="more rows than there can be"),
    pytest.param({"evidence-TOTAL_FORMS": "1", "evidence-0-token": "nonsense", "evidence-0-url": "x"}, id="no file"),
    pytest.param({"people_reached-TOTAL_FORMS": "1", "people_reached-0-women": "9" * 30}, id="too many women"),
    pytest.param({"contributions-TOTAL_FORMS": "1", "contributions-0-kind": "9" * 5000}, id="a key too long"),
    pytest.param({"contributions-TOTAL_FORMS": "9" * 5000, "cpo": "9" * 5000, "topics": ["9" * 5000]},
                 id="all too long"),
    pytest.param({"summary": "\ud800".encode("utf-8", "replace").decode(), "step": "٣"}, id="odd characters"),
]  # fmt: skip


@pytest.mark.parametrize("values", NONSENSE)
def test_nothing_that_is_typed_is_an_error(stored, officer, values):
    report = read(stored, officer, **values)

    assert report.date == stored.date
    assert checks.findings(report, Surroundings.at(date(2021, 12, 31))) is not None
