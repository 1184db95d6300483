"""Taking a file in: looked at by its content, given a harmless name, kept with the report it was added to."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from countries.models import User
from results import actions
from results.desk.files.kinds import Kind
from results.desk.files.names import clean_name
from results.desk.files.recognising import recognise
from results.models import EvidenceFile, Result


@dataclass(frozen=True)
class Examined:
    """A file that may be kept: what it is, and its whole content."""

    name: str
    kind: Kind
    content: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def max_bytes() -> int:
    """How large a file may be."""
    return int(settings.EVIDENCE_MAX_MB) * 1024**2


def examine(upload: "UploadedFile[Any]") -> Examined:
    """Look at a file before anything of it is kept; raises ValidationError with a sentence and its cure."""
    upload.seek(0)
    content = upload.read(max_bytes() + 1)
    if not content:
        raise ValidationError(_("This file is empty. Check that it opens on your own machine, then choose it again."))
    if len(content) > max_bytes():
        raise ValidationError(
            _("This file has %(size)s; the limit is %(limit)s MB. Save it with smaller pictures, or divide it.")
            % {"size": filesizeformat(upload.size or len(content)), "limit": settings.EVIDENCE_MAX_MB}
        )
    kind = recognise(content)
    return Examined(clean_name(upload.name or "", kind), kind, content)


def store(result: Result, upload: "UploadedFile[Any]", *, by: User) -> EvidenceFile:
    """Keep a file with a stored report; raises ValidationError (with sentence and cure) or PermissionDenied.

    The same content once more gives back the file that the report has already. No evidence names the file yet.
    """
    return keep(result, examine(upload), by=by)


def keep(result: Result, examined: Examined, *, by: User) -> EvidenceFile:
    """As ``store``, with a file that has been examined."""
    file = EvidenceFile(
        name=examined.name,
        media_type=examined.kind.media_type,
        size=len(examined.content),
        sha256=examined.sha256,
    )
    return actions.add_file(result, file, ContentFile(examined.content), by=by)


def require_room(result: Result, examined: Examined) -> None:
    """Refuse a file beyond what a report takes before it is stored; raises ValidationError."""
    if not result.files.filter(sha256=examined.sha256).exists():
        actions.require_room(result, len(examined.content))


def find(result: Result, token: UUID | str) -> EvidenceFile | None:
    """The file of this report by its token; never that of another report, and none where this is no token."""
    try:
        return EvidenceFile.objects.filter(result=result, token=UUID(str(token))).first()
    except ValueError:
        return None
