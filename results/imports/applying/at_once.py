"""Importing a file in one go, as the command does: read, judged and written in this process, without a worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from countries.models import User
from results.imports import applying, attempts, batches, files, mapping, planning
from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups
from results.imports.progress import Progress
from results.imports.rows import SheetError
from results.models import ImportBatch, SavedMapping

State = ImportBatch.State
Answers = dict[str, Any]


@dataclass(frozen=True)
class Wishes:
    """What is asked of an import beside its file: which sheet ("" for all), what it holds ("" where that is to be
    found out), the saved mapping by which it is read, whether its reports are published.
    """

    sheet: str = ""
    kind: str = ""
    mapping: str = ""
    publishes: bool = False


def plan_file(path: Path, *, by: User, wishes: Wishes) -> ImportBatch:
    """Judge a file; nothing of it is written. Raises PermissionDenied, or SheetError with all that is to be answered.

    While this goes on the import looks as if it waited for answers, which no worker takes up.
    """
    with _opened(path) as stream, transaction.atomic():
        batch = batches.arrive(File(stream), name=path.name, by=by)
        batch.state = State.ASKING
        batch.arrival = ImportBatch.Arrival.PUBLISHED if wishes.publishes else ImportBatch.Arrival.DRAFT
        batch.save(update_fields=["state", "arrival"])
    try:
        _read(batch, path, wishes)
        progress = Progress(batch.pk, 0, since=batch.state_since)
        planning.plan(batch.pk, progress)
        if not batch.rows.exists():
            raise SheetError(_("Nothing stands beneath the headings of this file. Write its rows there first."))
        attempts.settle(progress, State.PLANNED)
    except BaseException:
        forget(batch)
        raise
    batch.refresh_from_db()
    return batch


def write_planned(batch: ImportBatch) -> None:
    """Write what was judged, all of it or nothing; raises Conflict, ValidationError or PermissionDenied."""
    progress = Progress(batch.pk, batch.rows_total, since=batch.state_since)
    with transaction.atomic():
        ImportBatch.objects.filter(pk=batch.pk, state_since=batch.state_since).update(state=State.APPLYING)
        applying.apply(batch.pk, progress)
        attempts.settle(progress, State.APPLIED, applied_at=timezone.now())
    batch.refresh_from_db()


def forget(batch: ImportBatch) -> None:
    """Let an import of which nothing is written be as if it had not been tried, its file too."""
    file = batch.file
    batch.delete()
    file.storage.delete(str(file.name))


def _opened(path: Path) -> Any:
    try:
        return path.open("rb")
    except OSError as error:
        raise SheetError(
            _("%(name)s could not be read (%(reason)s). Check that the file is there and that you may read it.")
            % {"name": path.name, "reason": error.strerror or _("it is damaged")}
        ) from error


def _read(batch: ImportBatch, path: Path, wishes: Wishes) -> None:
    """Find out how the file is to be read; raises SheetError where that cannot be told."""
    lookups = Lookups()
    batch.examined = files.examine(path, batch.name)
    batch.format = batch.examined["format"]
    batch.answers = _answers(batch.examined, lookups, wishes)
    if open_questions := mapping.questions(batch.examined, batch.answers, lookups):
        raise SheetError("\n".join(dict.fromkeys(question.sentence for question in open_questions)))
    batch.save(update_fields=["examined", "format", "answers"])


def _answers(examined: Answers, lookups: Lookups, wishes: Wishes) -> Answers:
    if wishes.mapping:
        saved = SavedMapping.objects.filter(name=wishes.mapping).first()
        if saved is None:
            raise SheetError(
                _("There is no saved mapping “%(name)s”. These are saved: %(names)s.")
                % {"name": wishes.mapping, "names": ", ".join(SavedMapping.objects.values_list("name", flat=True))}
            )
        answers = mapping.apply_saved(saved, examined, lookups)
    else:
        answers = mapping.propose(examined, lookups)
    if wishes.sheet or wishes.kind:
        answers["sheets"] = _chosen(examined["sheets"], answers["sheets"], lookups, wishes)
    return answers


def _chosen(sheets: Sequence[Answers], proposed: Sequence[Answers], lookups: Lookups, wishes: Wishes) -> list[Answers]:
    """The answers about the sheets that are wished for."""
    if wishes.kind and wishes.kind not in KINDS:
        raise SheetError(
            _("There is nothing called “%(name)s” that can be imported. These can: %(names)s.")
            % {"name": wishes.kind, "names": ", ".join(KINDS)}
        )
    names = [sheet["name"] for sheet in sheets]
    if wishes.sheet and wishes.sheet not in names:
        raise SheetError(
            _("This file has no sheet “%(name)s”. These are its sheets: %(names)s.")
            % {"name": wishes.sheet, "names": ", ".join(names)}
        )
    found = [p for p in proposed if wishes.sheet in ("", p["name"]) and wishes.kind in ("", p["kind"])]
    if found or not wishes.kind:
        return found
    asked = [
        sheet for sheet in sheets if wishes.sheet == sheet["name"] or (not wishes.sheet and not sheet["is_hidden"])
    ]
    return [mapping.propose_sheet(asked[0], wishes.kind, lookups)] if len(asked) == 1 else []
