"""The command that imports a file."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from countries.models import User
from results.actions import Conflict
from results.imports.applying.at_once import Wishes, forget, plan_file, write_planned
from results.imports.progress import Cancelled, Superseded
from results.imports.rows import SheetError
from results.imports.values.showing import said
from results.models import ImportBatch, ImportRow

Outcome = ImportRow.Outcome


class Command(BaseCommand):
    help = (
        "Imports an Excel workbook, an OpenDocument sheet or a csv file: reports, and whatever else the template has "
        "sheets for. Every row is judged first; nothing is written while one of them is refused. The same file again "
        "changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="the file to import; its columns are those of the template"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
        parser.add_argument(
            "--publish", action="store_true", help="publish the imported reports; needs the column reported_by"
        )
        parser.add_argument(
            "--leave-out-refused", action="store_true", help="write the other rows though some are refused"
        )
        parser.add_argument("--sheet", default="", metavar="NAME", help="import this sheet of the workbook only")
        parser.add_argument("--kind", default="", metavar="KIND", help="what it holds, where that is not recognised")
        parser.add_argument("--mapping", default="", metavar="NAME", help="read it as was saved under this name")
        parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="the administrator who imports")

    def handle(
        self, *args: Any, file: Path, email: str, dry_run: bool, leave_out_refused: bool, **options: Any
    ) -> None:
        wishes = Wishes(options["sheet"], options["kind"], options["mapping"], options["publish"])
        try:
            batch = plan_file(file, by=_person(email), wishes=wishes)
            for line in _lines(batch):
                self.stdout.write(line)
            counts = Counter(batch.counts["all"])
            counts[Outcome.REFUSED] += counts.pop(Outcome.CONFLICT, 0)
            is_refused = bool(counts[Outcome.REFUSED]) and not leave_out_refused
            if dry_run:
                forget(batch)
            elif not is_refused:
                write_planned(batch)
        except (SheetError, PermissionDenied) as error:
            raise CommandError(str(error)) from error
        except (Conflict, ValidationError) as error:
            sentence = _(
                "Somebody changed something here at the same moment, so nothing was written. Import the file again."
            )
            raise CommandError(f"{sentence} {said(error)}") from error
        except (Cancelled, Superseded) as error:
            raise CommandError(
                _("Somebody cancelled this import or went on with it in the workspace. Look there what became of it.")
            ) from error
        self._report(counts, batch, is_refused=is_refused, is_dry_run=dry_run)
        if is_refused:
            raise SystemExit(1)

    def _report(self, counts: Counter[str], batch: ImportBatch, *, is_refused: bool, is_dry_run: bool) -> None:
        if is_refused:
            self.stdout.write(_("Nothing was written: correct the rows above and import the file again."))
            counts[Outcome.CREATED] = counts[Outcome.CHANGED] = 0
        elif is_dry_run:
            self.stdout.write(_("Nothing was written: this was a dry run."))
        elif batch.arrival == ImportBatch.Arrival.PUBLISHED and (published := _published(batch)):
            self.stdout.write(_("Published: %(count)s.") % {"count": published})
        # Read by programs, so in no language.
        self.stdout.write(
            f"created {counts[Outcome.CREATED]}, updated {counts[Outcome.CHANGED]}, "
            f"unchanged {counts[Outcome.UNCHANGED]}, refused {counts[Outcome.REFUSED]}"
        )


def _lines(batch: ImportBatch) -> Iterator[str]:
    """All that is wrong with the rows of a batch, and what is worth a look, in the order of its sheets."""
    names = ["" if batch.format == ImportBatch.Format.CSV else sheet["name"] for sheet in batch.answers["sheets"]]
    rows = ImportRow.objects.filter(batch=batch).exclude(problems=[], notes=[]).order_by("sheet", "number")
    for sheet, number, problems, notes in rows.values_list("sheet", "number", "problems", "notes").iterator():
        for found in [*problems, *notes]:
            place = [names[sheet], _("row %(number)s") % {"number": number}, found["heading"]]
            value = f" (“{found['value']}”)" if found["value"] else ""
            yield f"{', '.join(part for part in place if part)}{value}: {found['sentence']}"


def _published(batch: ImportBatch) -> int:
    sheets = [place for place, sheet in enumerate(batch.answers["sheets"]) if sheet["kind"] == "results"]
    return ImportRow.objects.to_write(batch).filter(sheet__in=sheets).count()


def _person(email: str) -> User:
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError(
            _("Nobody with an active account has the e-mail address %(email)s. Check the address after --as.")
            % {"email": email}
        )
    return user
