"""Her own workbook, and what becomes of it when verdicts are written into it."""

import zipfile
from io import BytesIO

from results.imports.sheets.annotating import Judged, annotate_workbook
from results.imports.sheets.verdicts import Verdict

HEADING = "What became [import_status]"
WRONG = "FFFFC7CE"
BAD = Verdict(3, "Refused. Country: none.", {0: "There is no such country.\nWrite TJK.", 1: "Fill in a date."})
GOOD = Verdict(4, "Unchanged", {})


def saved(workbook):
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def annotated(content, tmp_path, *verdicts, place=4, heading=2, sheet="Results"):
    path = tmp_path / "hers.xlsx"
    path.write_bytes(content)
    stream = BytesIO()
    annotate_workbook(path, stream, [Judged(sheet, Verdict(heading, HEADING), place, iter(verdicts))])
    return stream.getvalue()


def with_parts(content, changes):
    """The package with some parts rewritten by functions of their text."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, changes[name](text) if name in changes else text)
    return stream.getvalue()


def part(content, name):
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()
