"""The life of an import: what people can do with it, and when."""

from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.utils import translation

from results.imports import batches
from results.models import ImportBatch
from tests.factories import CountryRoleFactory, ImportBatchFactory, ImportRowFactory
from tests.results.imports import engine

pytestmark = pytest.mark.usefixtures("queue")

CHOICES = {"mode": "both", "blanks": "keep", "arrival": "draft", "leaves_out_refused": False}
ACTS = {
    "answer": lambda batch, by: batches.answer(batch, engine.ANSWERS, by=by),
    "choose": lambda batch, by: batches.choose(batch, **CHOICES, by=by),
    "leave_out": lambda batch, by: batches.leave_out(batch, [], is_left_out=True, by=by),
    "apply": lambda batch, by: batches.apply(batch, by=by),
    "cancel": lambda batch, by: batches.cancel(batch, by=by),
    "take_back": lambda batch, by: batches.take_back(batch, by=by),
}
# The state after an act, and "no" where the import says why it cannot be done.
ALLOWED = """
            answer    choose   leave_out  apply     cancel     take_back
arrived     no        no       no         no        arrived    no
asking      planning  asking   no         no        cancelled  no
planning    no        no       no         no        planning   no
planned     planning  planned  planned    applying  cancelled  no
applying    no        no       no         no        applying   no
applied     no        no       no         no        no         taking-back
taking-back no        no       no         no        no         no
taken-back  no        no       no         no        no         no
cancelled   planning  no       no         no        no         no
failed      planning  no       no         no        no         no
"""


def cells():
    head, *lines = ALLOWED.strip("\n").splitlines()
    for line in lines:
        state, *after = line.split()
        for act, expected in zip(head.split(), after, strict=True):
            yield pytest.param(state, act, expected, id=f"{act} when {state}")


@pytest.fixture(autouse=True)
def stages(monkeypatch):
    engine.install(monkeypatch)


@pytest.fixture
def planned(administrator):
    batch = ImportBatchFactory(**engine.fields_of("planned", administrator))
    ImportRowFactory(batch=batch)
    return batch


@pytest.mark.parametrize(("state", "act", "expected"), list(cells()))
def test_import_takes_an_act_in_its_own_time_only(administrator, state, act, expected):
    batch = ImportBatchFactory(**engine.fields_of(state, administrator))
    ImportRowFactory(batch=batch)
    since = batch.state_since

    if expected == "no":
        with pytest.raises(ValidationError) as refusal:
            ACTS[act](batch, administrator)
        assert refusal.value.messages == [str(batches._BUT[state])]
    else:
        assert ACTS[act](batch, administrator).state == expected

    batch.refresh_from_db()
    assert batch.state == (state if expected == "no" else expected)
    assert (batch.state_since != since) == (expected not in ("no", state))


@pytest.mark.parametrize("act", ACTS)
def test_act_of_whoever_is_no_administrator_is_refused(planned, officer, act):
    with pytest.raises(PermissionDenied, match=r"Only administrators import sheets\."):
        ACTS[act](planned, officer)

    assert (ImportBatch.objects.get().state, engine.queued()) == ("planned", [])


def test_another_administrator_goes_on_with_an_import(planned, administrator, officer):
    planned.by = officer
    planned.save()

    assert batches.apply(planned, by=administrator).state == "applying"


@pytest.mark.parametrize("arrival", ["submitted", "published"])
def test_reports_arrive_as_published_by_choice_of_the_sender_alone(planned, publishing_administrator, officer, arrival):
    other = CountryRoleFactory(user=officer, role="administrator", country=None).user

    with pytest.raises(ValidationError, match="Only Administrator, who sent this file"):
        batches.choose(planned, **{**CHOICES, "arrival": arrival}, by=other)
    ImportBatch.objects.filter(pk=planned.pk).update(arrival=arrival)
    with pytest.raises(ValidationError, match="Only Administrator, who sent this file"):
        batches.apply(planned, by=other)

    assert batches.apply(planned, by=publishing_administrator).state == "applying"


def test_file_that_arrives_is_kept_with_its_checksum_and_waits_for_a_worker(administrator):
    content = b"reference,country\n" * 10_000

    with translation.override("fr"):
        batch = batches.arrive(ContentFile(content), name="Résultats 2021.csv", by=administrator)

    stored = ImportBatch.objects.get()
    assert (stored.name, stored.size, stored.sha256) == ("Résultats 2021.csv", 180_000, sha256(content).hexdigest())
    assert (stored.state, stored.language, stored.by) == ("arrived", "fr", administrator)
    assert stored.file.read() == content
    assert stored.file.name == f"imports/{batch.token.hex[:2]}/{batch.token.hex}"
    assert engine.queued() == [("examine_import", batch.pk)]


def test_file_of_whoever_is_no_administrator_is_not_kept(officer):
    before = _stored()

    with pytest.raises(PermissionDenied):
        batches.arrive(ContentFile(b"reference"), name="results.csv", by=officer)

    assert (ImportBatch.objects.count(), _stored()) == (0, before)


def test_file_is_not_kept_where_its_import_could_not_be_stored(administrator, monkeypatch):
    def fail(*args):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(batches, "put_in_queue", fail)
    before = _stored()

    with pytest.raises(DatabaseError):
        batches.arrive(ContentFile(b"reference"), name="results.csv", by=administrator)

    assert (ImportBatch.objects.count(), _stored()) == (0, before)


