"""Workbooks as other programs see them, and whether their parts hang together as they must."""

import posixpath
import zipfile
from io import BytesIO
from itertools import pairwise

import openpyxl
import python_calamine
from lxml import etree

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# The order that the standard prescribes for what a sheet consists of.
_ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
]  # fmt: skip


def open_workbook(content):
    """The workbook with its styles and comments."""
    return openpyxl.load_workbook(BytesIO(content))


def texts(content, sheet=0):
    """The rows of a sheet as another reader sees them."""
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    return [[str(value) for value in row] for row in book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)]


def names(content):
    """The names of the sheets."""
    return python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names


def assert_hangs_together(content):
    """Every part is well-formed, declared and there; what a sheet consists of stands in order; styles exist."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = package.namelist()
        assert package.testzip() is None
        assert len(parts) == len(set(parts))
        roots = {name: etree.fromstring(package.read(name)) for name in parts}
    _assert_declared(parts, roots["[Content_Types].xml"])
    for name in parts:
        if name.endswith(".rels"):
            _assert_targets_exist(name, roots, parts)
    looks = len(roots["xl/styles.xml"].find(f"{_MAIN}cellXfs"))
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            _assert_in_order(roots[name], looks)


def _assert_declared(parts, types):
    extensions = {one.get("Extension").lower() for one in types.iter(f"{_TYPES}Default")}
    declared = [one.get("PartName") for one in types.iter(f"{_TYPES}Override")]
    assert len(declared) == len(set(declared))
    assert {name.lstrip("/") for name in declared} <= set(parts)
    undeclared = {name for name in parts if f"/{name}" not in declared} - {"[Content_Types].xml"}
    assert {name for name in undeclared if name.rpartition(".")[2].lower() not in extensions} == set()


def _assert_targets_exist(name, roots, parts):
    folder = posixpath.dirname(posixpath.dirname(name))
    identities = [one.get("Id") for one in roots[name]]
    assert len(identities) == len(set(identities))
    for one in roots[name]:
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target"))).lstrip("/")
            assert target in parts
    owner = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
    if owner in roots:
        used = roots[owner].xpath("//@r:id", namespaces={"r": _OFFICE})
        assert set(used) <= set(identities)


def _assert_in_order(sheet, looks):
    places = [_ORDER.index(etree.QName(child).localname) for child in sheet]
    assert places == sorted(places)
    for row in sheet.iter(f"{_MAIN}row"):
        columns = [_number(cell.get("r")) for cell in row]
        assert columns == sorted(set(columns))
        assert all(int(cell.get("s", 0)) < looks for cell in row)
    ranges = [(int(column.get("min")), int(column.get("max"))) for column in sheet.iter(f"{_MAIN}col")]
    assert all(before[1] < after[0] for before, after in pairwise(ranges))


def _number(address):
    return openpyxl.utils.cell.coordinate_to_tuple(address)[1]
