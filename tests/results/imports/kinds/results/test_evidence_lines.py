"""Evidence in a sheet: what a line leaves unsaid is kept, and files stay with their report."""

import pytest

from results.models import Event, Evidence, Result
from tests.factories import EvidenceFactory, EvidenceFileFactory, ResultFactory
from tests.results.imports.kinds.carrying import exported
from tests.results.imports.kinds.results.judged import carry_out, outcomes, plan, sentences

GAZETTE = "https://example.org/gazette"


@pytest.fixture
def report(world, tajikistan):
    return ResultFactory(country=tajikistan, reference="TJK-2021-001")


@pytest.fixture
def file(report):
    return EvidenceFileFactory(result=report)


@pytest.fixture
def stored(report, file):
    """A file and an address, each with what it proves."""
    return [
        EvidenceFactory(result=report, title="The decree", proves="It was adopted", url="", file=file),
        EvidenceFactory(result=report, title="The gazette", proves="It is in force", url=GAZETTE),
    ]


def sheet(*lines, reference="TJK-2021-001"):
    return {"reference": reference, "evidence": "\n".join(lines)}


def evidence_of(report):
    return [
        (e.title, e.proves, e.url or e.file.name, e.is_public) for e in report.evidence.select_related("file").all()
    ]


def test_what_is_exported_changes_nothing(administrator, stored, file):
    Evidence.objects.filter(pk=stored[0].pk).update(is_public=False)
    rows = exported("results", administrator)

    made = carry_out(*rows, by=administrator)

    assert outcomes(made) == ["unchanged"]
    assert Result.objects.get().version == 1


def test_changed_line_keeps_its_file_and_what_it_proves(administrator, report, stored, file):
    carry_out(sheet(f"The decree | /files/{file.token}/ | private", f"Gazette No. 5 | {GAZETTE}"), by=administrator)

    assert evidence_of(report) == [
        ("The decree", "It was adopted", "review.pdf", False),
        ("Gazette No. 5", "It is in force", GAZETTE, True),
    ]
    assert [e.pk for e in report.evidence.all()] == [e.pk for e in stored]


def test_line_with_another_address_says_nothing_yet_of_what_it_proves(administrator, report, stored, file):
    carry_out(sheet("The gazette | https://example.org/other"), by=administrator)

    assert evidence_of(report) == [("The gazette", "", "https://example.org/other", True)]


def test_two_lines_with_one_address_keep_each_its_own(administrator, report, stored):
    EvidenceFactory(result=report, title="The same gazette", proves="It was amended", url=GAZETTE)

    carry_out(sheet(f"The same gazette | {GAZETTE}", f"The gazette | {GAZETTE}"), by=administrator)

    assert evidence_of(report) == [
        ("The same gazette", "It was amended", GAZETTE, True),
        ("The gazette", "It is in force", GAZETTE, True),
    ]


def test_order_is_that_of_the_sheet_and_a_second_import_changes_nothing(administrator, report, stored, file):
    content = sheet("New | https://example.org/new", f"The gazette | {GAZETTE}", f"The decree | /files/{file.token}/")

    carry_out(content, by=administrator)

    assert [line[:2] for line in evidence_of(report)] == [
        ("New", ""), ("The gazette", "It is in force"), ("The decree", "It was adopted"),
    ]  # fmt: skip
    assert outcomes(plan(content, by=administrator)) == ["unchanged"]
    assert Event.objects.count() == 1


def test_line_left_out_removes_the_evidence_and_not_its_file(administrator, report, stored, file):
    carry_out(sheet(f"The gazette | {GAZETTE}"), by=administrator)

    assert evidence_of(report) == [("The gazette", "It is in force", GAZETTE, True)]
    assert report.files.get() == file


UNKNOWN = (
    "“The decree” names a file that is not evidence of this report. Files are added at the desk; write the web address "
    "of this evidence, or leave the line out."
)


def test_file_of_another_report_is_refused(administrator, report, tajikistan):
    theirs = EvidenceFactory(result=ResultFactory(country=tajikistan), url="", file=EvidenceFileFactory())

    made = carry_out(sheet(f"The decree | /files/{theirs.file.token}/"), by=administrator)

    assert sentences(made) == [UNKNOWN]
    assert evidence_of(report) == []


def test_file_named_twice_is_refused(administrator, report, stored, file):
    line = f"The decree | /files/{file.token}/"

    assert sentences(plan(sheet(line, line), by=administrator)) == [UNKNOWN]


def test_new_report_brings_no_file_along(administrator, report, file):
    row = {"country": "TJK", "date": "2021", "summary": "New", "evidence": f"The decree | /files/{file.token}/"}

    assert sentences(plan(row, by=administrator)) == [UNKNOWN]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        pytest.param("", "an upright bar and its address", id="none"),
        pytest.param("/files/", "not a complete web address", id="no file"),
        pytest.param("/files/1/", "not a complete web address", id="no token"),
        pytest.param("files/3f2b1c4e-0000-4000-8000-000000000000", "not a complete web address", id="without its root"),
    ],
)
def test_half_an_address_is_refused(administrator, report, address, sentence):
    found = sentences(plan(sheet(f"The decree | {address}"), by=administrator))

    assert {sentence in each for each in found} == {True}


def test_address_on_another_site_is_an_address_however_it_looks(administrator, report, file):
    carry_out(sheet(f"The decree | https://example.org/files/{file.token}/"), by=administrator)

    assert evidence_of(report) == [("The decree", "", f"https://example.org/files/{file.token}/", True)]
