"""Files taken in: recognised by their content, named harmlessly, refused with a sentence that says what to do."""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage

from results import locks
from results.actions import adding_files
from results.desk.files import storing
from results.models import EvidenceFile, PeriodLock
from tests.factories import EvidenceFileFactory, ResultFactory
from tests.results.desk.files import contents
from tests.results.desk.files.contents import DOCX_MACROS, PDF, PNG, docx, encrypted, lying, package, upload, xlsx
from tests.shut_gate import shut

pytestmark = pytest.mark.django_db

OFFICE = contents.OFFICE
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]><Types/>'


@pytest.fixture
def report(tajikistan, officer):
    return ResultFactory(country=tajikistan, created_by=officer)


@pytest.fixture
def stored_names():
    """The names of what is stored, so that tests see what is left behind."""

    def listed():
        folders, _files = default_storage.listdir("evidence") if default_storage.exists("evidence") else ([], [])
        return {f"{folder}/{name}" for folder in folders for name in default_storage.listdir(f"evidence/{folder}")[1]}

    return listed


GOOD = {
    "PDF": (PDF, "decree.pdf", "application/pdf"),
    "Word": (docx(), "decree.docx", f"{OFFICE}.wordprocessingml.document"),
    "Excel": (xlsx(), "figures.xlsx", f"{OFFICE}.spreadsheetml.sheet"),
    "PNG": (PNG, "photo.png", "image/png"),
    "JPEG": (contents.JPEG, "photo.jpg", "image/jpeg"),
    "JPEG with what a telephone writes behind it": (contents.JPEG + b"SEFT" * 9, "photo.jpeg", "image/jpeg"),
    "GIF": (contents.GIF, "photo.gif", "image/gif"),
    "WebP": (contents.WEBP, "photo.webp", "image/webp"),
}


@pytest.mark.parametrize(
    ("content", "name", "media_type"), [pytest.param(*case, id=name) for name, case in GOOD.items()]
)
def test_file_is_stored_as_what_its_content_is(report, officer, content, name, media_type):
    file = storing.store(report, upload(content, name, "text/html"), by=officer)

    assert (file.result, file.name, file.media_type, file.added_by) == (report, name, media_type, officer)
    assert (file.size, file.sha256) == (len(content), sha256(content).hexdigest())
    assert file.file.read() == content


def test_name_on_the_disk_says_nothing(report, officer):
    file = storing.store(report, upload(name="minutes of the minister.pdf"), by=officer)

    assert file.file.name == f"evidence/{file.token.hex[:2]}/{file.token.hex}"


