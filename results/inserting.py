"""Writing thousands of rows at once: on PostgreSQL by COPY, which the guard of the connection does not see.

So what copies here asks the guard by itself (docs/decisions/0005-one-door.md).
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Value

from results import copying, gate

Row = Sequence[Any]
Converter = Callable[[Any], Any]
# So few rows are updated one by one: a table made for them would cost more.
FEW = 20


def insert(rows: Sequence[models.Model], *, batch_size: int = 200) -> None:
    """Insert rows of one model, their JSON columns as single values.

    On PostgreSQL Django would put the documents of many rows into one array, whose escaping took four times as long
    as everything else.
    """
    if not rows:
        return
    model = type(rows[0])
    columns = [field for field in model._meta.concrete_fields if isinstance(field, models.JSONField)]
    documents: list[dict[str, Any]] = [
        {column.attname: getattr(row, column.attname) for column in columns} for row in rows
    ]
    for row in rows:
        for column in columns:
            setattr(row, column.attname, Value(getattr(row, column.attname), column))
    model._default_manager.bulk_create(rows, batch_size=batch_size)
    for row, values in zip(rows, documents, strict=True):
        for name, value in values.items():
            setattr(row, name, value)


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Collection[Row]) -> None:
    """Insert rows of values, one for each of the columns (attribute names); dates may be written YYYY-MM-DD.

    A column that is left out has what the database gives it: the key, and otherwise nothing.
    """
    if rows:
        _fill(_table(model), model, columns, rows)


def update_rows(model: type[models.Model], columns: Sequence[str], rows: Collection[Row]) -> None:
    """Give the rows of these primary keys, each the first of its row of values, other values in these columns."""
    if not rows:
        return
    table, key = _table(model), _quoted(_column(model, "pk"))
    names = [_quoted(_column(model, name)) for name in columns]
    gate.require_open_for(table)
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql" or len(rows) < FEW:
            sets = ", ".join(f"{name} = %s" for name in names)
            converted = _converted(model, ["pk", *columns], rows)
            cursor.executemany(
                f"UPDATE {_quoted(table)} SET {sets} WHERE {key} = %s",  # noqa: S608 - names of our own tables
                [(*values, pk) for pk, *values in converted],
            )
            return
        listed, sets = ", ".join([key, *names]), ", ".join(f"{name} = given.{name}" for name in names)
        cursor.execute(
            f"CREATE TEMPORARY TABLE given_rows ON COMMIT DROP AS SELECT {listed} FROM {_quoted(table)} WITH NO DATA"  # noqa: S608
        )
        _fill("given_rows", model, ["pk", *columns], rows)
        cursor.execute(
            f"UPDATE {_quoted(table)} SET {sets} FROM given_rows AS given WHERE {_quoted(table)}.{key} = given.{key}"  # noqa: S608
        )
        cursor.execute("DROP TABLE given_rows")


def take_keys(model: type[models.Model], count: int) -> list[int]:
    """So many new primary keys of a model, for rows that are inserted with them in the same transaction."""
    table, column = _table(model), _column(model, "pk")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, count]
            )
            return [key for (key,) in cursor.fetchall()]
        # Whoever writes here is alone from the beginning of her transaction.
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
    return list(range(last + 1, last + 1 + count))


def _fill(table: str, model: type[models.Model], columns: Sequence[str], rows: Collection[Row]) -> None:
    """Put the rows into a table that has these columns of the model."""
    gate.require_open_for(table)
    names = [_quoted(_column(model, name)) for name in columns]
    converted = _converted(model, columns, rows)
    if connection.vendor == "postgresql":
        copying.copy_rows(_quoted(table), names, converted)
        return
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_quoted(table)} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - our own names
            list(converted),
        )


def _converted(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> Iterable[Row]:
    """The rows as the driver takes them: documents as text, and moments as the database keeps them."""
    fields = [model._meta.pk if name == "pk" else model._meta.get_field(name) for name in columns]
    converters = [(place, made) for place, field in enumerate(fields) if (made := _converter(field))]
    return (_convert(row, converters) for row in rows) if converters else rows


def _convert(row: Row, converters: Sequence[tuple[int, Converter]]) -> Row:
    values = list(row)
    for place, convert in converters:
        if values[place] is not None:
            values[place] = convert(values[place])
    return values


def _converter(field: Any) -> Converter | None:
    if isinstance(field, models.JSONField):
        encode = json.JSONEncoder if field.encoder is None else field.encoder
        return encode(ensure_ascii=False, separators=(",", ":")).encode
    # PostgreSQL takes moments as they are.
    if isinstance(field, models.DateTimeField) and connection.vendor != "postgresql":
        return connection.ops.adapt_datetimefield_value
    return None


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return str(field.column)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
