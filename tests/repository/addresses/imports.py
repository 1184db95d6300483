"""Who may open the pages of imports, and what is sent to them."""

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from results.desk.importing import plan
from results.models import ImportBatch, PreparedFile
from tests.factories import ImportBatchFactory, ImportRowFactory, PreparedFileFactory

# Administrators import; whoever reads reports exports them; a file that was made for somebody is hers alone.
IMPORTS = """
address                          act    state  method  anony nobod stran offic colle natio regio publi manag admin
imports                          -      -      GET     in    403   403   403   403   403   403   403   403   200
imports                          -      -      POST    405   405   405   405   405   405   405   405   405   405
import-new                       -      -      GET     in    403   403   403   403   403   403   403   403   200
import-new                       import -      POST    in    403   403   403   403   403   403   403   403   302
import-template                  -      -      GET     in    403   403   403   403   403   403   403   403   200
import-template                  -      -      POST    405   405   405   405   405   405   405   405   405   405
import-export                    -      -      GET     in    403   200   200   200   200   200   200   200   200
import-export                    -      -      POST    in    403   302   302   302   302   302   302   302   302
import-prepared                  -      -      GET     in    403   404   404   404   404   404   404   404   200
import-prepared                  -      -      POST    405   405   405   405   405   405   405   405   405   405
import-prepared-file             -      -      GET     in    403   404   404   404   404   404   404   404   200
import-prepared-file             -      -      POST    405   405   405   405   405   405   405   405   405   405
import                           -      -      GET     in    403   403   403   403   403   403   403   403   200
import                           -      -      POST    405   405   405   405   405   405   405   405   405   405
import-file                      -      -      GET     in    403   403   403   403   403   403   403   403   200
import-file                      -      -      POST    405   405   405   405   405   405   405   405   405   405
import-cancel                    -      -      GET     405   405   405   405   405   405   405   405   405   405
import-cancel                    import -      POST    in    403   403   403   403   403   403   403   403   302
import-mapping                   -      -      GET     in    403   403   403   403   403   403   403   403   200
import-mapping                   import -      POST    in    403   403   403   403   403   403   403   403   302
import-plan                      -      -      GET     in    403   403   403   403   403   403   403   403   200
import-plan                      -      -      POST    405   405   405   405   405   405   405   405   405   405
import-choose                    -      -      GET     405   405   405   405   405   405   405   405   405   405
import-choose                    import -      POST    in    403   403   403   403   403   403   403   403   302
import-rows                      -      -      GET     405   405   405   405   405   405   405   405   405   405
import-rows                      import -      POST    in    403   403   403   403   403   403   403   403   302
import-apply                     -      -      GET     405   405   405   405   405   405   405   405   405   405
import-apply                     import -      POST    in    403   403   403   403   403   403   403   403   302
import-refused                   -      -      GET     405   405   405   405   405   405   405   405   405   405
import-refused                   import -      POST    in    403   403   403   403   403   403   403   403   302
import-take-back                 -      -      GET     in    403   403   403   403   403   403   403   403   200
import-take-back                 take-back -   POST    in    403   403   403   403   403   403   403   403   302
"""
NAMES = frozenset(line.split()[0] for line in IMPORTS.strip().splitlines()[1:])
_ABOUT_NONE = ("imports", "import-new", "import-template", "import-export")
_COUNTS = {"created": 1, "refused": 1}
_ANSWERS = {
    "sheets": [{"name": "", "kind": "results", "heading_rows": [1], "columns": {"0": "reference"}, "values": {}}]
}
_EXAMINED = {
    "format": "csv", "encoding": "utf-8", "encodings": [], "delimiter": ",", "decimal": "", "is_mojibake": False,
    "sheets": [{"name": "", "is_hidden": False, "hidden_rows": 0, "rows": 2, "columns": 1, "merged": [],
                "first": [[1, ["reference"]], [2, ["TJK-2021-001"]]]}],
}  # fmt: skip


@dataclass
class Imports:
    """An import whose plan is there, one that is written, and a file made for the administrator."""

    planned: ImportBatch
    written: ImportBatch
    prepared: PreparedFile


def create_imports(world):
    by = world.people["administrator"]
    fields = {"by": by, "answers": _ANSWERS, "examined": _EXAMINED, "counts": {"all": _COUNTS, "0": _COUNTS}}
    planned = ImportBatchFactory(state="planned", **fields)
    for number, outcome in enumerate(_COUNTS, start=2):
        ImportRowFactory(batch=planned, number=number, outcome=outcome)
    written = ImportBatchFactory(state="applied", applied_at=timezone.now(), **fields)
    prepared = PreparedFileFactory(by=by, name="sheet.xlsx", file=planned.file.name, ready_at=timezone.now())
    return Imports(planned, written, prepared)


def arguments(world, name):
    """What completes an address."""
    if name in _ABOUT_NONE:
        return []
    special = {
        "import-prepared": world.imports.prepared,
        "import-prepared-file": world.imports.prepared,
        "import-take-back": world.imports.written,
    }
    return [special.get(name, world.imports.planned).token]


def posting(world, name):
    """What would do the act if whoever sends it may."""
    row = world.imports.planned.rows.get(outcome="created").pk
    return {
        "import-new": {"file": SimpleUploadedFile("sheet.csv", b"reference\nTJK-2021-001\n")},
        "import-export": {"kind": "results", "format": "csv"},
        "import-mapping": {
            "act": "plan", "sheet-0-kind": "results", "sheet-0-heading": "1", "sheet-0-was": "results 1",
            "sheet-0-column-0": "reference",
        },
        "import-choose": {"mode": "add", "blanks": "keep", "arrival": "draft"},
        "import-rows": {"shown": [row], "row": [row]},
        "import-apply": {"plan": plan.seal(world.imports.planned, 1), "leaves_out_refused": "1"},
    }.get(name, {})  # fmt: skip