BAD = {
    "nothing": (lambda: b"", "a.pdf", "This file is empty"),
    "more than the limit": (lambda: PDF + bytes(1024**2), "a.pdf", "the limit is 1 MB"),
    "a program called pdf": (lambda: b"MZ\x90\x00" + bytes(200), "decree.pdf", "By its content"),
    "a script called pdf": (lambda: b"#!/bin/sh\nrm -rf /", "decree.pdf", "By its content"),
    "a web page called jpg": (lambda: b"<!doctype html><script>alert(1)</script>", "photo.jpg", "By its content"),
    "a drawing with a script": (lambda: b"<svg xmlns='x' onload='alert(1)'/>", "photo.svg", "By its content"),
    "plain text": (lambda: b"Minutes of the meeting", "minutes.txt", "By its content"),
    "a PDF behind something else": (lambda: b"<script>1</script>" + PDF, "decree.pdf", "By its content"),
    "a PDF cut off": (lambda: PDF[:-10], "decree.pdf", "was cut off"),
    "a PDF that is an archive too": (lambda: PDF + package({"a": "b"}), "decree.pdf", "second file is hidden"),
    "an archive with the mark of a PDF": (
        lambda: with_comment(PDF + package({"a": "b"}), b"%%EOF"), "decree.pdf", "second file is hidden",
    ),
    "a picture that is an archive too": (lambda: contents.JPEG + package({"a": "b"}), "a.jpg", "second file is hidden"),
    "a picture with something behind it": (lambda: PNG + b"<?php system('id');", "photo.png", "holds what does not"),
    "a picture cut off": (lambda: PNG[:-3], "photo.png", "was cut off"),
    "only the first bytes of a picture": (lambda: b"\xff\xd8\xff\xe0", "photo.jpg", "was cut off"),
    "a WebP of another length": (lambda: contents.WEBP + bytes(9), "photo.webp", "holds what does not"),
    "a photograph in HEIC": (lambda: b"\0\0\0\x18ftypheic" + bytes(50), "photo.heic", "Save it as JPEG"),
    "an old Word file": (lambda: OLE + bytes(500), "decree.doc", "old office program"),
    "a Word file with a password": (
        lambda: OLE + bytes(50) + "EncryptedPackage".encode("utf-16-le"), "decree.docx", "password",
    ),
    "a zip with a password": (lambda: encrypted(docx()), "decree.docx", "password"),
    "an archive": (lambda: package({"decree.pdf": "x"}), "decree.docx", "unpack an archive"),
    "a presentation": (
        lambda: package({"ppt/presentation.xml": "<x/>"}, f"{OFFICE}.presentationml.presentation.main+xml"),
        "talk.docx", "Save presentations",
    ),
    "a template": (lambda: package({"word/document.xml": "<x/>"}, f"{OFFICE}.wordprocessingml.template.main+xml"),
                   "a.docx", "neither a Word document"),
    "macros by name": (lambda: docx(**{"word/vbaProject.bin": "x"}), "decree.docx", "contains macros"),
    "macros by type": (lambda: package({"word/document.xml": "<x/>"}, DOCX_MACROS), "decree.docm", "contains macros"),
    "a Word file without its text": (lambda: package({"word/styles.xml": "<x/>"}, contents.WORD_MAIN), "a.docx",
                                     "is damaged"),
    "two documents in one": (
        lambda: docx(**{"[Content_Types].xml": contents.content_types(contents.EXCEL_MAIN, "/xl/workbook.xml")}),
        "a.docx", "is damaged",
    ),
    "a document and a workbook at once": (lambda: both_in_one(), "a.docx", "neither a Word document"),
    "entities": (lambda: package({"[Content_Types].xml": DOCTYPE}), "a.docx", "is damaged"),
    "a zip behind another": (lambda: package({"a": "b"}) + docx(), "a.docx", "is damaged"),
    "a zip with something behind it": (lambda: docx() + b"<script>", "a.docx", "is damaged"),
    "a zip cut off": (lambda: docx()[:-30], "a.docx", "is damaged"),
    "a bomb": (lambda: docx(**{"word/media/a.bmp": bytes(11 * 1024**2)}), "a.docx", "unpacks to far more"),
    "too many parts": (lambda: docx(**{f"word/{i}.xml": "" for i in range(5001)}), "a.docx", "unpacks to far more"),
    "a bomb whose directory lies": (lambda: lying(docx(**{"word/media/a.bmp": bytes(900_000)}), 100), "a.docx",
                                    "is damaged"),
}  # fmt: skip


def both_in_one():
    """A package that declares to be a Word document and an Excel workbook."""
    word = contents.content_types(contents.WORD_MAIN, "/word/document.xml")
    excel = f'<Override PartName="/xl/workbook.xml" ContentType="{contents.EXCEL_MAIN}"/></Types>'
    types = word.replace("</Types>", excel)
    return package({"[Content_Types].xml": types, "word/document.xml": "<x/>", "xl/workbook.xml": "<x/>"})


def with_comment(content, comment):
    """A zip with a comment at its end."""
    return content[:-2] + len(comment).to_bytes(2, "little") + comment


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize(("make", "name", "sentence"), BAD.values(), ids=BAD)
def test_file_is_refused_with_its_own_sentence(report, officer, settings, stored_names, make, name, sentence):
    settings.EVIDENCE_MAX_MB = 1
    before = stored_names()

    with pytest.raises(ValidationError) as refusal:
        storing.store(report, upload(make(), name), by=officer)

    assert sentence in refusal.value.messages[0]
    assert (EvidenceFile.objects.count(), stored_names()) == (0, before)


