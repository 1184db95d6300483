"""Reports that arrive as sent in or published: the same rights and checks as everywhere."""

from results.models import Publication, Result
from tests.factories import ResultFactory
from tests.results.imports.kinds.results.judged import COMPLETE, carry_out, outcomes, plan, sentences


def test_rows_with_a_reporter_are_published(world, publishing_administrator, officer):
    carry_out({**COMPLETE, "reported_by": officer.email}, by=publishing_administrator, arrival="published")

    publication = Publication.objects.get()
    assert (publication.reference, publication.published_by) == ("TJK-2021-001", publishing_administrator)
    result = Result.objects.get()
    assert (result.state, result.created_by) == ("published", officer)
    assert [(event.act, event.by) for event in result.events.order_by("pk")] == [
        (act, publishing_administrator) for act in ("imported", "submitted", "approved", "published")
    ]


def test_same_file_twice_publishes_nothing_more(world, publishing_administrator, officer):
    row = {**COMPLETE, "reported_by": officer.email}
    carry_out(row, by=publishing_administrator, arrival="published")

    again = carry_out(row, by=publishing_administrator, arrival="published")

    assert outcomes(again) == ["unchanged"]
    assert Publication.objects.count() == 1


def test_nobody_publishes_her_own_import(world, publishing_administrator):
    made = carry_out(COMPLETE, by=publishing_administrator, arrival="published")

    assert [(problem.column, problem.rule) for problem in made[0].problems] == [("reported_by", "own-report")]
    assert not Result.objects.exists()


def test_administrator_without_the_role_of_publisher_cannot_publish(world, administrator, officer):
    made = plan({**COMPLETE, "reported_by": officer.email}, by=administrator, arrival="published")

    assert [sentence[:34] for sentence in sentences(made)] == ["You may not publish for Tajikistan"]


def test_what_keeps_a_report_from_being_published_stands_in_its_row(world, publishing_administrator, officer):
    row = {**COMPLETE, "contribution": "", "date": "2099-01", "reported_by": officer.email}

    made = carry_out(row, by=publishing_administrator, arrival="published")

    assert [(problem.column, problem.rule) for problem in made[0].problems] == [
        ("date", "date-to-come"), ("date", "date-outside-every-biennium"), ("contribution", "text-missing"),
    ]  # fmt: skip
    assert not Result.objects.exists()


def test_unchanged_draft_of_somebody_else_is_published(world, publishing_administrator, officer, tajikistan):
    ResultFactory(country=tajikistan, reference="TJK-2021-001", created_by=officer)
    row = {"reference": "TJK-2021-001", "step": "3"}

    made = carry_out(row, by=publishing_administrator, arrival="published")

    assert made[0].changes == [["state", "state", "Draft", "Published"]]
    assert Publication.objects.get().reference == "TJK-2021-001"


def test_changed_report_is_published_as_its_next_version(world, publishing_administrator, officer):
    row = {**COMPLETE, "reported_by": officer.email}
    carry_out(row, by=publishing_administrator, arrival="published")

    carry_out({**row, "contribution": "Another text."}, by=publishing_administrator, arrival="published")

    assert list(Publication.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_import_without_publishing_leaves_the_published_version_standing(world, publishing_administrator, officer):
    row = {**COMPLETE, "reported_by": officer.email}
    carry_out(row, by=publishing_administrator, arrival="published")

    carry_out({**row, "contribution": "Another text."}, by=publishing_administrator)

    assert Publication.objects.current().get().document["contribution"] == COMPLETE["contribution"]


def test_rows_are_sent_in_where_she_says_so(world, administrator):
    carry_out(COMPLETE, by=administrator, arrival="submitted")

    assert [(result.state, result.created_by) for result in Result.objects.all()] == [("submitted", administrator)]


def test_what_keeps_a_report_from_being_sent_in_stands_in_its_row(world, administrator):
    [row] = carry_out({**COMPLETE, "contribution": ""}, by=administrator, arrival="submitted")

    assert [(problem.column, problem.rule) for problem in row.problems] == [("contribution", "text-missing")]
