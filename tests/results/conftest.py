"""What tests of several parts of results/ share."""

import pytest


@pytest.fixture
def queue(settings):
    """Work goes into the queue in the database, as in production, and stays there until a test has it done."""
    settings.HAS_WORKERS = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
