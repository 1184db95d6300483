"""What stands in the cells of Excel workbooks, however their XML is written."""

from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from tests.results.imports.files.building import make_xlsx, make_zip, raw_xlsx, save, xlsx_parts

pytestmark = pytest.mark.usefixtures("in_this_process")

DATE_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="[h]:mm:ss"/><numFmt numFmtId="165" formatCode="[$-419]d mmm yyyy;@"/>'
    '<numFmt numFmtId="166" formatCode="&quot;days&quot; 0.0"/><numFmt numFmtId="167" formatCode="[Red]0;General"/>'
    '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="46"/></cellXfs>'
)


def cell(attributes="", content=""):
    return f'<row r="1"><c r="A1"{attributes}>{content}</c></row>'


VALUES = {
    "a whole number": ("", "<v>2024</v>", 2024),
    "a whole number with a point": ("", "<v>2024.0</v>", 2024),
    "a number": (' t="n"', "<v>0.125</v>", 0.125),
    "a number with an exponent": ("", "<v>1.5E-3</v>", 0.0015),
    "a number too large to be exact": ("", "<v>1E300</v>", 1e300),
    "no number at all": ("", "<v>NaN</v>", "NaN"),
    "a truth": (' t="b"', "<v>1</v>", True),
    "an untruth": (' t="b"', "<v>0</v>", False),
    "an error": (' t="e"', "<v>#N/A</v>", "#N/A"),
    "an error of a formula": (' t="e"', "<f>1/0</f><v>#DIV/0!</v>", "#DIV/0!"),
    "the value of a formula": ("", "<f>1+2</f><v>3</v>", 3),
    "the text of a formula": (' t="str"', "<f>A2&amp;A3</f><v>a&amp;b</v>", "a&b"),
    "an inline text": (' t="inlineStr"', "<is><t>4.10</t></is>", "4.10"),
    "an inline text of several runs": (' t="inlineStr"', "<is><r><t>Out</t></r><r><t>put</t></r></is>", "Output"),
    "a shared text": (' t="s"', "<v>0</v>", "Côte d’Ivoire"),
    "a shared text of several runs": (' t="s"', "<v>1</v>", "東京 office"),
    "an empty shared text": (' t="s"', "<v>2</v>", ""),
    "a shared text with spaces": (' t="s"', "<v>3</v>", "  two  lines\nof text"),
    "line ends as Excel stores them": (' t="str"', "<v>a_x000D_\nb_x000d_c</v>", "a\nb\nc"),
    "an underscore as Excel stores it": (' t="str"', "<v>_x005F_x000D_</v>", "_x000D_"),
    "references to signs": (' t="str"', "<v>&#1055;&#x440;&lt;&apos;&#10;</v>", "Пр<'\n"),
    "a date": (' s="1"', "<v>44197</v>", date(2021, 1, 1)),
    "a date in a format of its own": (' s="3"', "<v>44197</v>", date(2021, 1, 1)),
    "a date with a time": (' s="1"', "<v>44197.520833333336</v>", datetime(2021, 1, 1, 12, 30)),
    "a time": (' s="1"', "<v>0.75</v>", time(18)),
    "a length of time": (' s="2"', "<v>1.25</v>", timedelta(hours=30)),
    "a length of time in a built-in format": (' s="6"', "<v>2</v>", timedelta(days=2)),
    "a number with letters in its format": (' s="4"', "<v>44197</v>", 44197),
    "a number in red": (' s="5"', "<v>44197</v>", 44197),
    "a number no date can be": (' s="1"', "<v>99999999</v>", 99999999),
    "the day before the leap day that never was": (' s="1"', "<v>59</v>", date(1900, 2, 28)),
    "the day after it": (' s="1"', "<v>61</v>", date(1900, 3, 1)),
    "a date in ISO 8601": (' t="d"', "<v>2021-03-15</v>", date(2021, 3, 15)),
    "a date with a time in ISO 8601": (' t="d"', "<v>2021-03-15T08:30:00Z</v>", datetime(2021, 3, 15, 8, 30)),
}
TEXTS = (
    "<si><t>Côte d’Ivoire</t></si><si><r><rPr><b/></rPr><t>東京</t></r><rPh sb='0' eb='2'><t>トウキョウ</t></rPh>"
    '<r><t xml:space="preserve"> office</t></r></si><si/><si><t xml:space="preserve">  two  lines\r\nof text</t></si>'
)


@pytest.mark.parametrize(("attributes", "content", "value"), [pytest.param(*v, id=k) for k, v in VALUES.items()])
def test_cell_is_read_as_it_is_meant(cells, attributes, content, value):
    found = cells(
        raw_xlsx(cell(attributes, content) + '<row r="2"><c><v>0</v></c></row>', texts=TEXTS, styles=DATE_STYLES)
    )

    assert found[0] == ([value] if value != "" else [0])


def test_dates_of_a_workbook_that_counts_from_1904_are_right(cells):
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    workbook.active.append([date(2021, 1, 1), datetime(2021, 1, 1, 12, 30)])

    assert cells(save(workbook)) == [[date(2021, 1, 1), datetime(2021, 1, 1, 12, 30)]]


