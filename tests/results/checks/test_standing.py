"""The nightly run: what is found stands until the next run, and keeps the day on which it was found first."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from results.checks import standing
from results.models import Result, StandingFinding
from tests.factories import CountryFactory, EvidenceFactory, ResultFactory, StandingFindingFactory

FIRST, SECOND = datetime(2022, 3, 1, 2, tzinfo=UTC), datetime(2022, 3, 2, 2, tzinfo=UTC)


def run(at=FIRST):
    return standing.check_all(at=at)


def stored():
    rows = StandingFinding.objects.order_by("result__reference", "pk")
    return [(row.result.reference, row.check_name, row.field, row.values, row.found_at) for row in rows]


def activity(words):
    return ("TJK-2021-001", "summary-is-an-activity", "summary", {"words": [words]})


NO_EVIDENCE = ("TJK-2021-001", "evidence-missing", "evidence", {})


def test_everything_that_is_found_stands(db):
    ResultFactory(reference="TJK-2021-001", summary="A workshop was held")

    run()

    assert stored() == [(*NO_EVIDENCE, FIRST), (*activity("workshop was held"), FIRST)]


def test_finding_that_is_still_there_keeps_its_day(db):
    result = ResultFactory(reference="TJK-2021-001", summary="A workshop was held")
    run()
    EvidenceFactory(result=result)
    Result.objects.filter(pk=result.pk).update(summary="Two workshops were held", contribution="")

    run(at=SECOND)

    assert stored() == [
        (*activity("workshops were held"), FIRST),
        ("TJK-2021-001", "text-missing", "contribution", {}, SECOND),
    ]


def test_second_run_changes_nothing(db):
    ResultFactory(reference="TJK-2021-001", summary="A workshop was held")
    run()
    before = list(StandingFinding.objects.values())

    run(at=SECOND)

    assert list(StandingFinding.objects.values()) == before


def test_findings_of_other_countries_are_left_alone(tajikistan, elsewhere):
    other = StandingFindingFactory(result__country=elsewhere)

    standing.check_all([tajikistan], at=SECOND)

    assert list(StandingFinding.objects.values_list("pk", flat=True)) == [other.pk]


def test_no_report_is_written(db):
    ResultFactory(summary="")
    before = list(Result.objects.values())

    run()

    assert list(Result.objects.values()) == before


def test_run_counts_what_it_saw(tajikistan, elsewhere):
    ResultFactory(country=tajikistan, summary="A workshop was held")
    EvidenceFactory(result__country=elsewhere, result__reference="MOZ-2021-001")

    tally = run()

    assert (tally.countries, tally.reports, tally.with_findings) == (2, 2, 1)
    assert tally.findings_by_check == {"evidence-missing": 1, "summary-is-an-activity": 1}
    assert tally.reports_by_check == tally.findings_by_check


def queries(count, record):
    ResultFactory.create_batch(count, summary="")
    with record as queries:
        run()
    return len(queries)


def test_run_asks_as_much_for_three_reports_as_for_one(db, django_assert_max_num_queries):
    assert queries(1, django_assert_max_num_queries(30)) == queries(2, django_assert_max_num_queries(30))


def test_reports_beyond_one_chunk_are_all_looked_at(db, monkeypatch):
    monkeypatch.setattr(standing, "_CHUNK", 2)
    ResultFactory.create_batch(5)

    assert run().findings_by_check == {"evidence-missing": 5, "near-duplicate": 5}


def test_standing_finding_is_read_in_the_language_of_the_reader(db):
    StandingFindingFactory(check_name="date-to-come", field="date", values={"date": "2022-03-02"})
    StandingFindingFactory(check_name="a-check-that-is-no-more")

    with translation.override("fr"):
        told = [finding.sentence for _row, finding in standing.findings_of(StandingFinding.objects.all())]

    assert told == ["2022-03-02 est encore à venir. Un résultat est signalé une fois qu’il s’est produit."]


def command(*arguments):
    output = StringIO()
    call_command("check_results", *arguments, stdout=output)
    return output.getvalue().splitlines()


def test_command_prints_what_was_found(tajikistan, elsewhere):
    ResultFactory(country=tajikistan, summary="A workshop was held")
    ResultFactory(country=elsewhere, reference="MOZ-2021-001")

    assert command() == [
        "Check                             Level               Findings  Reports",
        "No evidence                       worth another look         2        2",
        "The summary tells of an activity  worth another look         1        1",
        "Countries: 2. Reports: 2; with findings: 2.",
    ]


def test_command_looks_at_one_country(tajikistan, elsewhere):
    ResultFactory(country=tajikistan)
    ResultFactory(country=elsewhere, reference="MOZ-2021-001")

    assert command("--country", "moz")[-1] == "Countries: 1. Reports: 1; with findings: 1."
    assert {row[0] for row in stored()} == {"MOZ-2021-001"}


def test_command_refuses_a_country_that_is_not_there(db):
    CountryFactory()

    with pytest.raises(CommandError, match="There is no country with the code XXX"):
        command("--country", "XXX")


def test_command_has_nothing_to_say_about_nothing(db):
    assert command() == ["Countries: 0. Reports: 0; with findings: 0."]
