"""Official texts judged against the framework in the database, then stored: all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sdg_links.models import Goal, SdgEntry, SdgIndicator, Target
from sdg_links.official_texts.framework import KIND_NAMES, OfficialTextError, OfficialTexts, list_by_kind
from sdg_links.translated import Translated

MODELS: dict[str, type[SdgEntry]] = {"goals": Goal, "targets": Target, "indicators": SdgIndicator}

type Entries = dict[str, dict[str, SdgEntry]]


@dataclass(frozen=True)
class Tally:
    """What became of one source's texts of one kind, as codes; ``missing`` are those for which it has no text."""

    read: list[str]
    updated: list[str]
    missing: list[str]


@transaction.atomic
def load(sources: Sequence[OfficialTexts]) -> dict[str, dict[str, Tally]]:
    """Store the texts of all sources; answers with a tally by language and kind.

    Raises OfficialTextError, with nothing written, when one source does not fit the framework.
    """
    entries = _framework()
    for source in sources:
        _check_codes(source, entries)
        _check_texts(source)
    tallies = {source.language: _apply(source, entries) for source in sources}
    for kind, model in MODELS.items():
        changed = {code for by_kind in tallies.values() if kind in by_kind for code in by_kind[kind].updated}
        model._default_manager.bulk_update([entries[kind][code] for code in changed], ["official_text"])
    return tallies


def _framework() -> Entries:
    """The goals, targets and indicators of the database by kind and code, held until the transaction ends."""
    entries: Entries = {
        kind: {_code(entry): entry for entry in model._default_manager.select_for_update().order_by("pk")}
        for kind, model in MODELS.items()
    }
    for kind, found in entries.items():
        if not found:
            raise OfficialTextError(
                _("The database holds no SDG %(kind)s yet: run “manage.py load_reference” first, then this command.")
                % {"kind": KIND_NAMES[kind]}
            )
    return entries


def _code(entry: SdgEntry) -> str:
    return str(entry.number if isinstance(entry, Goal) else cast(Target | SdgIndicator, entry).code)


def _check_codes(source: OfficialTexts, entries: Entries) -> None:
    """Refuse codes outside the framework, and from a source that must be complete also gaps."""
    unknown = {kind: texts.keys() - entries[kind].keys() for kind, texts in source.texts.items()}
    if any(unknown.values()):
        raise OfficialTextError(
            _(
                "%(name)s has codes that are not in the framework – %(codes)s – so correct them, or take the edition "
                "of the framework that the database holds."
            )
            % {"name": source.source, "codes": list_by_kind(unknown)}
        )
    missing = {kind: entries[kind].keys() - texts.keys() for kind, texts in source.texts.items()}
    if source.must_be_complete and any(missing.values()):
        raise OfficialTextError(
            _(
                "%(name)s leaves out part of the framework – %(codes)s – so give the workbook as the "
                "United Nations Statistics Division publishes it."
            )
            % {"name": source.source, "codes": list_by_kind(missing)}
        )


def _check_texts(source: OfficialTexts) -> None:
    """Refuse a text that the field would refuse, because rows written in bulk are not validated."""
    field = Goal._meta.get_field("official_text")
    for texts in source.texts.values():
        for code, text in texts.items():
            try:
                field.clean(Translated({source.language: text}), None)
            except ValidationError as error:
                raise OfficialTextError(f"{source.source}, {code}: {' '.join(error.messages)}") from error


def _apply(source: OfficialTexts, entries: Entries) -> dict[str, Tally]:
    """Set the source's texts on the rows in memory; the rows are still to be saved."""
    tallies = {}
    for kind, texts in source.texts.items():
        updated = []
        for code, text in texts.items():
            official_text = entries[kind][code].official_text
            if official_text.get(source.language) != text:
                entries[kind][code].official_text = Translated({**official_text, source.language: text})
                updated.append(code)
        tallies[kind] = Tally(
            read=list(texts), updated=updated, missing=[code for code in entries[kind] if code not in texts]
        )
    return tallies
