"""The world in which every address and every way in is tried."""

import pytest
from django.db import transaction

from tests.repository.addresses.postings import whole_form
from tests.repository.addresses.world import World, rows, undone


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all tests of a module, each of which leaves it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        world.written = whole_form(world)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def arrange(db, world):
    """Brings the report of the world into a state, and gives back what is stored then."""

    def arrange(state="-"):
        world.bring(state)
        return rows()

    with undone():
        yield arrange
    world.report.refresh_from_db()
