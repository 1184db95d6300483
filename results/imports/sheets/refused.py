"""Her own workbook back: what became of each row, and what is wrong with which cell and how to mend it."""

import logging
from collections.abc import Iterator
from typing import Any, BinaryIO
from zipfile import BadZipFile

from django.utils.translation import override

from results.imports.on_disk import on_disk
from results.imports.sheets.annotating import Judged, annotate_workbook
from results.imports.sheets.marks import is_status_heading
from results.imports.sheets.package import NotOurs
from results.imports.sheets.rebuilding import list_rows, rebuild
from results.imports.sheets.verdicts import Verdict, heading, verdicts
from results.models import ImportBatch

logger = logging.getLogger(__name__)


def refused(batch: ImportBatch, stream: BinaryIO) -> None:
    """Write the workbook of an import, in its language, into a seekable stream.

    An Excel workbook comes back as it was, formulas with the values they showed. Any other file becomes an Excel
    workbook with the same sheets and the same values in the same cells; a formula is then the value it showed.
    """
    with override(batch.language), on_disk(batch.file) as path:
        if batch.format == ImportBatch.Format.IATI:
            list_rows(batch, stream)
            return
        if batch.format == ImportBatch.Format.XLSX:
            try:
                annotate_workbook(path, stream, list(_judged(batch)))
            except (NotOurs, BadZipFile) as reason:
                logger.info("The workbook of import %s is built anew: %s", batch.pk, reason)
                stream.seek(0)
                stream.truncate()
            else:
                return
        rebuild(batch, path, stream, {sheet.name: sheet for sheet in _judged(batch)})


def _judged(batch: ImportBatch) -> Iterator[Judged]:
    examined = {sheet["name"]: sheet for sheet in batch.examined["sheets"]}
    for index, answers in enumerate(batch.answers["sheets"]):
        number = max(answers["heading_rows"], default=1)
        place = _place(examined[answers["name"]], number)
        yield Judged(answers["name"], Verdict(number, heading()), place, verdicts(batch, index))


def _place(sheet: dict[str, Any], heading_row: int) -> int:
    """Where the status column stands (from 0): where it stood the time before, or behind all others."""
    for number, cells in sheet["first"]:
        if number == heading_row:
            return next((at for at, text in enumerate(cells) if is_status_heading(str(text))), int(sheet["columns"]))
    return int(sheet["columns"])
