"""Taking an import back: as it was before, as far as nobody went on with it."""

from datetime import date

import pytest
from django.utils import timezone

from countries.models import CountryRole
from results import actions, revisions
from results.imports.applying import rows as applying_rows
from results.imports.progress import Cancelled
from results.models import Event, ImportRow, Publication, Result
from tests.factories import (
    BienniumFactory,
    ContributionFactory,
    EvidenceFactory,
    LockExceptionFactory,
    PeriodLockFactory,
    PublishedResultFactory,
    ResultFactory,
    TopicFactory,
    UserFactory,
)
from tests.results.imports.applying.plans import Counted, apply, batch_of, changed_row, content, new_row, take_back

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def biennium(db):
    return BienniumFactory()


@pytest.fixture
def publishing_administrator(administrator):
    """Imports, and publishes everywhere what others wrote."""
    CountryRole.objects.create(user=administrator, role=CountryRole.Role.PUBLISHER)
    return administrator


def reason():
    return f"Taken back with the import of “reports.xlsx” of {TODAY():%-d %B %Y}."


def state_of(result):
    return Result.objects.values_list("state", "state_by", "state_reason", "version").get(pk=result.pk)


@pytest.fixture
def imported(administrator, tajikistan):
    """Applies a batch with one new report; gives back both."""

    def act(by=administrator, **fields):
        batch = batch_of(by, **fields)
        new_row(batch, content(tajikistan), author=UserFactory())
        apply(batch)
        return batch, Result.objects.get()

    return act


def test_new_report_is_withdrawn_with_the_reason(administrator, tajikistan, imported):
    batch, result = imported()

    assert take_back(batch, administrator) == {}

    assert state_of(result) == ("withdrawn", administrator.pk, reason(), 1)
    event = result.events.latest("pk")
    assert (event.act, event.by, event.details) == (
        "taken-back", administrator, {"file": "reports.xlsx", "reason": reason()},
    )  # fmt: skip
    assert not Result.objects.not_taken_back().exists()


def test_number_of_a_report_that_was_taken_back_is_not_given_again(administrator, tajikistan, imported):
    batch, _result = imported()
    take_back(batch, administrator)

    again = batch_of(administrator)
    new_row(again, content(tajikistan))
    apply(again)

    assert [*Result.objects.not_taken_back().values_list("reference", flat=True)] == ["TJK-2021-002"]


def test_changed_report_says_again_what_it_said(administrator, officer, tajikistan):
    result = ResultFactory(country=tajikistan, created_by=officer, summary="Before")
    result.topics.set([TopicFactory()])
    ContributionFactory(result=result)
    EvidenceFactory(result=result)
    before = revisions.content_of(result)
    batch = batch_of(administrator)
    row = changed_row(batch, result, summary="After")
    said = row.payload
    said["content"]["links"]["topics"], said["content"]["parts"]["contributions"] = [], []
    ImportRow.objects.filter(pk=row.pk).update(payload=said)
    apply(batch)

    assert take_back(batch, administrator) == {}

    result = Result.objects.get()
    assert revisions.content_of(result) == before
    assert (result.version, result.state, result.changed_by) == (3, "draft", officer)
    event = result.events.latest("pk")
    assert (event.act, event.version, event.details["summary"], event.details["file"]) == (
        "taken-back", 3, ["After", "Before"], "reports.xlsx",
    )  # fmt: skip
    assert revisions.kept(result, 3) == before


@pytest.mark.parametrize("state", ["draft", "returned", "withdrawn"])
def test_report_is_in_the_state_in_which_it_was(administrator, officer, tajikistan, state):
    result = ResultFactory(country=tajikistan, state=state, state_by=officer, state_reason="Because")
    batch = batch_of(administrator)
    changed_row(batch, result, summary="After")
    apply(batch)

    take_back(batch, administrator)

    since = Result.objects.get().state_since
    assert (state_of(result), since) == ((state, officer.pk, "Because", 3), result.state_since)
    assert Result.objects.not_taken_back().get() == result


def test_published_report_that_was_changed_is_published_as_before(administrator, tajikistan):
    result = PublishedResultFactory(country=tajikistan)
    before = state_of(result)
    batch = batch_of(administrator)
    changed_row(batch, result, summary="After")
    apply(batch)

    assert take_back(batch, administrator) == {}

    assert state_of(result) == (*before[:3], 3)
    assert Publication.objects.current().get().summary == result.summary


def test_row_that_changed_nothing_by_then_is_taken_back_in_silence(administrator, tajikistan):
    result = ResultFactory(country=tajikistan)
    batch = batch_of(administrator)
    changed_row(batch, result)
    apply(batch)

    assert take_back(batch, administrator) == {}

    assert Result.objects.get().version == 1


