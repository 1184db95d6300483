"""The process that reads a file: what it sends comes through, and whatever happens to it stays its own affair."""

import random
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from results.imports import files
from results.imports.files import process, sentences
from results.imports.parsing import limits
from results.imports.parsing.frames import LENGTH_BYTES, pack, unpack
from results.imports.rows import RawRow, SheetError
from tests.results.imports.files.building import ROWS, make_csv, make_ods, make_xlsx, ods_row
from tests.results.imports.files.old_excel import make_xls, worksheet

VALUES = [
    None,
    "été\n“x”",
    True,
    2024,
    2.5,
    date(2021, 3, 4),
    datetime(2021, 3, 4, 5, 6),
    time(7, 8),
    timedelta(hours=50),
]
FORMS = {
    "xlsx": lambda: make_xlsx(ROWS),
    "ods": lambda: make_ods("".join(ods_row(*map(str, row)) for row in ROWS)),
    "csv": lambda: make_csv(ROWS),
    "xls": lambda: make_xls([("Results", 0, worksheet(ROWS))]),
}


def write(path, content):
    path.write_bytes(content)
    return path


def test_values_come_through_as_they_are():
    assert unpack(pack({"rows": VALUES})[LENGTH_BYTES:]) == {"rows": VALUES}


@pytest.mark.parametrize(("found", "make"), [pytest.param(*form, id=form[0]) for form in FORMS.items()])
def test_file_is_read_by_its_content_whatever_its_name(tmp_path, found, make):
    path = write(tmp_path / "sheet.pdf", make())

    examined = files.examine(path, "sheet.pdf")
    with files.rows(path, examined, {}, {"name": examined["sheets"][0]["name"], "heading_rows": [1]}) as chunks:
        rows = [row for chunk in chunks for row in chunk]

    assert (examined["format"], examined["sheets"][0]["rows"]) == (found, 3)
    assert [(row.number, [str(cell) for cell in row.cells]) for row in rows] == [
        (2, ["TJK", "2021-06", "Сводка; “обзор”, été", "1"]), (3, ["MDA", "2021", "A plan", "2.5"]),
    ]  # fmt: skip


def test_activity_file_is_recognised_and_read_as_a_sheet(tmp_path):
    path = write(tmp_path / "a.csv", b'<?xml version="1.0"?>\n<!-- of 2021 -->\n<iati-activities version="2.03"/>')

    found = files.examine(path, "a.csv")

    assert (found["format"], [(sheet["name"], sheet["rows"]) for sheet in found["sheets"]]) == (
        "iati", [("iati-activities", 1)],
    )  # fmt: skip


def rows_of(path, **sheet_answers):
    with files.rows(path, files.examine(path, ""), {}, {"name": "Results", **sheet_answers}) as chunks:
        return [row for chunk in chunks for row in chunk]


@pytest.fixture
def with_hidden_row(tmp_path):
    rows = "".join(
        ods_row(text, attributes=' table:visibility="collapse"' if text == "hidden" else "")
        for text in ("title", "heading", "#country", "hidden", "shown")
    )
    return write(tmp_path / "sent", make_ods(rows))


def test_rows_begin_beneath_the_headings_and_the_row_of_tags(with_hidden_row):
    why = "This row is hidden in the sheet, so it is not imported. Show it, or say that hidden rows are to be included."

    found = rows_of(with_hidden_row, heading_rows=[1, 2], hxl_row=3)

    assert found == [RawRow(4, ["hidden"], why), RawRow(5, ["shown"])]


def test_hidden_rows_are_included_where_somebody_says_so(with_hidden_row):
    found = rows_of(with_hidden_row, heading_rows=[1, 2], hxl_row=3, includes_hidden=True)

    assert found == [RawRow(4, ["hidden"]), RawRow(5, ["shown"])]


def test_sheet_that_is_not_there_is_named(with_hidden_row):
    with pytest.raises(SheetError, match="This file has no sheet “Other”"):
        rows_of(with_hidden_row, name="Other")


