"""Whether a file may be parsed at all: recognised by its content, and held to limits, in the order of their cost."""

import enum
import zipfile
from io import BytesIO
from xml.parsers import expat

from django.utils.translation import gettext as _

from results.imports.problems import SheetError
from results.imports.sizes import MAX_BYTES, MAX_UNPACKED_BYTES, WorksheetScan, is_bloated

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OOXML = "EncryptedPackage".encode("utf-16-le")
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_CHUNK = 64 * 1024


class Format(enum.Enum):
    """The kinds of file that are read."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"


def recognise(content: bytes) -> Format:
    """Which kind of spreadsheet this is, whatever its name says; raises SheetError for everything else."""
    if not content.strip():
        raise SheetError(_("This file is empty. Save the sheet again and choose the saved file."))
    if len(content) > MAX_BYTES:
        raise SheetError(
            _("This file has more than %(limit)s MB. Divide it into smaller files.") % {"limit": MAX_BYTES // 1024**2}
        )
    if content.startswith(_OLE):
        raise SheetError(_protected() if _ENCRYPTED_OOXML in content else _old_excel())
    if content.startswith(b"PK"):
        return _recognise_package(content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_text(content):
        return Format.CSV
    raise SheetError(_not_a_spreadsheet())


def _is_text(content: bytes) -> bool:
    start = content[:4096]
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"%PDF", b"{\\rtf")):
        return False
    return not any(byte < 32 and byte not in b"\t\n\r\x0b\x0c" for byte in start)


def _recognise_package(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = _check_directory(package)
            kind = _kind_of_package(package, names)
            _check_parts(package)
            return kind
    except SheetError:
        raise
    except Exception as error:  # zipfile and zlib let errors of many kinds through when a file is damaged
        raise SheetError(damaged()) from error


def _check_directory(package: zipfile.ZipFile) -> set[str]:
    """Hold the directory to the limits."""
    entries = package.infolist()
    if is_bloated(entries):
        raise SheetError(
            _(
                "This file unpacks to far more than a sheet of reports needs (the limit is %(limit)s MB). "
                "Copy the rows into the template and import that."
            )
            % {"limit": MAX_UNPACKED_BYTES // 1024**2}
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise SheetError(_protected())
    return {entry.filename for entry in entries}


def _kind_of_package(package: zipfile.ZipFile, names: set[str]) -> Format:
    if "mimetype" in names and package.read("mimetype").decode("ascii", "replace").startswith(_ODS):
        manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:
            raise SheetError(_protected())
        return Format.ODS
    if any(name.endswith("vbaProject.bin") for name in names):
        raise SheetError(
            _("This file contains macros, which are not accepted. Save it as “Excel Workbook (.xlsx)” without macros.")
        )
    if "xl/workbook.bin" in names:
        raise SheetError(_("This is a binary Excel file (.xlsb). Save it as “Excel Workbook (.xlsx)”."))
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return Format.XLSX
    raise SheetError(_not_a_spreadsheet())


def _check_parts(package: zipfile.ZipFile) -> None:
    """Walk through every XML part once, as a stream: no document type, no cell beyond the limits."""
    for entry in package.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        scan = WorksheetScan()
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.StartElementHandler = scan.start
        parser.CharacterDataHandler = scan.characters
        with package.open(entry) as stream:
            while scan.goes_on and (chunk := stream.read(_CHUNK)):
                parser.Parse(chunk)
        scan.finish()


def _refuse_document_type(*declaration: object) -> None:
    raise SheetError(
        _(
            "This file contains a document type declaration, which no spreadsheet program writes. "
            "Open it in a spreadsheet program and save it again."
        )
    )


def damaged() -> str:
    """The sentence for a file that begins well and cannot be read to its end."""
    return _(
        "This file is damaged or was cut off on its way. Open it in a spreadsheet program, save it again, "
        "or copy it once more."
    )


def _protected() -> str:
    return _("This file is protected by a password. Remove the password and save it again.")


def _old_excel() -> str:
    return _("This is an old Excel file (.xls). Open it and save it as “Excel Workbook (.xlsx)”.")


def _not_a_spreadsheet() -> str:
    return _("This is not a spreadsheet. Choose an Excel workbook (.xlsx), an OpenDocument sheet (.ods) or a csv file.")
