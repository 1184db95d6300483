"""Rows are copied into PostgreSQL while the program goes on, and nothing is asked of the connection meanwhile."""

from threading import Event

import pytest
from django.db import IntegrityError, connection, transaction

from results import copying

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Only PostgreSQL knows COPY"),
]
COLUMNS = ("id", "beside")


@pytest.fixture(autouse=True)
def things():
    """A table of which each row may stand beside another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE things (id integer PRIMARY KEY,"
            " beside integer REFERENCES things DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP"
        )


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, beside FROM things ORDER BY id")
        return cursor.fetchall()


def test_what_is_asked_while_rows_are_copied_waits_for_them():
    is_asked = Event()

    def rows():
        yield 1, None
        assert is_asked.wait(10)
        yield 2, 1

    with copying.alongside():
        copying.copy_rows("things", COLUMNS, rows())
        is_asked.set()
        assert stored() == [(1, None), (2, 1)]


def copied_alongside(rows, then):
    """Copies these rows and goes on, in a transaction that an error undoes."""
    with transaction.atomic(), copying.alongside():
        copying.copy_rows("things", COLUMNS, rows)
        then()


def test_copies_follow_one_another():
    with copying.alongside():
        for number in range(1, 6):
            copying.copy_rows("things", COLUMNS, [(number, number - 1 or None)])
        copying.copy_text("things", COLUMNS, "6\t\\N\n7\t6\n")
    assert stored() == [(1, None), (2, 1), (3, 2), (4, 3), (5, 4), (6, None), (7, 6)]


def test_without_being_asked_for_it_a_copy_is_waited_for():
    with pytest.raises(IntegrityError), transaction.atomic():
        copying.copy_rows("things", COLUMNS, [(1, None), (1, None)])
    assert stored() == []


@pytest.mark.parametrize("then", [lambda: None, stored, copying.check_constraints], ids=["end", "question", "check"])
def test_what_is_wrong_with_a_copy_is_raised_by_what_comes_after(then):
    with pytest.raises(IntegrityError):
        copied_alongside([(1, None), (1, None)], then)
    assert stored() == []


def test_what_is_to_be_checked_at_the_end_is_checked_alongside():
    with pytest.raises(IntegrityError):
        copied_alongside([(1, 9)], copying.check_constraints)
    assert stored() == []


def test_an_error_of_the_rows_themselves_is_raised():
    def rows():
        yield 1, None
        raise LookupError("There is no such thing.")

    with pytest.raises(LookupError), transaction.atomic(), copying.alongside():
        copying.copy_rows("things", COLUMNS, rows())
    assert stored() == []


def test_another_error_goes_before_that_of_a_copy_and_leaves_the_connection_free():
    def stop():
        raise LookupError("There is no such thing.")

    with pytest.raises(LookupError):
        copied_alongside([(1, None), (1, None)], stop)
    assert stored() == []


def test_after_the_block_copies_are_waited_for_again():
    with copying.alongside():
        copying.copy_rows("things", COLUMNS, [(1, None)])
    with pytest.raises(IntegrityError), transaction.atomic():
        copying.copy_rows("things", COLUMNS, [(1, None)])
    assert stored() == [(1, None)]
