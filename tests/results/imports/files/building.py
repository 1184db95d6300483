"""Files made at test time, good ones and hostile ones."""

import csv
import zipfile
from io import BytesIO, StringIO

import openpyxl

ODS = "application/vnd.oasis.opendocument.spreadsheet"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAMES = ["country", "date", "summary", "number"]
ROWS = [NAMES, ["TJK", "2021-06", "Сводка; “обзор”, été", 1], ["MDA", "2021", "A plan", 2.5]]
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{prefix}="{_URN}{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"),
    )
)  # fmt: skip


def save(workbook):
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def make_xlsx(rows=ROWS, title="Results"):
    """A workbook as openpyxl writes it."""
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for row in rows:
        workbook.active.append(row)
    return save(workbook)


def make_zip(parts, method=zipfile.ZIP_DEFLATED):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def xlsx_parts(data, *, after="", head="", workbook="", texts="", styles="", prefix=""):
    """The parts of a workbook whose one sheet has these rows in XML."""
    p = f"{prefix}:" if prefix else ""
    space = f'xmlns{":" + prefix if prefix else ""}="{MAIN}"'
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{TYPE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"))
        )
    )
    root = f'<Relationship Id="r0" Type="{TYPE}/officeDocument" Target="xl/workbook.xml"/>'
    sheets = '<sheets><sheet name="Results" sheetId="1" r:id="r0"/></sheets>'
    sheet = f"<{p}worksheet {space}><{p}sheetData>{data}</{p}sheetData>{after}</{p}worksheet>"
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f"<Relationships>{root}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{TYPE}">{workbook}{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{listed}</Relationships>",
        "xl/worksheets/sheet1.xml": head + sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }


def raw_xlsx(data, **options):
    return make_zip(xlsx_parts(data, **options))


def with_part(name, content):
    """A good workbook with one of its parts as given."""
    return make_zip({**xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>'), name: content})


def ods_content(body, *, styles="", spaces=SPACES):
    return (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )


def make_ods(body, **parts):
    """An OpenDocument sheet with these rows in XML."""
    content = ods_content(f'<table:table table:name="Results">{body}</table:table>')
    return make_zip({"mimetype": ODS, "content.xml": content, **parts})


def ods_row(*cells, attributes=""):
    """A row: texts, or cells in XML."""
    written = "".join(c if c.startswith("<") else ods_text(c) for c in cells)
    return f"<table:table-row{attributes}>{written}</table:table-row>"


def ods_text(text, attributes=""):
    return f'<table:table-cell{attributes} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def make_csv(rows=ROWS, *, delimiter=",", encoding="utf-8", **options):
    stream = StringIO()
    csv.writer(stream, delimiter=delimiter, **options).writerows(rows)
    return stream.getvalue().encode(encoding)