DATA = (
    '<row r="2" hidden="1"><c r="B2" s="1"><v>44197</v></c><c r="D2" t="s"><v>0</v></c></row>'
    '<row r="4"><c r="A4" t="str"><v>x &amp; y</v></c></row>'
)
WAYS = {
    "as spreadsheet programs write it": {},
    "with a declaration": {"head": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'},
    "with a byte order mark": {"head": "\ufeff"},
    "with a comment": {"head": "<!-- made by hand -->"},
    "with a prefix": {"prefix": "x"},
}


@pytest.mark.parametrize("way", [pytest.param(way, id=name) for name, way in WAYS.items()])
def test_rows_are_the_same_however_the_xml_is_written(read, way):
    data = DATA
    if prefix := way.get("prefix"):
        for name in ("row", "c", "v"):
            data = data.replace(f"<{name} ", f"<{prefix}:{name} ").replace(f"<{name}>", f"<{prefix}:{name}>")
            data = data.replace(f"</{name}>", f"</{prefix}:{name}>")

    found = read(raw_xlsx(data, texts="<si><t>é</t></si>", styles=DATE_STYLES, **way), includes_hidden=True)

    assert found == [(2, [None, date(2021, 1, 1), None, "é"], ""), (4, ["x & y"], "")]


ODD = {
    "in another encoding": lambda sheet: ('<?xml version="1.0" encoding="UTF-16"?>' + sheet).encode("utf-16"),
    "with literal text": lambda sheet: sheet.replace("x &amp; y", "<![CDATA[x & y]]>"),
    "with other quotation marks": lambda sheet: sheet.replace('"', "'"),
    "with attributes in another order": lambda sheet: sheet.replace('r="B2" s="1"', 's="1" r="B2" cm="2"'),
    "with spaces within tags": lambda sheet: sheet.replace("</c>", "</c >").replace('<c r="', '<c  r="'),
    "with elements of others": lambda sheet: sheet.replace("</row>", "<ext><c2/></ext></row>"),
    "with nothing in between": lambda sheet: sheet.replace("<sheetData>", "<cols><col/></cols><sheetData>"),
}


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in ODD.items()])
def test_rows_are_the_same_where_the_xml_is_unusual(read, change):
    parts = xlsx_parts(DATA, texts="<si><t>é</t></si>", styles=DATE_STYLES)
    sheet = "xl/worksheets/sheet1.xml"

    found = read(make_zip({**parts, sheet: change(parts[sheet])}), includes_hidden=True)

    assert found == [(2, [None, date(2021, 1, 1), None, "é"], ""), (4, ["x & y"], "")]


def test_cells_without_a_place_follow_one_another(read):
    content = raw_xlsx('<row><c><v>1</v></c><c><v>2</v></c></row><row><c r="C2"><v>3</v></c><c><v>4</v></c></row>')

    assert [row[:2] for row in read(content)] == [(1, [1, 2]), (2, [None, None, 3, 4])]


def test_comment_in_the_middle_of_many_rows_loses_none(read):
    data = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 30_001))
    data = data.replace('<row r="25000">', '<!-- here --><row r="25000">')

    assert [row[:2] for row in read(raw_xlsx(data))] == [(n, [n]) for n in range(1, 30_001)]


def test_sheets_are_listed_with_what_is_hidden_and_merged(examine):
    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "Results"
    for row in (["Reports", None], ["country", "date"], ["TJK", "2021"], ["MDA", "2022"]):
        first.append(row)
    first.merge_cells("A1:B1")
    first.row_dimensions[4].hidden = True
    workbook.create_sheet("Secret").sheet_state = "veryHidden"
    workbook.create_chartsheet("Chart")

    sheets = examine(save(workbook))["sheets"]

    assert sheets == [
        {
            "name": "Results", "is_hidden": False, "rows": 4, "columns": 2, "merged": [[1, 1, 1, 2]], "hidden_rows": 1,
            "first": [[1, ["Reports"]], [2, ["country", "date"]], [3, ["TJK", "2021"]], [4, ["MDA", "2022"]]],
        },
        {"name": "Secret", "is_hidden": True, "rows": 0, "columns": 0, "merged": [], "hidden_rows": 0, "first": []},
    ]  # fmt: skip


def test_shared_texts_beyond_what_is_held_are_read_from_the_disk(monkeypatch):
    from results.imports.parsing import texts

    monkeypatch.setattr(texts, "SHARED_TEXT_IN_MEMORY", 5)
    part = b"<sst><si><t>abc</t></si><si><t>def</t></si></sst>", b"<si><t>\xc3\xa9</t></si><si><t>x</t></si></sst>"
    found = texts.shared_texts(lambda: (part[0].replace(b"</sst>", b""), part[1]))

    assert (len(found.held), [found[index] for index in range(len(found))]) == (2, ["abc", "def", "é", "x"])


def test_workbook_of_openpyxl_is_read_as_openpyxl_reads_it(cells):
    rows = [["a", 1, 2.5, True], [date(2021, 3, 4), datetime(2021, 3, 4, 5, 6, 7), time(8, 9), timedelta(hours=50)]]

    assert cells(make_xlsx(rows)) == rows
