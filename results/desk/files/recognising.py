"""What a file is, by its content alone: what its name and its sender say counts for nothing."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from results.desk.files.kinds import GIF, JPEG, PDF, PNG, WEBP, Kind
from results.desk.files.packages import damaged, ends_as_package, kind_of_package, protected

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PDF_HEAD = re.compile(rb"%PDF-[12]\.[0-9]")
_PNG_HEAD = re.compile(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
_JPEG_HEAD = re.compile(rb"\xff\xd8\xff[\xc0-\xfe]")
_GIF_HEAD = re.compile(rb"GIF8[79]a")
_WEBP_HEAD = re.compile(rb"RIFF....WEBPVP8[ LX]", re.DOTALL)
# Pictures of telephones in a format that few programs open.
_HEIF_HEAD = re.compile(rb"....ftyp(?:heic|heix|hevc|heim|mif1|msf1|avif)", re.DOTALL)


def recognise(content: bytes) -> Kind:
    """Which kind of file this is; raises ValidationError, with a sentence and its cure, for every other."""
    if content.startswith(b"PK"):
        return kind_of_package(content)
    for kind, head, is_whole in _KINDS:
        if head.match(content):
            if not is_whole(content):
                raise damaged()
            if ends_as_package(content):
                raise _two_in_one()
            return kind
    raise _refusal(content)


def _is_whole_pdf(content: bytes) -> bool:
    return b"%%EOF" in content[-1024:]


def _is_whole_png(content: bytes) -> bool:
    return content.endswith(b"IEND\xaeB`\x82")


def _is_whole_jpeg(content: bytes) -> bool:
    # Telephones write notes of their own behind the picture.
    return b"\xff\xd9" in content


def _is_whole_gif(content: bytes) -> bool:
    return content.rstrip(b"\0").endswith(b";")


def _is_whole_webp(content: bytes) -> bool:
    announced = int.from_bytes(content[4:8], "little") + 8
    return announced in (len(content), len(content) - 1)


_KINDS: tuple[tuple[Kind, re.Pattern[bytes], Callable[[bytes], bool]], ...] = (
    (PDF, _PDF_HEAD, _is_whole_pdf),
    (PNG, _PNG_HEAD, _is_whole_png),
    (JPEG, _JPEG_HEAD, _is_whole_jpeg),
    (GIF, _GIF_HEAD, _is_whole_gif),
    (WEBP, _WEBP_HEAD, _is_whole_webp),
)


def _refusal(content: bytes) -> ValidationError:
    if content.startswith(_OLE):
        return protected() if _ENCRYPTED_OFFICE in content else _old_office()
    if _HEIF_HEAD.match(content):
        return ValidationError(
            _(
                "This picture is in a format (HEIC or AVIF) that many programs cannot open. "
                "Save it as JPEG and add that."
            )
        )
    return ValidationError(
        _(
            "By its content this is none of the files that are taken as evidence, whatever its name says: PDF, Word "
            "(.docx), Excel (.xlsx), PNG, JPEG, GIF or WebP. Save it as one of these, for example as PDF, and add that."
        )
    )


def _old_office() -> ValidationError:
    return ValidationError(
        _("This is a file of an old office program, such as .doc or .xls. Save it as .docx, .xlsx or PDF and add that.")
    )


def _two_in_one() -> ValidationError:
    return ValidationError(
        _("A second file is hidden in this one. Open it, save it again as PDF or as a picture, and add that.")
    )