NAMES = {
    "a path": ("../../etc/decree.pdf", "decree.pdf"),
    "a path of Windows": (r"C:\Users\me\decree.pdf", "decree.pdf"),
    "a line break": ("decree\r\nSet-Cookie: a=b.pdf", "decreeSet-Cookie_ a=b.pdf"),
    "another direction of reading": ("decree\u202efdp.exe", "decreefdp.exe.pdf"),
    "quotation marks": ('a"b.pdf', "a_b.pdf"),
    "an ending of something else": ("decree.html", "decree.html.pdf"),
    "an ending in capitals": ("DECREE.PDF", "DECREE.PDF"),
    "no ending": ("decree", "decree.pdf"),
    "nothing but an ending": (".pdf", "pdf.pdf"),
    "nothing but points": ("...", "file.pdf"),
    "other letters": ("Постановление № 5.pdf", "Постановление № 5.pdf"),
    "a joiner that belongs to the word": ("آیین\u200cنامه.pdf", "آیین\u200cنامه.pdf"),
    "too long": ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
}


@pytest.mark.parametrize(("given", "kept"), NAMES.values(), ids=NAMES)
def test_name_is_made_harmless(report, officer, given, kept):
    file = upload()
    file._name = given  # as it would come from something that does not clean it, as Django does

    assert storing.store(report, file, by=officer).name == kept


def test_same_content_is_kept_once_a_report(report, officer, tajikistan):
    first = storing.store(report, upload(name="decree.pdf"), by=officer)

    again = storing.store(report, upload(name="copy of decree.pdf"), by=officer)
    elsewhere = storing.store(ResultFactory(country=tajikistan), upload(), by=officer)

    assert (again, EvidenceFile.objects.count()) == (first, 2)
    assert elsewhere.token != first.token


def test_report_takes_no_more_than_fifty_files(report, officer, stored_names):
    EvidenceFileFactory.create_batch(50, result=report)
    before = stored_names()

    with pytest.raises(ValidationError, match="has 50 files already"):
        storing.store(report, upload(), by=officer)

    assert (report.files.count(), stored_names()) == (50, before)


def test_report_takes_no_more_than_so_many_bytes(report, officer):
    EvidenceFileFactory(result=report, size=adding_files.MAX_BYTES - len(PDF) + 1)

    with pytest.raises(ValidationError, match="of 200 MB together"):
        storing.store(report, upload(), by=officer)


def test_file_whose_row_cannot_be_written_is_removed_again(report, officer, stored_names, monkeypatch):
    before = stored_names()
    monkeypatch.setattr(EvidenceFile, "save", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        storing.store(report, upload(), by=officer)

    assert stored_names() == before


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_report_that_is_being_judged_takes_no_file(report, officer, state, stored_names):
    type(report).objects.update(state=state)
    before = stored_names()

    with pytest.raises(PermissionDenied):
        storing.store(report, upload(), by=officer)

    assert (report.files.count(), stored_names()) == (0, before)


def test_stranger_adds_nothing(report, stranger, publisher):
    for person in (stranger, publisher):
        with pytest.raises(PermissionDenied):
            storing.store(report, upload(), by=person)

    assert report.files.count() == 0


def test_locked_period_takes_no_file(report, officer, publisher):
    PeriodLock.objects.create(
        biennium=report.indicator.biennium, reason="Printed.", locked_by=publisher, locked_at=report.changed_at
    )

    with pytest.raises(locks.PeriodLockedError):
        storing.store(report, upload(), by=officer)


def test_file_is_written_through_the_door(report, officer):
    with shut():
        file = storing.store(report, upload(), by=officer)

    assert file.result == report


def test_file_is_found_by_its_token_in_its_own_report_only(report, tajikistan):
    file = EvidenceFileFactory(result=report)

    assert storing.find(report, str(file.token)) == file
    assert storing.find(report, file.token.hex) == file
    assert storing.find(ResultFactory(country=tajikistan), file.token) is None
    assert storing.find(report, uuid4()) is None
    assert storing.find(report, "x' OR 1=1") is None
