"""An Excel workbook as it was, with a status column, coloured cells and comments in the sheets that were imported."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from results.imports.sheets.looks import Looks
from results.imports.sheets.notes import annotate
from results.imports.sheets.package import NotOurs, Package
from results.imports.sheets.splicing import Splice
from results.imports.sheets.verdicts import Verdict


@dataclass(frozen=True)
class Judged:
    """A sheet that was imported: what stands above the verdicts and in which row, their position, and they."""

    name: str
    heading: Verdict
    place: int
    verdicts: Iterator[Verdict]


def annotate_workbook(path: Path, stream: BinaryIO, sheets: Sequence[Judged]) -> None:
    """Copy the workbook into the stream, with the verdicts in it; raises NotOurs where it is built otherwise."""
    with ZipFile(path) as source, ExitStack() as files:
        package = Package(source)
        looks = Looks(package.read(package.styles))
        spliced: dict[str, IO[bytes]] = {}
        for sheet in sheets:
            part = package.sheet(sheet.name)
            spliced[part] = files.enter_context(TemporaryFile())
            _splice(package, part, sheet, looks, spliced[part])
        package.changed[package.styles] = looks.content()
        _write(package, spliced, stream)


def _splice(package: Package, part: str, sheet: Judged, looks: Looks, file: IO[bytes]) -> None:
    """Write the part of one sheet with the verdicts in it; what belongs to it is changed in the package."""
    if part not in package.names:
        raise NotOurs(f"no part {part}")
    relations = package.relations(part)
    splice = Splice(sheet.verdicts, sheet.heading, sheet.place, looks, relations.free_name())
    with package.archive.open(part) as content:
        splice.copy(content, file)
    annotate(package, relations, splice.notes, splice.boxes)
    if relations.is_changed:
        package.changed[relations.name] = relations.content()
    file.seek(0)


def _write(package: Package, spliced: dict[str, IO[bytes]], stream: BinaryIO) -> None:
    """All parts, those that were there in their order, so that programs find what they look for first."""
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in dict.fromkeys([*package.archive.namelist(), *package.changed]):
            if name in package.changed:
                target.writestr(name, package.changed[name])
            elif not name.endswith("/"):
                with target.open(name, "w", force_zip64=True) as copy:
                    _copy(package, spliced.get(name), name, copy)


def _copy(package: Package, spliced: IO[bytes] | None, name: str, copy: IO[bytes]) -> None:
    if spliced is not None:
        copyfileobj(spliced, copy)
        return
    with package.archive.open(name) as content:
        copyfileobj(content, copy)
