"""The command that imports a sheet of reports."""

import gc
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from countries.models import User
from results.imports.plans import Outcome, Plan
from results.imports.problems import SheetError
from results.imports.writing import Import, read_file


class Command(BaseCommand):
    help = (
        "Imports reports from an Excel workbook (.xlsx), an OpenDocument sheet (.ods) or a csv file. Every row is "
        "judged first; nothing is written while one of them is refused. The same file again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="the sheet to import; its columns are those of the template"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
        parser.add_argument(
            "--publish", action="store_true", help="publish the imported reports; needs the column reported_by"
        )
        parser.add_argument(
            "--sheet", default="", metavar="NAME", help="the sheet of the workbook, where several hold reports"
        )
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="the administrator who imports")

    def handle(
        self, *args: Any, file: Path, dry_run: bool, publish: bool, sheet: str, email: str, **options: Any
    ) -> None:
        try:
            with _nothing_to_collect():
                job = Import(read_file(file), by=_person(email), publish=publish, sheet=sheet, name=file.name)
                plan = job.plan() if dry_run else job.carry_out()
        except (SheetError, PermissionDenied) as error:
            raise CommandError(str(error)) from error
        for problem in plan.problems:
            self.stdout.write(str(problem))
        self._report(plan, is_dry_run=dry_run)
        if plan.is_refused:
            raise SystemExit(1)

    def _report(self, plan: Plan, *, is_dry_run: bool) -> None:
        if plan.is_refused:
            self.stdout.write(_("Nothing was written: correct the rows above and import the file again."))
        elif is_dry_run:
            self.stdout.write(_("Nothing was written: this was a dry run."))
        elif plan.to_publish:
            self.stdout.write(_("Published: %(count)s.") % {"count": len(plan.to_publish)})
        counts = plan.written_counts()
        self.stdout.write(", ".join(f"{outcome} {counts[outcome]}" for outcome in Outcome.values))


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """All that an import makes lives until it ends; looking through it for garbage takes a quarter of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _person(email: str) -> User:
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError(
            _("Nobody with an active account has the e-mail address %(email)s. Check the address after --as.")
            % {"email": email}
        )
    return user
