"""What a check reads: a report as it is stored, as it will be, or as it is being typed."""

from datetime import date

from results.checks import Report
from results.models import DriverText, Result
from tests.factories import DriverTextFactory, EvidenceFactory, PeopleReachedFactory, ResultFactory


def test_stored_report_is_read_without_a_further_query(db, django_assert_num_queries):
    result = ResultFactory()
    parts = [DriverTextFactory(result=result), PeopleReachedFactory(result=result), EvidenceFactory(result=result)]
    stored = Result.objects.with_everything().get()

    with django_assert_num_queries(0):
        report = Report.of(stored)

    assert [*report.driver_texts, *report.people_reached, *report.evidence] == parts
    assert (report.pk, report.country, report.row) == (result.pk, result.country, stored)


def test_given_parts_stand_in_for_the_stored_ones(db):
    result = ResultFactory()
    DriverTextFactory(result=result)
    evidence = EvidenceFactory(result=result)
    typed = DriverText(text="Another text")

    report = Report.of(Result.objects.with_everything().get(), driver_texts=[typed], evidence=None, topics=[])

    assert (report.driver_texts, report.evidence) == ([typed], [evidence])


def test_report_that_is_not_stored_yet_has_only_what_is_given(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        report = Report.of(Result(summary="A law"), driver_texts=[DriverText(text="A text")])

    assert (report.pk, report.evidence, list(report.texts())) == (
        None,
        (),
        [("summary", "A law"), ("outcome_achieved", ""), ("contribution", ""), ("driver_texts", "A text")],
    )


def test_report_may_be_typed_by_halves():
    assert Report(date=date(2021, 5, 1), summary=None).what_changed == "\n"
