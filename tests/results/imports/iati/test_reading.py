"""Activities as rows: what becomes a project, what is passed over with its reason, what cannot be read at all."""

from io import BytesIO

import pytest

from results.imports.iati import sentences
from results.imports.iati.elements import UnreadableError
from results.imports.iati.projects import HEADINGS
from results.imports.iati.reading import rows
from tests.results.imports.iati.files import PROJECT, file_of


def read(content):
    return list(rows(BytesIO(content)))


def project(content):
    return {heading: cell for heading, cell in zip(HEADINGS, read(content)[0].cells, strict=True) if cell}


def test_activity_becomes_a_project():
    assert project(file_of(PROJECT)) == {
        "code": "XM-DAC-41302-TJK1950",
        "title:en": "Wider social protection",
        "title:fr": "Une protection sociale élargie",
        "countries": "TJ; KG",
        "donors": "European Union",
        "starts_on": "2019-02-01",
        "ends_on": "2022-12-31",
        "currency": "USD",
        "budget": "2000.20",
        "spent": "700",
    }


def test_what_has_no_place_is_passed_over_with_its_line():
    passed = [(row.number, row.passed_over.code, row.passed_over.line) for row in read(file_of(PROJECT))[1:]]

    assert passed == [
        (31, "indicator-has-no-place", 31),
        (32, "tag-has-no-place", 19),
        (33, "element-has-no-place", 9),
        (34, "element-has-no-place", 11),
        (35, "element-has-no-place", 18),
        (36, "element-has-no-place", 28),
    ]


def test_budgets_in_several_currencies_are_not_added():
    content = file_of(PROJECT.replace('<value currency="USD"', '<value currency="EUR"'))

    assert "budget" not in project(content)


def test_activities_on_one_line_have_numbers_of_their_own():
    content = file_of(PROJECT + PROJECT).replace(b"\n", b" ")

    numbers = [row.number for row in read(content)]

    assert numbers == list(range(1, len(numbers) + 1))


def test_activities_are_handed_out_while_the_file_is_read():
    class Endless:
        def __init__(self):
            self.left = b'<iati-activities version="2.03">'

        def read(self, size):
            chunk, self.left = self.left, PROJECT.encode()
            return chunk

    handed_out = rows(Endless())

    assert [next(handed_out).cells[0] for _ in range(3000)][-1] == "XM-DAC-41302-TJK1950"


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        pytest.param(b"<html></html>", "not-activities", 1, id="another document"),
        pytest.param(b'<iati-activities version="1.05"></iati-activities>', "version", 1, id="an old version"),
        pytest.param(b"<iati-activities></iati-activities>", "version", 1, id="no version"),
        pytest.param(file_of(PROJECT)[:400], "not-well-formed", 9, id="cut off"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document-type", 1, id="an entity"),
        pytest.param(
            b'<iati-activities version="2.03">' + b"<iati-activity>" * 100, "too-deep", 1, id="nested without end"
        ),
        pytest.param(b"", "not-well-formed", 1, id="empty"),
    ],
)
def test_unreadable_file_says_why_and_where(content, reason, line):
    with pytest.raises(UnreadableError) as refused:
        read(content)

    assert (refused.value.reason, refused.value.line) == (reason, line)
    assert sentences.sentence(reason, line, refused.value.values).startswith(f"Line {line}: ")


def test_every_code_has_a_sentence_that_its_values_fill():
    broken = PROJECT.replace(' code="16010"', ' codes="16010"').replace("2019-02-01", "soon").replace(">700<", ">many<")
    broken = broken.replace("<activity-status", "<activity-state").replace("</reporting-org>", "</reporting-org><tag/>")
    broken = broken.replace("</title>", "</title><title/>", 1)

    said = [sentences.sentence(f.code, f.line, f.values) for row in read(file_of(broken)) for f in row.faults]
    said += [sentences.sentence(r.passed_over.code, r.number, r.passed_over.values) for r in read(file_of(broken))[1:]]

    assert "Line 18: <sector> needs the attribute “code”. Add it." in said
    assert "%(" not in "".join(said)
