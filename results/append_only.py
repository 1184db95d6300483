"""Triggers by which the database itself keeps publications and the log as they are.

Migrations install them. SQLite drops a table's triggers when a migration rebuilds the table, so a migration that
alters one of these tables installs them again; a test tries every table on both databases.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PUBLICATION = "results_publication"
# Set once, when a version ends; everything else is as it was published.
CLOSING_COLUMNS = ("superseded_at", "withdrawn_at", "withdrawn_by_id", "withdrawal_reason")
LINK_TABLES = tuple(
    f"results_publication{name}"
    for name in ("furtherindicator", "goal", "target", "topic", "partnership", "partner", "project", "file")
)
EVENT = "results_event"
REVISION = "results_revision"
FROZEN_TABLES = (*LINK_TABLES, EVENT, REVISION)

_REFUSAL = "is append-only: published records and the log are never changed or deleted"


def _run(editor: BaseDatabaseSchemaEditor, statement: str) -> None:
    # Without parameters a percent sign is a percent sign.
    editor.execute(statement, params=None)


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Create (again) all triggers, on PostgreSQL or SQLite."""
    if editor.connection.vendor == "postgresql":
        _install_on_postgresql(editor)
    else:
        _install_on_sqlite(editor)


def uninstall(editor: BaseDatabaseSchemaEditor) -> None:
    """Drop all triggers: for a test database that is emptied between tests."""
    for table in _tables(editor):
        for act in ("update", "delete"):
            on_table = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            _run(editor, f"DROP TRIGGER IF EXISTS {table}_refuse_{act}{on_table}")


def _tables(editor: BaseDatabaseSchemaEditor) -> list[str]:
    """Those of the protected tables that this database has; an early migration runs before some are made."""
    with editor.connection.cursor() as cursor:
        there = set(editor.connection.introspection.table_names(cursor))
    return [table for table in (PUBLICATION, *FROZEN_TABLES) if table in there]


def _install_on_postgresql(editor: BaseDatabaseSchemaEditor) -> None:
    closing = ", ".join(f"'{column}'" for column in CLOSING_COLUMNS)
    _run(
        editor,
        f"""
        CREATE OR REPLACE FUNCTION results_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% {_REFUSAL}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
    )
    _run(
        editor,
        f"""
        CREATE OR REPLACE FUNCTION results_refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.superseded_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL
               OR (to_jsonb(NEW) - ARRAY[{closing}]) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY[{closing}])
            THEN
                RAISE EXCEPTION '% {_REFUSAL}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$
        """,
    )
    uninstall(editor)
    for table in _tables(editor):
        on_update = "results_refuse_reopening" if table == PUBLICATION else "results_refuse_change"
        for act, function in (("update", on_update), ("delete", "results_refuse_change")):
            _run(
                editor,
                f"CREATE TRIGGER {table}_refuse_{act} BEFORE {act.upper()} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {function}()",
            )


def _install_on_sqlite(editor: BaseDatabaseSchemaEditor) -> None:
    uninstall(editor)
    with editor.connection.cursor() as cursor:
        columns = [column.name for column in editor.connection.introspection.get_table_description(cursor, PUBLICATION)]
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns if column not in CLOSING_COLUMNS)
    ended = "OLD.superseded_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL"
    for table in _tables(editor):
        when = f"WHEN {ended} OR {changed} " if table == PUBLICATION else ""
        for act, condition in (("update", when), ("delete", "")):
            _run(
                editor,
                f"CREATE TRIGGER {table}_refuse_{act} BEFORE {act.upper()} ON {table} FOR EACH ROW {condition}"
                f"BEGIN SELECT RAISE(ABORT, '{table} {_REFUSAL}'); END",
            )
