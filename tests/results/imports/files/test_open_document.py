"""What stands in the cells of OpenDocument sheets."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.results.imports.files.building import ODS, make_ods, make_zip, ods_content, ods_row, ods_text

pytestmark = pytest.mark.usefixtures("in_this_process")


def cell(kind, attributes="", content="<text:p>shown</text:p>"):
    return (
        f'<table:table-cell table:style-name="ce1" office:value-type="{kind}"{attributes}>{content}</table:table-cell>'
    )


VALUES = {
    "a text": (ods_text("4.10"), "4.10"),
    "a text of several lines": (
        cell("string", "", "<text:p>one</text:p><text:p/><text:p>three</text:p>"), "one\n\nthree",
    ),
    "a text with looks": (
        cell("string", "", "<text:p>Out<text:span text:style-name='b'>put</text:span></text:p>"), "Output",
    ),
    "a text with spaces": (
        cell("string", "", '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<text:s/>e</text:p>'),
        "a   b\tc\nd e",
    ),
    "a text with more spaces than a text has": (
        cell("string", "", '<text:p>a<text:s text:c="999999999"/>b</text:p>'), "a" + " " * 1000 + "b",
    ),
    "a text beside its comment": (
        cell("string", "", "<office:annotation><text:p>No!</text:p></office:annotation><text:p>Yes</text:p>"), "Yes",
    ),
    "a text in an attribute": (cell("string", ' office:string-value="a &amp; b"', ""), "a & b"),
    "references": (ods_text("a &lt; b &amp;#38; c &#233;"), "a < b &#38; c é"),
    "a whole number": (cell("float", ' office:value="2024"'), 2024),
    "a number": (cell("percentage", ' office:value="0.125"'), 0.125),
    "an amount": (cell("currency", ' office:value="12.5" office:currency="EUR"'), 12.5),
    "a truth": (cell("boolean", ' office:boolean-value="true"'), True),
    "a date": (cell("date", ' office:date-value="2021-03-15"'), date(2021, 3, 15)),
    "a date with a time": (cell("date", ' office:date-value="2021-03-15T08:30:00"'), datetime(2021, 3, 15, 8, 30)),
    "no date": (cell("date", ' office:date-value="soon"'), "soon"),
    "a time": (cell("time", ' office:time-value="PT08H30M15S"'), time(8, 30, 15)),
    "a length of time": (cell("time", ' office:time-value="PT30H00M00S"'), timedelta(hours=30)),
    "less than no time": (cell("time", ' office:time-value="-PT01H00M00S"'), timedelta(hours=-1)),
    "an error": (
        cell("string", ' table:formula="of:=NA()" calcext:value-type="error"', "<text:p>#N/A</text:p>"), "#N/A",
    ),
    "the value of a formula": (cell("float", ' table:formula="of:=1+2" office:value="3"'), 3),
    "a covered cell": (cell("float", ' office:value="1"').replace("table-cell", "covered-table-cell"), 1),
}  # fmt: skip


@pytest.mark.parametrize(("written", "value"), [pytest.param(*case, id=name) for name, case in VALUES.items()])
def test_cell_is_read_as_it_is_meant(cells, written, value):
    assert cells(make_ods(ods_row(written))) == [[value]]


GAP = '<table:table-cell table:number-columns-repeated="2"/>'
END = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'  # noqa: E501 - as it is written
BODY = (
    '<table:table-row table:number-rows-repeated="2"/>'
    + ods_row("a", GAP, "d")
    + ods_row("b", ods_text("x", ' table:number-columns-repeated="2"'), attributes=' table:visibility="collapse"')
    + ods_row("c", attributes=' table:number-rows-repeated="2" table:visibility="filter"')
    + END
)


def test_rows_and_columns_keep_their_places_across_what_is_repeated(read):
    assert read(make_ods(BODY), includes_hidden=True) == [
        (3, ["a", None, None, "d"], ""), (4, ["b", "x", "x"], ""), (5, ["c"], ""), (6, ["c"], ""),
    ]  # fmt: skip


def test_rows_are_the_same_under_other_prefixes(read):
    content = ods_content(f'<table:table table:name="Results">{BODY}</table:table>')
    for prefix, other in (("office", "o"), ("table", "t"), ("text", "x")):
        for before in ("<", "</", " "):
            content = content.replace(f"{before}{prefix}:", f"{before}{other}:")
        content = content.replace(f" xmlns:{prefix}=", f" xmlns:{other}=")

    found = read(make_zip({"mimetype": ODS, "content.xml": content}), includes_hidden=True)

    assert [row[:2] for row in found] == [
        (3, ["a", None, None, "d"]), (4, ["b", "x", "x"]), (5, ["c"]), (6, ["c"]),
    ]  # fmt: skip


def test_sheets_are_listed_with_what_is_hidden_and_merged(examine):
    hides = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="ta2" style:family="table">{hides}</style:style>'
    title = ods_text("Reports", ' table:number-columns-spanned="3" table:number-rows-spanned="2"')
    body = "".join(
        f'<table:table table:name="{name}" table:style-name="{style}"><table:table-column/>{rows}</table:table>'
        for name, style, rows in (
            ("Results", "ta1", ods_row(title) + BODY), ("Secret", "ta2", END), ("More", "ta1", ods_row("z")),
        )
    )  # fmt: skip

    sheets = examine(make_zip({"mimetype": ODS, "content.xml": ods_content(body, styles=style)}))["sheets"]

    assert sheets == [
        {
            "name": "Results", "is_hidden": False, "rows": 5, "columns": 4, "merged": [[1, 1, 2, 3]], "hidden_rows": 3,
            "first": [[1, ["Reports"]], [4, ["a", "", "", "d"]], [5, ["b", "x", "x"]], [6, ["c"]], [7, ["c"]]],
        },
        {"name": "Secret", "is_hidden": True, "rows": 0, "columns": 0, "merged": [], "hidden_rows": 0, "first": []},
        {
            "name": "More", "is_hidden": False, "rows": 1, "columns": 1, "merged": [], "hidden_rows": 0,
            "first": [[1, ["z"]]],
        },
    ]  # fmt: skip


def test_sheet_after_another_is_found_by_its_name(read):
    body = "".join(f'<table:table table:name="{name}">{ods_row(name)}</table:table>' for name in "AB")

    assert read(make_zip({"mimetype": ODS, "content.xml": ods_content(body)}), name="B") == [(1, ["B"], "")]
