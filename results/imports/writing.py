"""Carrying a plan out: all of it in one transaction, through the actions that every other way in uses too."""

from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from countries.models import User
from results import actions
from results.imports.gate import damaged
from results.imports.headings import Headings, Table
from results.imports.judging import Judge
from results.imports.lookups import Lookups
from results.imports.plans import Plan
from results.imports.problems import SheetError
from results.imports.reading import read
from results.imports.sizes import MAX_BYTES
from results.permissions import Act

# Any number that nothing else in this database locks.
_LOCK = 8_301_200


class PlanChangedError(Exception):
    """The reports have changed since the plan was shown; ``plan`` is how it stands now. Nothing has been written."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("The plan is no longer the one that was shown.")
        self.plan = plan


def require_importer(user: User) -> None:
    """Refuse whoever may not import; raises PermissionDenied with the reason."""
    if not user.is_administrator:
        raise PermissionDenied(
            _("Only an administrator imports reports. Ask an administrator to import this sheet, or for the role.")
        )


def read_file(path: Path) -> bytes:
    """The content of a file, never more than is needed to see that it is too large; raises SheetError."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SheetError(
            _("%(name)s could not be read (%(reason)s). Check that the file is there and that you may read it.")
            % {"name": path.name, "reason": error.strerror or damaged()}
        ) from error


class Import:
    """One file, to be planned any number of times and carried out once; raises SheetError where it cannot be read.

    ``name`` is what the log calls the file; ``sheet`` says which of its sheets to import where several hold reports.
    """

    def __init__(self, content: bytes, *, by: User, publish: bool = False, sheet: str = "", name: str = "") -> None:
        require_importer(by)
        self._by = by
        self._publish = publish
        self._name = name
        self._lookups = Lookups()
        self._headings = Headings(self._lookups)
        self._table: Table = self._headings.find_table(read(content, score=self._headings.score), sheet)

    def plan(self) -> Plan:
        """What the import will do now."""
        judge = Judge(self._table, self._headings, self._lookups, by=self._by, publish=self._publish)
        return judge.plan()

    def carry_out(self, *, shown: str | None = None) -> Plan:
        """Judge and write in one transaction; a refused plan writes nothing.

        ``shown`` is the digest of the plan that a person has agreed to. Raises PlanChangedError, PermissionDenied, and
        SheetError where somebody else wrote at the same moment.
        """
        try:
            with transaction.atomic():
                _one_import_at_a_time()
                plan = self.plan()
                if shown is not None and plan.digest() != shown:
                    raise PlanChangedError(plan)
                if not plan.is_refused:
                    self._write(plan)
        except (actions.Conflict, ValidationError, IntegrityError) as error:
            raise SheetError(
                _("Somebody else wrote some of these reports at the same moment, so nothing was written. Import again.")
            ) from error
        return plan

    def _write(self, plan: Plan) -> None:
        for row in plan.rows:
            if row.entry:
                row.entry.log.update(file=self._name, row=row.number)
        if plan.entries:
            actions.write_many(plan.entries, by=self._by, act=Act.IMPORT)
        if plan.to_publish:
            actions.submit_many(plan.to_publish, by=self._by, act=Act.IMPORT)
            actions.approve_many(plan.to_publish, by=self._by)
            actions.publish_many(plan.to_publish, by=self._by)


def _one_import_at_a_time() -> None:
    """Hold back a second import until this one ends, or both would create the same reports.

    SQLite does so by itself: a transaction that writes is alone from its beginning.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
