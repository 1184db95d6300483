"""The door of results/gate.py, shut where it is shut in production."""

from contextlib import contextmanager

from django.core.management.base import BaseCommand

from results import gate


@contextmanager
def shut():
    """Shut the door that tests/conftest.py opened for all tests."""
    token = gate._is_open.set(False)
    try:
        yield
    finally:
        gate._is_open.reset(token)


class ShutGateMiddleware:
    """Shuts the door for the length of a request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with shut():
            return self.get_response(request)


@contextmanager
def commands_meet_it_shut():
    """Shut the door for the application's own commands; Django's own prepare and empty the test database."""
    execute = BaseCommand.execute

    def execute_shut(command, *args, **options):
        is_djangos_own = type(command).__module__.startswith("django.")
        with gate.open_for_upkeep() if is_djangos_own else shut():
            return execute(command, *args, **options)

    BaseCommand.execute = execute_shut
    try:
        yield
    finally:
        BaseCommand.execute = execute
