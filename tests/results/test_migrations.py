"""What migrations make of reports that were there before."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from results import append_only, gate
from tests.factories import CountryFactory, UserFactory


def migrate(*targets):
    """Bring the database to these migrations; gives back the models as they are then."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return MigrationExecutor(connection).loader.project_state(list(targets)).apps


@pytest.fixture
def at_0003(transactional_db):
    """The database before 0004, and afterwards as it was."""
    yield migrate(("results", "0003_desk"))
    with gate.open_for_upkeep():
        migrate(*MigrationExecutor(connection).loader.graph.leaf_nodes())


def triggers():
    catalogue = {
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'results%%refuse%%'",
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'results%%refuse%%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor], [])
        return cursor.fetchone()[0]


@pytest.mark.shut_gate
def test_what_was_approved_is_published(at_0003):
    """Until 0004 there were two states: what was approved had been published."""
    country, user = CountryFactory(), UserFactory()
    result = at_0003.get_model("results", "Result")
    with gate.open_for_upkeep():
        for number, state in enumerate(["draft", "approved", "approved"], start=1):
            result.objects.create(
                reference=f"TJK-2021-00{number}", state=state, country_id=country.pk, date="2021-06-30",
                created_by_id=user.pk, changed_by_id=user.pk, state_since=timezone.now(), summary="A review",
            )  # fmt: skip

    after = migrate(("results", "0004_states_and_revisions"))

    stored = after.get_model("results", "Result").objects.order_by("reference")
    assert list(stored.values_list("state", "summary", "version")) == [
        ("draft", "A review", 1),
        ("published", "A review", 1),
        ("published", "A review", 1),
    ]
    assert triggers() == 2 * len([append_only.PUBLICATION, *append_only.FROZEN_TABLES])
