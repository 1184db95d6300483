"""The demonstration: complete, loadable twice, and refused where it does not belong."""

import socket
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from countries.models import User
from results import checks
from results.demo import people
from results.demo.plans import read
from results.management.commands import demo
from results.models import Publication, Result


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
    published = Result.objects.filter(state=Result.State.APPROVED).with_everything()

    assert published.exists()
    assert {result.reference: found for result in published if (found := checks.findings(result, around))} == {}


def test_every_report_and_its_parts_pass_the_forms(demonstration, db):
    for result in Result.objects.with_everything():
        parts = [
            *result.contributions.all(),
            *result.driver_texts.all(),
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


def test_there_is_one_sign_in_a_role_and_its_password_works(demonstration, demo_settings, db, client):
    assert sorted(account.role for account in people.ACCOUNTS) == ["administrator", "officer", "publisher"]
    for account in people.ACCOUNTS:
        assert client.login(username=account.email, password=people.PASSWORD)
        assert {role.role for role in User.objects.get(email=account.email).held_roles} == {account.role}


def test_nobody_signs_in_as_the_country_offices(demonstration, demo_settings, db):
    user = User.objects.get(email=people.COUNTRY_OFFICES.email)

    assert not user.has_usable_password()


def test_demonstration_is_not_loaded_into_production(settings, db):
    settings.IS_PRODUCTION = True
    before = User.objects.count()

    with pytest.raises(CommandError, match="have public passwords, so they are not loaded into production"):
        load()

    assert User.objects.count() == before


def test_demonstration_runs_only_as_such(settings):
    settings.DEMO = False

    with pytest.raises(
        CommandError, match=r"This is only for the demonstration\. Run `make demo`, which sets DEMO=1\."
    ):
        call_command("demo")


@pytest.mark.parametrize("port", ["abc", "", "0", "65536", "-1", "80.5", "8000 "])
def test_what_is_no_port_is_refused(demo_settings, port):
    with pytest.raises(CommandError) as refusal:
        call_command("demo", f"--port={port}")

    assert str(refusal.value) == (f"“{port}” is not a port. Choose a number from 1024 to 65535: make demo PORT=8123")


def test_port_in_use_is_refused_with_the_cure(demo_settings):
    with socket.create_server((demo.HOST, 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(CommandError) as refusal:
            call_command("demo", f"--port={port}")

    assert str(refusal.value) == (
        f"Port {port} is in use by another program. Choose another one above 1023: make demo PORT=8123"
    )


def test_port_of_the_system_is_refused_with_the_cure(monkeypatch):
    def refuse(self, address):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)

    with pytest.raises(CommandError) as refusal:
        demo.free_port("80")

    assert str(refusal.value) == (
        "Port 80 is reserved for the system. Choose another one above 1023: make demo PORT=8123"
    )


def test_demonstration_says_where_it_runs_and_how_to_sign_in(demo_settings, monkeypatch):
    output, prepared, served = StringIO(), [], []
    monkeypatch.setattr(demo, "call_command", lambda name, **options: prepared.append(name))
    monkeypatch.setattr(demo, "serve", served.append)
    with socket.create_server((demo.HOST, 0)) as probe:
        port = probe.getsockname()[1]

    call_command("demo", f"--port={port}", stdout=output)

    assert (prepared, served) == (["migrate", "load_demo", "collectstatic"], [port])
    lines = output.getvalue().splitlines()
    assert lines[1] == f"Waymark runs at http://localhost:{port}/ (stop it with Ctrl+C). Sign in as"
    assert [line.split() for line in lines[2:5]] == [
        [account.role, account.email, people.PASSWORD] for account in people.ACCOUNTS
    ]
