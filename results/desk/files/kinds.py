"""The kinds of file that are taken as evidence."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """A kind of file; ``endings`` are those its names may have, the first being given to a name that has none."""

    media_type: str
    label: str | Promise
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"

PDF = Kind("application/pdf", _("PDF"), (".pdf",))
DOCX = Kind(f"{_OFFICE}.wordprocessingml.document", _("Word document"), (".docx",))
XLSX = Kind(f"{_OFFICE}.spreadsheetml.sheet", _("Excel workbook"), (".xlsx",))
PNG = Kind("image/png", _("PNG image"), (".png",))
JPEG = Kind("image/jpeg", _("JPEG image"), (".jpg", ".jpeg"))
GIF = Kind("image/gif", _("GIF image"), (".gif",))
WEBP = Kind("image/webp", _("WebP image"), (".webp",))

KINDS = (PDF, DOCX, XLSX, PNG, JPEG, GIF, WEBP)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}
# What a browser offers when it asks for a file; it is a convenience and decides nothing.
ACCEPTED = ",".join(ending for kind in KINDS for ending in kind.endings)
