"""Carrying a plan out: all of it, in order, or nothing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection

from countries.models import CountryRole
from results import revisions
from results.actions import Conflict, NotReady
from results.imports.applying import rows as applying_rows
from results.imports.progress import Cancelled
from results.locks import PeriodLockedError
from results.models import Event, ImportRow, Publication, ReferenceSeries, Result, Revision
from tests.factories import (
    BienniumFactory,
    ContributionFactory,
    ContributionKindFactory,
    CriterionFactory,
    ImportRowFactory,
    IndicatorFactory,
    PeriodLockFactory,
    ProjectFactory,
    ResultFactory,
    TopicFactory,
)
from tests.results.imports.applying.plans import Counted, apply, batch_of, changed_row, content, new_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def biennium(db):
    return BienniumFactory()


def standing():
    """Everything that applying could have changed, the rows of the batch among it."""
    models = (Result, Event, Revision, Publication, ReferenceSeries, ImportRow)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_new_report_is_written_and_its_row_knows_where_it_went(administrator, tajikistan):
    batch = batch_of(administrator)
    row = new_row(batch, content(tajikistan), number=7)

    assert apply(batch) == [1]

    result = Result.objects.get()
    row.refresh_from_db()
    assert (row.target, row.before, row.written_version) == (result.pk, None, 1)
    assert (result.reference, result.state, result.created_by) == ("TJK-2021-001", "draft", administrator)
    event = result.events.get()
    assert (event.act, event.by, event.details) == ("imported", administrator, {"file": "reports.xlsx", "row": 7})


def test_changed_report_keeps_what_was_there_before(administrator, officer, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer, summary="Before")
    batch = batch_of(administrator)
    row = changed_row(batch, result, summary="After", author=officer)

    apply(batch)

    result.refresh_from_db()
    row.refresh_from_db()
    assert (result.summary, result.version, result.changed_by) == ("After", 2, officer)
    assert (row.target, row.before["fields"]["summary"], row.written_version) == (result.pk, "Before", 2)
    assert row.before["standing"]["state"] == "draft"
    assert result.events.get().details == {"summary": ["Before", "After"], "file": "reports.xlsx", "row": 2}


OUTCOMES = {
    "both": {"New", "Changed"},
    "add": {"New", "Stored"},
    "update": {"Changed"},
}


@pytest.mark.parametrize("mode", OUTCOMES)
def test_mode_says_which_rows_are_written(administrator, tajikistan, mode):
    batch = batch_of(administrator, mode=mode)
    new_row(batch, content(tajikistan, summary="New"))
    changed_row(batch, ResultFactory(country=tajikistan, summary="Stored", reference="TJK-2021-900"),
                number=3, summary="Changed")  # fmt: skip

    apply(batch)

    assert set(Result.objects.values_list("summary", flat=True)) == OUTCOMES[mode]


@pytest.mark.parametrize(
    "fields",
    [{"is_left_out": True}, *({"outcome": outcome} for outcome in ("refused", "conflict", "unchanged", "passed-over"))],
    ids=["left out", "refused", "in conflict", "unchanged", "passed over"],
)
def test_other_rows_are_not_written(administrator, tajikistan, fields):
    batch = batch_of(administrator)
    row = new_row(batch, content(tajikistan, summary="Not this one"))
    ImportRow.objects.filter(pk=row.pk).update(**fields)
    new_row(batch, content(tajikistan, summary="This one"), number=3)

    apply(batch)

    assert Result.objects.get().summary == "This one"
    assert ImportRow.objects.get(pk=row.pk).target is None


@pytest.mark.parametrize("state", ["arrived", "asking", "planning", "planned", "cancelled", "failed"])
def test_batch_that_is_not_being_applied_is_left_alone(administrator, tajikistan, state):
    batch = batch_of(administrator, state=state)
    new_row(batch, content(tajikistan))

    assert apply(batch) == []

    assert not Result.objects.exists()


def test_rows_are_written_sheet_by_sheet_in_chunks(administrator, tajikistan, monkeypatch):
    monkeypatch.setattr(applying_rows, "CHUNK", 2)
    batch = batch_of(administrator, "results", "results")
    for sheet, number in ((1, 2), (0, 4), (0, 3), (0, 2)):
        new_row(batch, content(tajikistan, summary=f"{sheet} {number}"), sheet=sheet, number=number)

    assert apply(batch) == [2, 1, 1]

    assert list(Result.objects.order_by("reference").values_list("summary", flat=True)) == ["0 2", "0 3", "0 4", "1 2"]


def test_number_of_a_later_row_is_given_to_no_row_before_it(administrator, tajikistan, monkeypatch):
    monkeypatch.setattr(applying_rows, "CHUNK", 1)
    batch = batch_of(administrator, "results", "results")
    new_row(batch, content(tajikistan, summary="Without"))
    new_row(batch, content(tajikistan, summary="With"), sheet=1, reference="TJK-2021-001")

    apply(batch)

    assert dict(Result.objects.values_list("summary", "reference")) == {
        "Without": "TJK-2021-002",
        "With": "TJK-2021-001",
    }


def test_promises_of_earlier_rows_are_kept(administrator, tajikistan):
    project, topic = ProjectFactory(code="TJK/1"), TopicFactory(code="financing")
    earlier = ResultFactory(country=tajikistan, reference="TJK-2020-007")
    said = content(tajikistan)
    said["links"].update(projects=["@projects:TJK/1", project.pk], topics=["@topics:financing"])
    figures = {"kind": "", "women": 1, "men": None, "total": None, "is_estimated": False, "source": ""}
    said["parts"]["people_reached"] = [{**figures, "overlaps_with_id": "@results:TJK-2020-007"}]
    batch = batch_of(administrator)
    new_row(batch, said)

    apply(batch)

    result = Result.objects.latest("pk")
    assert (list(result.projects.all()), list(result.topics.all())) == ([project], [topic])
    assert result.people_reached.get().overlaps_with == earlier
    assert result.revisions.get().content["links"]["projects"] == [project.pk]


def test_row_that_relies_on_one_that_was_left_out_stops_the_import(administrator, tajikistan):
    said = content(tajikistan)
    said["links"]["projects"] = ["@projects:TJK/1"]
    batch = batch_of(administrator)
    new_row(batch, content(tajikistan, summary="Fine"))
    new_row(batch, said, number=3)

    with pytest.raises(ValidationError, match="the row that brings it was left out"):
        apply(batch)

    assert not Result.objects.exists()


class TestArrival:
    def test_reports_arrive_as_sent_in(self, administrator, tajikistan, biennium):
        stored = ResultFactory(country=tajikistan, reference="TJK-2021-900")
        batch = batch_of(administrator, arrival="submitted")
        new_row(batch, content(tajikistan))
        changed_row(batch, stored, number=3, summary="Another budget review has been adopted")

        apply(batch)

        assert list(Result.objects.values_list("state", "state_by")) == [("submitted", administrator.pk)] * 2
        assert list(Result.objects.latest("pk").events.order_by("pk").values_list("act", flat=True)) == [
            "imported",
            "submitted",
        ]

    def test_reports_arrive_as_published(self, administrator, officer, tajikistan, biennium):
        CountryRole.objects.create(user=administrator, role=CountryRole.Role.PUBLISHER)
        batch = batch_of(administrator, arrival="published")
        new_row(batch, content(tajikistan), author=officer)

        apply(batch)

        publication = Publication.objects.get()
        assert (publication.reference, publication.published_by) == ("TJK-2021-001", administrator)
        result = Result.objects.get()
        assert (result.state, result.created_by) == ("published", officer)
        assert [(event.act, event.by) for event in result.events.order_by("pk")] == [
            (act, administrator) for act in ("imported", "submitted", "approved", "published")
        ]

    def test_draft_that_says_all_this_already_is_published_too(self, administrator, officer, tajikistan):
        CountryRole.objects.create(user=administrator, role=CountryRole.Role.PUBLISHER)
        stored = ResultFactory(country=tajikistan, created_by=officer)
        batch = batch_of(administrator, arrival="published")
        row = changed_row(batch, stored)

        apply(batch)

        row.refresh_from_db()
        assert (Publication.objects.get().result, row.written_version) == (stored, 1)

    @pytest.mark.parametrize(
        ("problem", "error"),
        [("her own", PermissionDenied), ("not ready", NotReady), ("not ticked", ValidationError)],
    )
    def test_report_that_cannot_arrive_so_stops_the_import(
        self, administrator, officer, tajikistan, biennium, problem, error
    ):
        CountryRole.objects.create(user=administrator, role=CountryRole.Role.PUBLISHER)
        indicator = CriterionFactory(indicator=IndicatorFactory(policy_outcome__biennium=biennium)).indicator
        said = {
            "her own": content(tajikistan),
            "not ready": content(tajikistan, contribution=""),
            "not ticked": content(tajikistan, indicator_id=indicator.pk),
        }[problem]
        batch = batch_of(administrator, arrival="published")
        new_row(batch, content(tajikistan, summary="Fine"), author=officer)
        new_row(batch, said, number=3, author=None if problem == "her own" else officer)
        before = standing()

        with pytest.raises(error):
            apply(batch)

        assert standing() == before


STOPPING = {
    "changed since": (Conflict, lambda result: Result.objects.filter(pk=result.pk).update(version=2)),
    "being judged": (PermissionDenied, lambda result: Result.objects.filter(pk=result.pk).update(state="submitted")),
    "locked": (PeriodLockedError, lambda result: PeriodLockFactory()),
    "no administrator any more": (PermissionDenied, lambda result: CountryRole.objects.all().delete()),
}


@pytest.mark.parametrize(("error", "happen"), STOPPING.values(), ids=STOPPING)
def test_what_happened_since_the_plan_stops_it_and_nothing_is_written(
    administrator, tajikistan, monkeypatch, error, happen
):
    monkeypatch.setattr(applying_rows, "CHUNK", 1)
    stored = ResultFactory(country=tajikistan, reference="TJK-2021-900")
    batch = batch_of(administrator)
    new_row(batch, content(tajikistan))
    changed_row(batch, stored, number=3, summary="Other")
    happen(stored)
    before = standing()

    with pytest.raises(error):
        apply(batch)

    assert standing() == before


REFUSED = {
    "a reference that is taken by now": {"reference": "TJK-2021-900"},
    "an entry that is gone": {"fields": {"step_id": 987_654}},
}


@pytest.mark.parametrize("what", REFUSED.values(), ids=REFUSED)
def test_what_the_database_refuses_is_said_in_a_sentence(administrator, tajikistan, what):
    ResultFactory(country=tajikistan, reference="TJK-2021-900")
    batch = batch_of(administrator)
    new_row(batch, content(tajikistan, **what.get("fields", {})), reference=what.get("reference", ""))

    with pytest.raises(ValidationError, match="Somebody wrote some of the same things") as raised:
        apply(batch)

    assert isinstance(raised.value.__cause__, IntegrityError)
    assert Result.objects.count() == 1


@pytest.mark.parametrize("stop", [Cancelled(), RuntimeError("killed")], ids=["cancelled", "killed"])
def test_whatever_stops_it_leaves_nothing(administrator, tajikistan, stop):
    batch = batch_of(administrator)
    new_row(batch, content(tajikistan))
    before = standing()

    with pytest.raises(type(stop)):
        apply(batch, Counted(stop))

    assert standing() == before


@pytest.mark.parametrize("stage", range(0, 60, 3))
def test_error_at_any_statement_leaves_nothing(administrator, officer, tajikistan, biennium, stage):
    CountryRole.objects.create(user=administrator, role=CountryRole.Role.PUBLISHER)
    stored = ResultFactory(country=tajikistan, created_by=officer, reference="TJK-2021-900")
    batch = batch_of(administrator, arrival="published")
    new_row(batch, content(tajikistan), author=officer)
    changed_row(batch, stored, number=3, summary="Other words", author=officer)
    before, done = standing(), list[str]()

    def stop(execute, sql, params, many, context):
        done.append(sql)
        if len(done) == stage + 1:
            raise RuntimeError("killed")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(stop), pytest.raises(RuntimeError):
        apply(batch)

    assert standing() == before


def test_parts_of_another_sheet_belong_to_what_arrives(administrator, officer, tajikistan, biennium):
    CountryRole.objects.create(user=administrator, role=CountryRole.Role.PUBLISHER)
    batch = batch_of(administrator, "results", "contributions", arrival="published")
    new_row(batch, content(tajikistan), reference="TJK-2021-007", author=officer)
    part = revisions.values_of(ContributionFactory.build(kind=ContributionKindFactory(), result=None))
    payload = {"reference": "TJK-2021-007", "was": None, "part": part}
    ImportRowFactory(batch=batch, sheet=1, number=2, outcome="created", payload=payload)

    apply(batch)

    publication = Publication.objects.get()
    assert [each["description"] for each in publication.document["contributions"]] == [part["description"]]
    assert Result.objects.get().state == "published"
