"""What is exported can be imported again, and nothing changes."""

import pytest
from django.utils import translation

from results.imports.kinds import kind
from results.imports.kinds.lookups import Lookups
from results.imports.kinds.results.columns import COLUMNS
from results.models import Result
from tests.factories import (
    ContributionFactory,
    DriverFactory,
    DriverTextFactory,
    EvidenceFactory,
    GoalFactory,
    IndicatorFactory,
    PeopleReachedFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
)
from tests.results.imports.kinds.carrying import exported
from tests.results.imports.kinds.results.judged import COMPLETE, carry_out, outcomes, plan

TRICKY = {
    "a formula": '=HYPERLINK("http://example.org","x")',
    "a minus": "-2 percent, as planned",
    "a plus and an at": "+1 @work",
    "an apostrophe": "'=not a formula",
    "lines": 'First\n\n  Third,\twith a tab\nand “quotes”, "straight" ones; semicolons',
    "Arabic": "اعتُمدت استراتيجية الحماية الاجتماعية\nفي 2021",
    "letters in two parts": "re\u0301forme",
    "spaces": "two  spaces ",
    "a code": "1.10",
    "a bar": "a | b \\| c",
    "markup characters": "1 < 2 & 3 > 2",
}


@pytest.fixture
def reports(world, tajikistan):
    kinds = {"quantity": 0, "women": None, "men": 3, "participants": 9}
    for number, text in enumerate(TRICKY.values(), start=1):
        result = ResultFactory(
            country=tajikistan, reference=f"TJK-2021-{number:03d}", outcome_achieved=text, contribution=text,
            summary=f"{text} {number}".replace("\n", " "), date_precision="month" if number % 2 else "year",
        )  # fmt: skip
        DriverTextFactory(result=result, driver=DriverFactory(code="social-dialogue"), text=text)
        line = " ".join(text.split("\n")).strip().replace("e\u0301", "é")
        ContributionFactory(result=result, description=line, **kinds)
        ContributionFactory(result=result, description="", quantity=None)
        EvidenceFactory(result=result, title=line, is_public=bool(number % 2))
        ResultSdgLinkFactory(result=result, target=TargetFactory(code="8.10"), reason=line)
        ResultSdgLinkFactory(result=result, target=None, goal=GoalFactory(number=5), reason="")
        PeopleReachedFactory(result=result, source=line, is_estimated=True, overlaps_with=Result.objects.first())
        result.topics.set([TopicFactory(code="financing"), TopicFactory(code="old-age")])
        result.further_indicators.set([IndicatorFactory(code="8.1.1")])


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_what_is_exported_changes_nothing(reports, administrator, language):
    with translation.override(language):
        rows = exported("results", administrator)

        made = plan(*rows, by=administrator)

    assert [change for row in made for change in row.changes] == []
    assert outcomes(made) == ["unchanged"] * len(TRICKY)


def test_export_after_an_import_says_what_was_imported(world, administrator, officer):
    row = {
        **COMPLETE, "language": "en", "driver:social-dialogue": "Yes", "indicator": "8.3.1", "step": "3",
        "further_indicators": "3.1 (2018-19)", "sdg_targets": "1.3; 8.3", "sdg_goals": "10", "cpo": "TJK128",
        "sdg_reasons": "1.3: It widens coverage\n10: It narrows the gap", "partners": "UNICEF",
        "contributions": "webinar | On rights | 3 | - | 2 | - | 2021-05", "partnerships": "with-un-agencies",
        "people_reached": "effective | 10 | 12 | - | estimated | A survey", "projects": "TJK/19/50/EUR",
        "topics": "financing; old-age", "evidence": "Note | https://example.org/n | private",
        "reported_by": "officer@example.org",
    }  # fmt: skip
    carry_out(row, by=administrator)

    [record] = exported("results", administrator)

    written = {name: text for name, text in record.items() if text}
    assert written == {**row, "reference": "TJK-2021-001", "exported_state": "1"}


def test_export_has_the_reports_its_reader_may_open(world, administrator, stranger, elsewhere):
    ResultFactory(reference="TJK-2021-001")
    ResultFactory(reference="MOZ-2021-001", country=elsewhere)

    references = {person: [r["reference"] for r in exported("results", person)] for person in (administrator, stranger)}

    assert references == {administrator: ["MOZ-2021-001", "TJK-2021-001"], stranger: ["MOZ-2021-001"]}


@pytest.mark.parametrize("count", [1, 30])
def test_export_asks_as_much_for_thirty_reports_as_for_one(
    world, administrator, tajikistan, django_assert_num_queries, count
):
    carry_out(*({**COMPLETE, "summary": f"Report {number}"} for number in range(count)), by=administrator)
    lookups = Lookups()

    with django_assert_num_queries(15):
        assert len(list(kind("results").records(administrator, lookups))) == count


def test_examples_of_the_template_are_good_values(world, administrator):
    """As its own explanations say, but for codes that this small world does not know."""
    unknown = {"step", "sdg_goals", "further_indicators", "partners", "topics", "reported_by", "reference"}
    [example] = kind("results").examples(Lookups())
    row = {name: value for name, value in example.items() if name not in unknown}

    assert outcomes(plan({**row, "step": "3"}, by=administrator)) == ["created"]


def test_reference_data_offers_what_a_drop_down_holds(world):
    by_name = {column.name: column for column in COLUMNS}

    assert by_name["step"].widget.offers(Lookups()) == ["1", "3"]
    assert by_name["language"].widget.offers(Lookups())[:2] == ["en", "fr"]


@pytest.mark.parametrize("name", [column.name for column in COLUMNS] + ["driver:…"])
def test_every_column_has_its_line_in_the_documentation(name, settings):
    text = (settings.BASE_DIR / "docs" / "importing.md").read_text(encoding="utf-8")

    line = next(line for line in text.splitlines() if line.startswith(f"| `{name}` |"))
    for column in COLUMNS:
        if column.name == name:
            cells = (f"`{name}`", str(column.heading), str(column.meaning), str(column.allowed))
            assert line == f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
