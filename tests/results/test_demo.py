"""The demonstration: complete, loadable twice, and refused where it does not belong."""

from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from countries.models import CountryRole, User
from indicators.models import Criterion
from results import checks
from results.demo import people
from results.demo.plans import read
from results.locks import PeriodLockedError, require_open
from results.models import (
    Comment,
    EvidenceFile,
    Judgement,
    LockException,
    Notice,
    PeopleReached,
    PeriodLock,
    Publication,
    Result,
)
from results.permissions import Act, may

PEOPLE = [account.local_part for account in people.ACCOUNTS]
FILE = Path(__file__).parents[2] / "fixtures" / "demo" / "files" / "unemployment-benefit-rules-in-one-page.pdf"


def person(name):
    return User.objects.get(email=f"{name}@demo.waymark.example")


def load():
    output = StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue().splitlines()


@pytest.fixture(scope="module")
def demonstration(reference_data, django_db_blocker):
    """The demonstration, loaded once for the tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.IS_PRODUCTION", False)
        yield load()
        transaction.set_rollback(True)


@pytest.fixture
def demo_settings(settings):
    settings.DEMO, settings.IS_PRODUCTION = True, False


def test_demonstration_is_loaded_once(demonstration, demo_settings, db):
    reports = len(read("reports"))

    assert demonstration == ["Reference data: all there already.", f"Demonstration: {reports} reports added."]
    assert load() == ["Reference data: all there already.", "Demonstration: all there already."]
    assert Result.objects.count() == reports


def test_every_published_report_passes_the_checks(demonstration, db):
    around = checks.Surroundings.at(timezone.localdate())
    published = Result.objects.filter(state=Result.State.PUBLISHED).with_everything()

    assert published.exists()
    assert {result.reference: found for result in published if (found := checks.findings(result, around))} == {}


def test_every_report_and_its_parts_pass_the_forms(demonstration, db):
    for result in Result.objects.with_everything():
        parts = [
            *result.contributions.all(),
            *result.driver_texts.all(),
            *result.people_reached.all(),
            *result.evidence.all(),
            *result.sdg_links.all(),
        ]
        for each in (result, *parts):
            each.full_clean(validate_unique=False)


def test_demonstration_shows_the_product_at_its_best(demonstration, db):
    published = Publication.objects.current()

    assert Counter(published.values_list("language", flat=True)).keys() >= {"en", "fr", "es", "ru", "ar"}
    assert set(published.values_list("step__number", flat=True)) >= {1, 2, 3}
    assert published.values("country__region").distinct().count() == 5
    assert published.values("country").distinct().count() >= 12
    assert published.filter(cpo__code="TJK128").dates("date", "year").count() >= 3
    assert Publication.objects.filter(superseded_at__isnull=False).exists()


def test_first_record_stands_for_the_budget_review(demonstration, db):
    document = Publication.objects.current().get(reference="TJK-2021-001").document

    assert (document["indicator"]["code"], document["step"]["number"], document["cpo"]["code"]) == (
        "8.3.1",
        3,
        "TJK128",
    )
    assert [target["code"] for target in document["targets"]] == ["1.3", "8.3", "8.5"]
    assert [goal["number"] for goal in document["goals"]] == [1, 8]
    assert [partnership["code"] for partnership in document["partnerships"]] == ["with-un-agencies"]
    assert len(document["topics"]) == 14


def test_nobody_publishes_her_own(demonstration, db):
    own = [p for p in Publication.objects.select_related("result") if p.published_by_id == p.result.created_by_id]

    assert own == []


def test_there_is_a_sign_in_for_every_role_and_its_password_works(demonstration, demo_settings, db, client):
    assert {account.role for account in people.ACCOUNTS} == set(CountryRole.Role.values)
    for account in people.ACCOUNTS:
        assert client.login(username=account.email, password=people.PASSWORD)
        assert {role.role for role in User.objects.get(email=account.email).held_roles} == {account.role}


def test_two_officers_can_be_tried_side_by_side(demonstration, db):
    draft = Result.objects.get(reference="TJK-2025-001")

    assert [name for name in PEOPLE if may(person(name), Act.WRITE, draft)] == ["officer", "colleague"]


def test_reports_of_two_countries_stand_in_every_state(demonstration, db):
    states = Result.objects.filter(country__iso3__in=["TJK", "KGZ"]).values_list("state", flat=True)

    assert set(states) == set(Result.State.values)


def test_readers_see_what_was_published_and_not_withdrawn(demonstration, db):
    published = {report["reference"] for report in read("reports") if {"act": "publish"} in report["way"]}

    assert set(Publication.objects.current().values_list("reference", flat=True)) == published - {"KGZ-2020-001"}


def test_whatever_was_approved_met_every_criterion_of_its_indicator(demonstration, db):
    approved = Result.objects.filter(state__in=["approved", "published", "withdrawn"], indicator__isnull=False)
    wanted = {(r.pk, c.pk) for r in approved for c in Criterion.objects.filter(indicator=r.indicator)}
    judgements = Judgement.objects.filter(result__in=approved)

    assert len(wanted) > 100
    assert set(judgements.values_list("result", "criterion")) == wanted
    assert [each for each in judgements if not each.evidence and not each.note] == []


def test_returned_report_has_its_reason_and_one_thread_left_open(demonstration, db):
    returned = Result.objects.get(state=Result.State.RETURNED)
    threads = Comment.objects.filter(result=returned, answers=None)

    assert (returned.created_by, returned.state_by) == (person("officer"), person("national-reviewer"))
    assert returned.state_reason.startswith("The summary tells of a training")
    assert [(each.field, each.resolved_by, each.replies.count()) for each in threads] == [
        ("evidence", person("national-reviewer"), 1),
        ("people_reached", None, 1),
    ]


def test_each_reviewer_has_something_to_judge(demonstration, db):
    waiting = Result.objects.filter(state=Result.State.SUBMITTED).order_by("reference")

    assert [(each.reference, each.reviewer) for each in waiting] == [
        ("KGZ-2021-001", None),
        ("KGZ-2022-002", person("regional-reviewer")),
        ("TJK-2022-002", None),
    ]
    assert all(may(person("regional-reviewer"), Act.APPROVE, each) for each in waiting)
    assert may(person("national-reviewer"), Act.APPROVE, waiting[2])


def test_published_report_waits_in_a_newer_version(demonstration, db):
    result = Result.objects.get(reference="KGZ-2021-001")
    document = result.publications.get().document

    assert (result.state, result.version) == (Result.State.SUBMITTED, 2)
    assert document["summary"] != result.summary
    assert (len(document["evidence"]), result.evidence.count()) == (1, 2)
    assert (len(document["people_reached"]), result.people_reached.count()) == (0, 1)


def test_withdrawn_record_says_why(demonstration, db):
    withdrawn = Result.objects.get(state=Result.State.WITHDRAWN)

    assert withdrawn.state_reason.startswith("The decree on which this record rests was never signed")
    assert not Publication.objects.current().filter(result=withdrawn).exists()


def test_people_reached_say_in_what_sense_and_whence(demonstration, db):
    figures = PeopleReached.objects.exclude(kind="").exclude(source="")

    assert figures.count() == PeopleReached.objects.count() >= 12
    assert set(figures.values_list("kind", flat=True)) == set(PeopleReached.Kind.values)
    overlapping = figures.get(overlaps_with__isnull=False)
    assert (overlapping.result.reference, overlapping.overlaps_with.reference) == ("KGZ-2022-002", "KGZ-2021-001")


def test_published_evidence_has_a_file_with_its_content(demonstration, db):
    file = EvidenceFile.objects.get()
    document = Publication.objects.current().get(reference="TJK-2023-001").document

    assert document["evidence"][-1]["file"]["token"] == file.token.hex
    assert file.media_type == "application/pdf"
    with file.file.open("rb") as stored:
        assert stored.read() == FILE.read_bytes()


def test_past_biennium_is_locked_to_all_but_the_officer(demonstration, db):
    report = Result.objects.get(reference="TJK-2017-001")

    require_open([report], by=person("officer"), act=Act.WRITE)
    with pytest.raises(PeriodLockedError, match=r"^2016-17 is locked since .* \(Aminata Koné: .*\)\. To change"):
        require_open([report], by=person("colleague"), act=Act.WRITE)


def test_lock_that_was_opened_again_stays_open(demonstration, demo_settings, db):
    lock = PeriodLock.objects.get()
    opened = {"unlocked_by": person("administrator"), "unlocked_at": timezone.now(), "unlocking_reason": "A correction"}
    PeriodLock.objects.filter(pk=lock.pk).update(**opened)

    load()

    assert (PeriodLock.objects.get(), LockException.objects.count()) == (lock, 1)


def test_nobody_has_mail_of_what_was_loaded_but_of_what_follows(demonstration, db):
    assert Notice.objects.count() == 0
    assert not User.objects.filter(mail_at_once=False).exists()


def test_nobody_signs_in_as_the_country_offices(demonstration, demo_settings, db):
    user = User.objects.get(email=people.COUNTRY_OFFICES.email)

    assert not user.has_usable_password()


def test_demonstration_is_not_loaded_into_production(settings, db):
    settings.IS_PRODUCTION = True
    before = User.objects.count()

    with pytest.raises(CommandError, match="have public passwords, so they are not loaded into production"):
        load()

    assert User.objects.count() == before
