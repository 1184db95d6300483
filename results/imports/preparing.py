"""Sheets that a worker makes for one person: long exports, and what was refused of an import."""

import logging
from collections.abc import Sequence
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import InterfaceError, InternalError, OperationalError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from countries.models import User
from results import tasks
from results.imports import sheets
from results.imports.kinds.lookups import Lookups
from results.imports.rows import SheetError
from results.models import ImportBatch, PreparedFile
from results.work.queue import put_in_queue

logger = logging.getLogger(__name__)

What, State = PreparedFile.What, ImportBatch.State
_JUDGED = frozenset({State.PLANNED, State.APPLYING, State.APPLIED, State.TAKING_BACK, State.TAKEN_BACK})
# Nothing can be written down now: the queue hands the task out again.
_LOST = (OperationalError, InterfaceError, InternalError)


def ask_for_export(by: User, kinds: Sequence[str], file_format: str) -> PreparedFile:
    """Have all of these kinds that this person may read written, as xlsx, ods or csv; raises ValidationError."""
    try:
        sheets.check(kinds, file_format)
    except sheets.CannotWrite as error:
        raise ValidationError(str(error)) from error
    return _ask(PreparedFile(what=What.EXPORT, wish={"kinds": list(kinds), "format": file_format}, by=by))


def ask_for_refused(batch: ImportBatch, by: User) -> PreparedFile:
    """Have the workbook of an import written that says what became of each row; raises ValidationError.

    Raises PermissionDenied for whoever is no administrator.
    """
    if not by.is_administrator:
        raise PermissionDenied(_("Only administrators import sheets. Ask one of them for this file."))
    if batch.state not in _JUDGED:
        raise ValidationError(_("The rows of this file have not been judged. Wait until its plan is there."))
    return _ask(PreparedFile(what=What.REFUSED, batch=batch, by=by))


def prepare(prepared_pk: int) -> None:
    """Make the file; done again by another worker, it comes to the same. What keeps it from being made is stored."""
    prepared = PreparedFile.objects.select_related("batch", "by").filter(pk=prepared_pk, ready_at=None).first()
    if prepared is None or prepared.sentence:
        return
    with translation.override(prepared.language):
        try:
            with TemporaryFile() as stream:
                _write(prepared, stream)
                _store(prepared, stream)
        except (sheets.CannotWrite, SheetError) as error:
            _fail(prepared, str(error))
        except _LOST:
            raise
        except Exception:
            logger.exception("File %s could not be prepared.", prepared_pk)
            _fail(prepared, _stopped())


def give_up(prepared_pk: int) -> None:
    """Say that the file will not come: the work on it stopped too often."""
    prepared = PreparedFile.objects.filter(pk=prepared_pk, ready_at=None, sentence="").first()
    if prepared:
        with translation.override(prepared.language):
            _fail(prepared, _stopped())


def _ask(prepared: PreparedFile) -> PreparedFile:
    prepared.language = translation.get_language() or prepared.by.language
    with transaction.atomic():
        prepared.save(force_insert=True)
        put_in_queue(tasks.prepare_file, prepared.pk)
    return prepared


def _write(prepared: PreparedFile, stream: BinaryIO) -> None:
    if prepared.batch:
        sheets.refused(prepared.batch, stream)
    else:
        sheets.export(stream, prepared.wish["kinds"], prepared.by, prepared.wish["format"], Lookups())


def _store(prepared: PreparedFile, stream: BinaryIO) -> None:
    field = prepared.file
    # Left behind by a worker that was killed between the file and the word that it is there.
    field.storage.delete(field.field.generate_filename(prepared, ""))
    stream.seek(0)
    field.save("", File(stream), save=False)
    PreparedFile.objects.filter(pk=prepared.pk).update(
        file=field.name, name=_name(prepared), ready_at=timezone.now(), sentence=""
    )


def _name(prepared: PreparedFile) -> str:
    if prepared.batch:
        checked = _("checked")
        return f"{PurePath(prepared.batch.name).stem[:150]} ({checked}).xlsx"
    kinds = prepared.wish["kinds"]
    what = kinds[0] if len(kinds) == 1 else "export"
    return f"waymark-{what}-{timezone.localdate():%Y-%m-%d}.{prepared.wish['format']}"


def _fail(prepared: PreparedFile, sentence: str) -> None:
    PreparedFile.objects.filter(pk=prepared.pk, ready_at=None).update(sentence=sentence)


def _stopped() -> str:
    return _("This file could not be made. Ask for it again; if that does not help, tell whoever runs this server.")