def _stored():
    folders = default_storage.listdir("imports")[0] if default_storage.exists("imports") else []
    return {name for folder in folders for name in default_storage.listdir(f"imports/{folder}")[1]}


def test_answers_that_leave_nothing_open_have_the_file_judged(administrator):
    batch = ImportBatchFactory(**engine.fields_of("asking", administrator))

    batches.answer(batch, {"sheets": []}, by=administrator)

    assert (ImportBatch.objects.get().answers, engine.queued()) == ({"sheets": []}, [("plan_import", batch.pk)])


def test_answers_that_leave_something_open_are_kept_and_asked_about(planned, administrator, monkeypatch):
    engine.install(monkeypatch, questions=lambda examined, answers, lookups: ["Which sheet?"])

    batches.answer(planned, {"sheets": []}, by=administrator)

    stored = ImportBatch.objects.get()
    assert (stored.state, stored.answers, engine.queued()) == ("asking", {"sheets": []}, [])


def test_file_that_was_never_read_cannot_be_answered_about(administrator):
    batch = ImportBatchFactory(**engine.fields_of("failed", administrator) | {"examined": {}})

    with pytest.raises(ValidationError, match=r"This import failed\. Correct its file and upload it again\."):
        batches.answer(batch, engine.ANSWERS, by=administrator)


@pytest.mark.parametrize(
    ("choice", "is_judged_anew"),
    [
        pytest.param({"blanks": "clear"}, True, id="what empty cells say"),
        pytest.param({"arrival": "submitted"}, True, id="how reports arrive"),
        pytest.param({"mode": "add"}, False, id="which rows are written"),
        pytest.param({"leaves_out_refused": True}, False, id="leaving refused rows out"),
    ],
)
def test_choice_that_changes_how_rows_are_judged_has_them_judged_anew(planned, administrator, choice, is_judged_anew):
    batches.choose(planned, **{**CHOICES, **choice}, by=administrator)

    stored = ImportBatch.objects.get()
    assert {name: getattr(stored, name) for name in choice} == choice
    expected = ("planning", [("plan_import", planned.pk)]) if is_judged_anew else ("planned", [])
    assert (stored.state, engine.queued()) == expected


def test_choice_that_there_is_not_is_refused(planned, administrator):
    with pytest.raises(ValidationError) as refusal:
        batches.choose(planned, **{**CHOICES, "mode": "replace"}, by=administrator)

    assert list(refusal.value.message_dict) == ["mode"]
    assert ImportBatch.objects.get().mode == "both"


def test_rows_are_left_out_and_taken_up_again(planned, administrator):
    row, other = planned.rows.get(), ImportRowFactory(batch=planned)
    elsewhere = ImportRowFactory()

    batches.leave_out(planned, [row.pk, elsewhere.pk], is_left_out=True, by=administrator)
    left_out = set(planned.rows.filter(is_left_out=True))
    batches.leave_out(planned, [row.pk], is_left_out=False, by=administrator)

    elsewhere.refresh_from_db()
    assert (left_out, elsewhere.is_left_out) == ({row}, False)
    assert planned.rows.filter(is_left_out=False).count() == len({row, other})


@pytest.mark.parametrize("outcome", ["refused", "conflict"])
def test_plan_with_rows_that_cannot_be_written_is_not_applied_unless_they_are_left_out(planned, administrator, outcome):
    row = ImportRowFactory(batch=planned, outcome=outcome)

    with pytest.raises(ValidationError, match=r"Some rows are refused or in conflict\."):
        batches.apply(planned, by=administrator)
    batches.choose(planned, **{**CHOICES, "leaves_out_refused": True}, by=administrator)
    applied = batches.apply(planned, by=administrator)

    assert (applied.state, engine.queued()) == ("applying", [("apply_import", planned.pk)])
    row.refresh_from_db()
    assert row.outcome == outcome


def test_refused_row_that_is_left_out_by_itself_keeps_nothing_from_being_applied(planned, administrator):
    ImportRowFactory(batch=planned, outcome="refused", is_left_out=True)

    assert batches.apply(planned, by=administrator).state == "applying"


@pytest.mark.parametrize("choice", [{"outcome": "unchanged"}, {"is_left_out": True}], ids=["unchanged", "left out"])
def test_plan_without_a_row_to_write_is_not_applied(planned, administrator, choice):
    planned.rows.update(**choice)

    with pytest.raises(ValidationError, match=r"There is nothing to write: no row of this plan is new or changed\."):
        batches.apply(planned, by=administrator)


def test_import_that_a_worker_has_is_marked_to_be_cancelled_once(administrator):
    batch = ImportBatchFactory(**engine.fields_of("applying", administrator))

    batches.cancel(batch, by=administrator)

    assert ImportBatch.objects.get().is_to_cancel
    with pytest.raises(ValidationError, match=r"This import is being cancelled\. Wait until that is done\."):
        batches.cancel(batch, by=administrator)


def test_taking_back_says_who_and_when_and_waits_for_a_worker(administrator, officer):
    batch = ImportBatchFactory(**engine.fields_of("applied", officer))

    batches.take_back(batch, by=administrator)

    stored = ImportBatch.objects.get()
    assert (stored.taken_back_by, stored.taken_back_at > stored.applied_at) == (administrator, True)
    assert engine.queued() == [("take_back_import", batch.pk)]