class TestSentInOrPublished:
    def test_what_arrived_as_sent_in_waits_for_nobody(self, administrator, imported):
        batch, result = imported(arrival="submitted")

        assert take_back(batch, administrator) == {}

        assert state_of(result)[0] == "withdrawn"

    def test_changed_report_that_arrived_as_sent_in_is_a_draft_again(self, administrator, tajikistan):
        result = ResultFactory(country=tajikistan)
        batch = batch_of(administrator, arrival="submitted")
        changed_row(batch, result, summary="After")
        apply(batch)

        take_back(batch, administrator)

        assert (state_of(result)[0], Result.objects.get().summary) == ("draft", result.summary)

    def test_what_arrived_as_published_is_withdrawn_from_readers(self, publishing_administrator, imported):
        batch, result = imported(arrival="published")

        assert take_back(batch, publishing_administrator) == {}

        assert state_of(result) == ("withdrawn", publishing_administrator.pk, reason(), 1)
        publication = Publication.objects.get()
        assert (publication.withdrawn_by, publication.withdrawal_reason) == (publishing_administrator, reason())

    def test_whoever_may_not_withdraw_is_told_so(self, publishing_administrator, imported):
        batch, result = imported(arrival="published")
        other = UserFactory()
        CountryRole.objects.create(user=other, role=CountryRole.Role.ADMINISTRATOR)

        kept = take_back(batch, other)

        assert kept == {
            batch.rows.get().number: (
                "TJK-2021-001 stays as it is: You do not have the right to withdraw what is published for Tajikistan. "
                "Ask an administrator for the role."
            )
        }
        assert (state_of(result)[0], Publication.objects.current().count()) == ("published", 1)

    def test_draft_that_was_published_is_a_draft_again(self, publishing_administrator, officer, tajikistan):
        result = ResultFactory(country=tajikistan, created_by=officer)
        batch = batch_of(publishing_administrator, arrival="published")
        changed_row(batch, result)
        apply(batch)

        take_back(batch, publishing_administrator)

        assert (state_of(result)[0], Publication.objects.current().count()) == ("draft", 0)

    def test_report_that_readers_knew_before_is_withdrawn_and_says_what_it_said(
        self, publishing_administrator, officer, tajikistan
    ):
        result = PublishedResultFactory(country=tajikistan, created_by=officer)
        batch = batch_of(publishing_administrator, arrival="published")
        changed_row(batch, result, author=officer, contribution="Another text.")
        apply(batch)

        take_back(batch, publishing_administrator)

        assert Publication.objects.current().count() == 0
        assert (state_of(result)[0], Result.objects.get().contribution) == ("withdrawn", result.contribution)
        assert Result.objects.not_taken_back().get() == result


def change(result, officer):
    result.summary = "By hand"
    actions.write(result, by=officer)


SINCE = {
    "changed": (change, "changed"),
    "sent in": (lambda result, officer: actions.submit(result, by=officer), "sent in"),
}


@pytest.mark.parametrize(("happen", "word"), SINCE.values(), ids=SINCE)
@pytest.mark.parametrize("is_new", [True, False], ids=["new", "stored before"])
def test_what_somebody_went_on_with_stays_and_she_is_named(
    administrator, officer, tajikistan, imported, happen, word, is_new
):
    if is_new:
        batch, result = imported()
    else:
        result = ResultFactory(country=tajikistan, reference="TJK-2021-001")
        batch = batch_of(administrator)
        changed_row(batch, result, outcome_achieved="After")
        apply(batch)
    happen(Result.objects.get(), officer)
    before = Result.objects.values().get()

    [sentence] = take_back(batch, administrator).values()

    assert sentence.startswith(
        f"TJK-2021-001 stays as it is: after this import it was {word} by Officer on {TODAY():%-d %B %Y}"
    )
    assert Result.objects.values().get() == before


def test_report_that_a_later_import_changed_stays(administrator, imported):
    batch, result = imported()
    later = batch_of(administrator)
    changed_row(later, result, summary="Later")
    apply(later)

    [sentence] = take_back(batch, administrator).values()

    assert "after this import it was imported by Administrator" in sentence
    assert Result.objects.get().summary == "Later"


def test_change_of_which_the_log_says_nothing_is_noticed_by_the_version(administrator, officer, imported):
    batch, result = imported()
    Result.objects.filter(pk=result.pk).update(version=2, changed_by=officer)

    [sentence] = take_back(batch, administrator).values()

    assert "after this import it was changed by Officer" in sentence


def test_talking_about_a_report_does_not_keep_it(administrator, officer, imported):
    batch, result = imported()
    actions.comment(result, "Is this right?", by=officer)

    assert take_back(batch, administrator) == {}


