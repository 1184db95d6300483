"""Which report a row is about: by its reference, or by country, date and summary where it has none."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from countries.models import Country
from results.dates import KnownDate
from results.imports.cells import CLEAR, CellReader, Reading
from results.models import Result
from results.search import fold

# What has to be read before it is known which report a row is about.
IDENTITY = ("reference", "country", "date", "summary")

Key = tuple[int, str, str]


def match(readings: list[Reading], reader: CellReader) -> None:
    """Find the report of each row, in a fixed number of queries; rows that are about the same one are refused."""
    keys = {id(reading): key for reading in readings if (key := key_of(reading)) is not None}
    by_key = _stored_by_key(keys.values())
    references = {reading.reference for reading in readings} - {""}
    found = references | {r for key in set(keys.values()) for r in by_key.get(key, [])}
    stored = {
        result.reference: result
        for result in Result.objects.with_everything().select_related("changed_by").filter(reference__in=sorted(found))
    }
    for reading in readings:
        same = by_key.get(keys[id(reading)], []) if id(reading) in keys else []
        _match_one(reading, same, stored, reader)
    _refuse_duplicates(readings, keys, reader)


def key_of(reading: Reading) -> Key | None:
    """Country, date and folded summary of a row, where it has them all."""
    country, date, summary = (reading.values.get(name) for name in IDENTITY[1:])
    if isinstance(country, Country) and isinstance(date, KnownDate) and summary and summary is not CLEAR:
        return country.pk, str(date), fold(str(summary))
    return None


def _stored_by_key(keys: Iterable[Key]) -> dict[Key, list[str]]:
    """The references of the stored reports that share country and day with a row, by their own keys."""
    wanted = set(keys)
    days = {KnownDate.parse(date).day for _country, date, _summary in wanted}
    stored: dict[Key, list[str]] = defaultdict(list)
    candidates = Result.objects.filter(country__in={key[0] for key in wanted}, date__in=days).order_by("reference")
    columns = ("country_id", "date", "date_precision", "summary", "reference")
    for country, day, precision, summary, reference in candidates.values_list(*columns):
        key = (country, str(KnownDate(day, precision)), fold(summary))
        if key in wanted:
            stored[key].append(reference)
    return stored


def _match_one(reading: Reading, same: list[str], stored: dict[str, Result], reader: CellReader) -> None:
    if reading.reference:
        reading.existing = stored.get(reading.reference)
        if reading.existing is None and same:
            reader.refuse(
                reading, "reference",
                _("%(same)s has the same country, date and summary. Write that reference, or say what is different.")
                % {"same": ", ".join(same)},
            )  # fmt: skip
        return
    if len(same) > 1:
        reader.refuse(
            reading, "reference",
            _("Several reports have this country, date and summary: %(same)s. Write the reference of the one meant.")
            % {"same": ", ".join(same)},
        )  # fmt: skip
    elif same:
        reading.existing = stored[same[0]]


def _refuse_duplicates(readings: list[Reading], keys: dict[int, Key], reader: CellReader) -> None:
    """Refuse rows about the same report, each with the numbers of the others."""
    groups: dict[object, list[Reading]] = defaultdict(list)
    for reading in readings:
        reference = reading.existing.reference if reading.existing else reading.reference
        if reference:
            groups[reference].append(reading)
        if id(reading) in keys:
            groups[keys[id(reading)]].append(reading)
    for name, members in groups.items():
        # Two stored reports may say the same; they are told apart by their references.
        if len(members) > 1 and (isinstance(name, str) or not all(member.reference for member in members)):
            for member in members:
                _refuse_duplicate(member, [other for other in members if other is not member], reader)


def _refuse_duplicate(reading: Reading, others: list[Reading], reader: CellReader) -> None:
    numbers = ", ".join(str(other.row.number) for other in others)
    sentence = _("This row is about the same report as row %(numbers)s. Keep one of them.") % {"numbers": numbers}
    if sentence not in {problem.sentence for problem in reading.problems}:
        reader.refuse(reading, "reference", sentence)
