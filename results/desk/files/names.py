"""Names of files as people give them, made harmless for whoever saves them."""

import re
import unicodedata
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from results.desk.files.kinds import Kind

MAX_CHARACTERS = 200
# Joiners belong to the spelling of Persian and of the languages of India; everything else invisible only deceives.
_JOINERS = "\u200c\u200d"
_FORBIDDEN_ON_SOME_DISK = re.compile(r'[<>:"|?*]')


def clean_name(name: str, kind: Kind) -> str:
    """The name without path and invisible characters, with an ending that says what the file is."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    name = "".join(c for c in name if c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = _FORBIDDEN_ON_SOME_DISK.sub("_", " ".join(name.split())).strip(". ")
    ending = PurePosixPath(name).suffix
    if ending.lower() not in kind.endings:
        ending = kind.endings[0]
        stem = name
    else:
        stem = name.removesuffix(ending)
    return (stem[: MAX_CHARACTERS - len(ending)].rstrip(". ") or _("file")) + ending
