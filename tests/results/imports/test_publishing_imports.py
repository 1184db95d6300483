"""Publishing while importing: the same rights and checks as everywhere."""

from results.models import Publication, Result
from tests.factories import ResultFactory
from tests.results.imports.sheets import COMPLETE, carry_out, make_csv, outcomes, plan


def test_rows_with_a_reporter_are_published(world, publishing_administrator, officer):
    carry_out(make_csv({**COMPLETE, "reported_by": officer.email}), publishing_administrator, publish=True)

    publication = Publication.objects.get()
    assert (publication.reference, publication.published_by) == ("TJK-2021-001", publishing_administrator)
    result = Result.objects.get()
    assert (result.state, result.created_by) == ("published", officer)
    assert [(event.act, event.by) for event in result.events.order_by("pk")] == [
        (act, publishing_administrator) for act in ("imported", "submitted", "approved", "published")
    ]


def test_same_file_twice_publishes_nothing_more(world, publishing_administrator, officer):
    content = make_csv({**COMPLETE, "reported_by": officer.email})
    carry_out(content, publishing_administrator, publish=True)

    again = carry_out(content, publishing_administrator, publish=True)

    assert (outcomes(again), again.to_publish) == ({"unchanged": 1}, [])
    assert Publication.objects.count() == 1


def test_nobody_publishes_her_own_import(world, publishing_administrator):
    made = carry_out(make_csv(COMPLETE), publishing_administrator, publish=True)

    assert [(p.column, p.sentence[:38]) for p in made.problems] == [
        ("Reported by", "Nobody publishes her own report. Write")
    ]
    assert not Result.objects.exists()


def test_administrator_without_the_role_of_publisher_cannot_publish(world, administrator, officer):
    made = plan(make_csv({**COMPLETE, "reported_by": officer.email}), administrator, publish=True)

    assert "You may not publish for Tajikistan" in made.problems[0].sentence


def test_what_keeps_a_report_from_being_published_stands_in_its_row(world, publishing_administrator, officer):
    row = {**COMPLETE, "contribution": "", "date": "2099-01", "reported_by": officer.email}

    made = carry_out(make_csv(row), publishing_administrator, publish=True)

    assert sorted(p.column for p in made.problems) == ["Contribution to the outcome", "Date", "Date"]
    assert not Result.objects.exists()


def test_unchanged_draft_of_somebody_else_is_published(world, publishing_administrator, officer, tajikistan):
    ResultFactory(country=tajikistan, reference="TJK-2021-001", created_by=officer)
    content = make_csv({"reference": "TJK-2021-001", "step": "3"})

    made = carry_out(content, publishing_administrator, publish=True)

    assert outcomes(made) == {"unchanged": 1}
    assert Publication.objects.get().reference == "TJK-2021-001"


def test_changed_report_is_published_as_its_next_version(world, publishing_administrator, officer):
    row = {**COMPLETE, "reported_by": officer.email}
    carry_out(make_csv(row), publishing_administrator, publish=True)

    carry_out(make_csv({**row, "contribution": "Another text."}), publishing_administrator, publish=True)

    assert list(Publication.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_import_without_publishing_leaves_the_published_version_standing(world, publishing_administrator, officer):
    row = {**COMPLETE, "reported_by": officer.email}
    carry_out(make_csv(row), publishing_administrator, publish=True)

    carry_out(make_csv({**row, "contribution": "Another text."}), publishing_administrator)

    assert Publication.objects.current().get().document["contribution"] == COMPLETE["contribution"]
