"""What every source of official texts has in common: its language, its texts by code, and how a refusal is worded."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS = ("goals", "targets", "indicators")
KIND_NAMES = {
    "goals": gettext_lazy("goals"),
    "targets": gettext_lazy("targets"),
    "indicators": gettext_lazy("indicators"),
}
LISTED_CODES = 20


class OfficialTextError(Exception):
    """A source that is refused. Its message is one sentence with the cure, and nothing has been written."""


@dataclass(frozen=True)
class OfficialTexts:
    """The texts of one language from one source.

    ``texts`` maps a kind ("goals", "targets", "indicators") to texts by code ("1", "1.3", "1.3.1"); a kind for which
    the source has no file is absent. A source that ``must_be_complete`` is refused when it leaves a code out.
    """

    language: str
    source: str
    texts: dict[str, dict[str, str]]
    must_be_complete: bool


def list_codes(codes: Iterable[str], *, limit: int | None = LISTED_CODES) -> str:
    """Codes in the framework's order, such as "1.2, 1.10, 1.a"; past ``limit`` only how many more there are."""
    ordered = sorted(codes, key=_order)
    listed = ", ".join(ordered[:limit])
    if limit is None or len(ordered) <= limit:
        return listed
    return _("%(codes)s and %(count)s more") % {"codes": listed, "count": len(ordered) - limit}


def list_by_kind(codes: Mapping[str, Collection[str]], *, limit: int | None = LISTED_CODES) -> str:
    """Codes of each kind that has any, such as "goals (1): 17; targets (2): 17.1, 17.2"."""
    return "; ".join(
        f"{KIND_NAMES[kind]} ({len(found)}): {list_codes(found, limit=limit)}" for kind, found in codes.items() if found
    )


def read_file(path: Path, *, limit: int) -> bytes:
    """The bytes of a file of at most ``limit`` bytes; raises OfficialTextError with what to do."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise OfficialTextError(
            _("%(name)s could not be read (%(reason)s): check that the file is there and that you may read it.")
            % {"name": path, "reason": error.strerror}
        ) from error
    if len(content) > limit:
        raise OfficialTextError(
            _("%(name)s is larger than %(limit)s MB, which no file of official texts is: give the original file.")
            % {"name": path.name, "limit": limit // 1024**2}
        )
    return content


def _order(code: str) -> list[tuple[int, str]]:
    """Numbers by value and before letters: 1.2, 1.10, 1.a."""
    return [(int(part), "") if part.isdecimal() else (1000, part) for part in code.split(".")]