def test_the_rest_is_taken_back_all_the_same(administrator, officer, tajikistan):
    batch = batch_of(administrator)
    for number in (2, 3, 4):
        new_row(batch, content(tajikistan, summary=f"Row {number}"), number=number)
    apply(batch)
    change(Result.objects.get(summary="Row 3"), officer)

    assert list(take_back(batch, administrator)) == [3]

    assert Result.objects.not_taken_back().get().summary == "By hand"


class TestLocks:
    @pytest.fixture
    def batch(self, administrator, tajikistan):
        """A new report of 2021, and a changed one of 2019."""
        stored = ResultFactory(country=tajikistan, date=date(2019, 3, 1), indicator=None, reference="TJK-2019-900")
        batch = batch_of(administrator)
        new_row(batch, content(tajikistan))
        changed_row(batch, stored, number=3, summary="After")
        apply(batch)
        return batch

    def test_locked_period_stays_as_it_is(self, administrator, tajikistan, batch):
        PeriodLockFactory(biennium=None, country=tajikistan, year=2019)

        [(number, sentence)] = take_back(batch, administrator).items()

        assert number == 3
        assert sentence.startswith("TJK-2019-900 stays as it is: Tajikistan 2019 is locked since")
        assert Result.objects.not_taken_back().get().summary == "After"

    def test_exception_lets_its_person_take_back(self, administrator, tajikistan, batch):
        lock = PeriodLockFactory(biennium=None, country=tajikistan, year=2019)
        LockExceptionFactory(lock=lock, person=administrator)

        assert take_back(batch, administrator) == {}

    def test_report_is_not_moved_back_into_a_locked_period(self, administrator, tajikistan):
        stored = ResultFactory(country=tajikistan, date=date(2019, 3, 1), indicator=None, reference="TJK-2019-900")
        batch = batch_of(administrator)
        changed_row(batch, stored, date="2021-03-01")
        apply(batch)
        PeriodLockFactory(biennium=None, country=tajikistan, year=2019)

        [sentence] = take_back(batch, administrator).values()

        assert sentence.startswith("TJK-2019-900 stays as it is: Tajikistan 2019 is locked since")
        assert Result.objects.get().date == date(2021, 3, 1)


@pytest.mark.parametrize("state", ["applied", "taken-back"])
def test_batch_that_is_not_being_taken_back_is_left_alone(administrator, imported, state):
    from results.imports import applying

    batch, result = imported()
    fields = {"taken_back_by": administrator, "taken_back_at": timezone.now()} if state == "taken-back" else {}
    type(batch).objects.filter(pk=batch.pk).update(state=state, **fields)

    assert applying.take_back(batch.pk, Counted()) == []

    assert state_of(result)[0] == "draft"


def test_last_rows_are_taken_back_first_in_chunks(administrator, tajikistan, monkeypatch):
    monkeypatch.setattr(applying_rows, "CHUNK", 2)
    batch = batch_of(administrator, "results", "results")
    for sheet, number in ((0, 2), (0, 3), (0, 4), (1, 2)):
        new_row(batch, content(tajikistan, summary=f"{sheet} {number}"), sheet=sheet, number=number)
    apply(batch)
    progress = Counted()

    take_back(batch, administrator, progress)

    assert progress.done == [1, 2, 1]
    gone = Event.objects.filter(act="taken-back").order_by("pk").values_list("result__summary", flat=True)
    assert sorted(gone[:1]) + sorted(gone[1:3]) + sorted(gone[3:]) == ["1 2", "0 3", "0 4", "0 2"]


@pytest.mark.parametrize("stop", [Cancelled(), RuntimeError("killed")], ids=["cancelled", "killed"])
def test_whatever_stops_it_takes_nothing_back(administrator, imported, stop):
    batch, result = imported()

    with pytest.raises(type(stop)):
        take_back(batch, administrator, Counted(stop))

    assert (state_of(result)[0], result.events.count()) == ("draft", 1)


def test_imported_again_after_it_was_taken_back_it_is_new(administrator, tajikistan, imported):
    batch, _result = imported()
    take_back(batch, administrator)

    again = batch_of(administrator)
    new_row(again, content(tajikistan))
    apply(again)
    assert take_back(again, administrator) == {}

    assert [*Result.objects.order_by("pk").values_list("reference", "state")] == [
        ("TJK-2021-001", "withdrawn"),
        ("TJK-2021-002", "withdrawn"),
    ]


def test_officer_who_goes_on_with_a_report_that_was_taken_back_has_it_again(administrator, officer, imported):
    batch, result = imported()
    take_back(batch, administrator)

    change(Result.objects.get(), officer)

    assert state_of(result)[0] == "draft"
    assert Result.objects.not_taken_back().get() == result
