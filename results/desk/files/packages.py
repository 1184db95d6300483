"""Word and Excel files: zip packages, read through as streams and never unpacked to disk."""

import zipfile
from io import BytesIO
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from results.desk.files.kinds import DOCX, XLSX, Kind
from results.imports.parsing.package import is_bloated

_MAX_ENTRIES = 5000
_MAX_UNPACKED_BYTES = 200 * 1024**2
# A drawing of white paper inside a document shrinks a thousandfold; only larger parts are suspicious for that.
_SMALL = 10 * 1024**2
_CHUNK = 64 * 1024
_END = b"PK\x05\x06"
_END_BYTES = 22
_CONTENT_TYPES = "[Content_Types].xml"
# The folder in which the main part lies, by the type that says what the whole package is.
_MAIN_PARTS = {
    f"{DOCX.media_type}.main+xml": (DOCX, "/word/"),
    f"{XLSX.media_type}.main+xml": (XLSX, "/xl/"),
}


def kind_of_package(content: bytes) -> Kind:
    """Word document or Excel workbook; raises ValidationError for every other package and for all that mean harm."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_directory(package, content)
            kind = _declared_kind(package)
            _read_through(package)
            return kind
    except ValidationError:
        raise
    except Exception as error:  # zipfile, zlib and expat let errors of many kinds through when a file is damaged
        raise damaged() from error


def ends_as_package(content: bytes) -> bool:
    """Whether a zip ends where this content ends, so that a program could open it as one."""
    place = content.rfind(_END, -_END_BYTES - 0xFFFF)
    if place < 0 or len(content) < place + _END_BYTES:
        return False
    comment = int.from_bytes(content[place + 20 : place + _END_BYTES], "little")
    return place + _END_BYTES + comment == len(content)


def _check_directory(package: zipfile.ZipFile, content: bytes) -> None:
    entries = package.infolist()
    if is_bloated(entries, most_entries=_MAX_ENTRIES, most_bytes=_MAX_UNPACKED_BYTES, small=_SMALL):
        raise ValidationError(
            _("This file unpacks to far more than a document needs. Save it as PDF, or divide it, and add that.")
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise protected()
    names = {entry.filename for entry in entries}
    begins = min((entry.header_offset for entry in entries), default=0)
    if begins != 0 or len(names) != len(entries) or not ends_as_package(content):
        raise damaged()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _macros()
    if _CONTENT_TYPES not in names:
        raise _another_package()


def _declared_kind(package: zipfile.ZipFile) -> Kind:
    """What the package says it is, where it has the part that makes it so."""
    types = _declared_types(package)
    if any("macroenabled" in media_type.lower() for _part, media_type in types):
        raise _macros()
    found = [(part, *_MAIN_PARTS[media_type]) for part, media_type in types if media_type in _MAIN_PARTS]
    if len(found) != 1:
        raise _another_package()
    [(part, kind, folder)] = found
    if not part.startswith(folder) or part.removeprefix("/") not in package.namelist():
        raise damaged()
    return kind


def _declared_types(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The types that the package declares, each with the part it is said of, or "" where it is said of an ending."""
    types: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] in ("Override", "Default"):
            types.append((attributes.get("PartName", ""), attributes.get("ContentType", "")))

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = start
    with package.open(_CONTENT_TYPES) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    return types


def _refuse_document_type(*declaration: object) -> None:
    raise damaged()


def _read_through(package: zipfile.ZipFile) -> None:
    """Inflate every part once; one that is larger than the directory announces fails its checksum here."""
    for entry in package.infolist():
        with package.open(entry) as stream:
            while stream.read(_CHUNK):
                pass


def damaged() -> ValidationError:
    """The refusal of a file that begins well and cannot be read to its end."""
    return ValidationError(
        _(
            "This file is damaged, was cut off on its way, or holds what does not belong in it. Open it, save it again "
            "and add that; if it does not open, ask for another copy."
        )
    )


def protected() -> ValidationError:
    """The refusal of a file that opens with a password only."""
    return ValidationError(
        _("This file is protected by a password, so nobody could read it here. Save it without the password.")
    )


def _macros() -> ValidationError:
    return ValidationError(
        _("This file contains macros, which are not accepted. Save it as .docx or .xlsx without macros, or as PDF.")
    )


def _another_package() -> ValidationError:
    return ValidationError(
        _(
            "This is neither a Word document (.docx) nor an Excel workbook (.xlsx). Save presentations and other "
            "documents as PDF; unpack an archive and add the files in it one by one."
        )
    )