def test_error_after_good_rows_is_raised_when_it_is_met(tmp_path):
    path = write(tmp_path / "sent", b"n\n" + b"1\n" * 2500 + b'"2" x\n')

    with files.rows(path, {}, {}, {"name": "", "heading_rows": [1]}) as chunks:
        lengths = [len(next(chunks)), len(next(chunks))]
        with pytest.raises(SheetError, match="In row 2502 of this file a quotation mark is missing"):
            next(chunks)

    assert lengths == [1000, 1000]


def test_reading_may_end_before_the_file_does(tmp_path):
    path = write(tmp_path / "sent", b"n\n" + b"1\n" * 200_000)

    with files.rows(path, {}, {}, {"name": "", "heading_rows": [1]}) as chunks:
        first = next(chunks)

    assert [row.number for row in first] == list(range(2, 1002))


def misbehave(monkeypatch, tmp_path, code):
    """Has this code run in the place of ours."""
    (tmp_path / "misbehaving.py").write_text(code)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(process, "MODULE", "misbehaving")


MISHAPS = {
    "it is killed": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "was interrupted. Try once more"),
    "it ends without a word": ("", "was interrupted. Try once more"),
    "it breaks off in the middle": (
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\1\\0{'); sys.stdout.flush()", "was interrupted. Try once more",
    ),
    "it announces more than there can be": (
        "import sys; sys.stdout.buffer.write(b'\\xff' * 9); sys.stdout.flush()", "was interrupted. Try once more",
    ),
    "it aborts": ("import os; os.abort()", "took more time or memory"),
    "it never ends": (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass",
        "took more time or memory",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "sentence"), [pytest.param(*case, id=name) for name, case in MISHAPS.items()])
def test_mishap_of_the_process_is_a_sentence_here(monkeypatch, tmp_path, code, sentence):
    misbehave(monkeypatch, tmp_path, code)

    with pytest.raises(SheetError, match=sentence):
        files.examine(tmp_path / "sent", "")


def test_process_that_says_nothing_is_not_waited_for_for_ever(monkeypatch, tmp_path):
    misbehave(monkeypatch, tmp_path, "import time; time.sleep(600)")
    monkeypatch.setattr(limits, "COST", limits.Cost(silence=1))

    with pytest.raises(SheetError, match="took more time or memory"):
        files.examine(tmp_path / "sent", "")


def test_process_that_needs_too_much_memory_is_stopped(monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "COST", limits.Cost(memory=60 * limits.MEGABYTE))
    path = write(tmp_path / "sent", b'"' + b"x" * 15 * 1024**2)

    with pytest.raises(SheetError, match="took more time or memory"):
        files.examine(path, "")


def test_process_knows_nothing_of_our_secrets_and_not_even_django(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "a secret")
    code = (
        "import os, sys, results.imports.parsing.child\n"
        "from results.imports.parsing.frames import pack\n"
        "known = [name for name in ('django', 'python_calamine', 'lxml', 'openpyxl') if name in sys.modules]\n"
        "found = {'secret': 'SECRET_KEY' in os.environ, 'known': known}\n"
        "sys.stdout.buffer.write(pack({'examined': found}) + pack({'end': True}))"
    )
    misbehave(monkeypatch, tmp_path, code)

    assert files.examine(tmp_path / "sent", "") == {"secret": False, "known": []}


def test_every_refusal_has_a_sentence_that_takes_what_it_is_given():
    written = "".join(path.read_text() for path in Path(process.__file__).parents[1].glob("parsing/*.py"))
    codes = set(re.findall(r'Refused\(\s*"([a-z0-9-]+)"', written)) | {"too-costly", "stopped", "damaged"}

    # What is said of IATI files has its own tests (tests/results/imports/iati).
    assert codes - {"iati"} == set(sentences.SENTENCES)


def outcome(examine, content):
    try:
        return "read" if examine(content)["sheets"] else "nothing found"
    except SheetError:
        return "refused"


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in FORMS.items()])
def test_damaged_files_are_read_or_refused_and_nothing_else(in_this_process, examine, make):
    chance = random.Random(4)
    good = make()

    for _ in range(60):
        bad = bytearray(good[: chance.randrange(1, len(good))] if chance.random() < 0.3 else good)
        for _ in range(chance.randrange(4)):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        assert outcome(examine, bytes(bad)) in ("read", "refused")
