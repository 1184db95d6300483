"""Which report a row is about: by its reference, or by country, date and summary where it has none."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from countries.models import Country
from results.dates import KnownDate
from results.imports.kinds.kind import Planning
from results.imports.kinds.results.stored import Stored, read
from results.imports.kinds.results.stored_index import Index
from results.imports.rows import CLEAR, Reading
from results.models import ImportRow
from results.search import fold

_AT_A_TIME = 500


@dataclass(slots=True)
class Case:
    """A row, and what it is about: ``day`` is its date as written, ``folded`` its summary as compared.

    ``words`` recognise a report by country, date and summary, or are "".
    """

    reading: Reading
    reference: str
    country: Country | None
    known_date: KnownDate | None
    day: str = ""
    words: str = ""
    folded: str = ""
    existing: Stored | None = None

    @property
    def values(self) -> dict[str, Any]:
        return self.reading.values

    @property
    def year(self) -> int | None:
        """The year of the report as it will be."""
        if self.known_date:
            return self.known_date.day.year
        return self.existing.day.year if self.existing else None

    @property
    def key(self) -> str:
        """The same for two rows about one report; for new ones by what they say, since their references are to come."""
        if reference := self.existing.reference if self.existing else self.reference:
            return f"reference:{reference}"
        return self.words


def case_of(reading: Reading) -> Case:
    """What a row says about which report it is about."""
    values = reading.values
    case = Case(reading, values.get("reference") or "", values.get("country"), values.get("date"))
    case.day = str(case.known_date or "")
    summary = values.get("summary")
    if case.country and case.known_date and summary and summary is not CLEAR:
        case.folded = fold(summary)
        case.words = words_of(case.country.pk, case.day, case.folded)
    return case


def words_of(country_id: int, known_date: str, folded: str) -> str:
    """What recognises a report by its country, date and folded summary."""
    return blake2b(f"{country_id}|{known_date}|{folded}".encode(), digest_size=12).hexdigest()


def match(cases: Sequence[Case], index: Index, planning: Planning) -> None:
    """Find the stored report of each row, in a fixed number of queries."""
    by_reference = {report.reference: report for report in read(reference__in={c.reference for c in cases} - {""})}
    for case in cases:
        case.existing = by_reference.get(case.reference)
    open_cases = [case for case in cases if case.existing is None and case.words]
    index.load({(case.country.pk, case.known_date.day.year) for case in open_cases if case.country and case.known_date})
    same = {case.words: found for case in open_cases if (found := index.find(case.words))}
    # One object a report, however its rows name it.
    reports = {report.pk: report for report in by_reference.values()}
    reports |= {r.pk: r for r in read(pk__in={key for keys in same.values() for key in keys} - reports.keys())}
    for case in open_cases:
        _settle(case, [reports[key] for key in same.get(case.words, ()) if key in reports], planning)


def in_the_same_words(rows: QuerySet[ImportRow]) -> Iterator[list[int]]:
    """Planned rows about one report, by their numbers: one with a new reference, and one without in the same words."""
    last = 0
    while named := list(_named(rows).filter(number__gt=last).values_list("number", "payload__words")[:_AT_A_TIME]):
        last = named[-1][0]
        groups: dict[str, list[int]] = defaultdict(list)
        for key, number in rows.filter(key__in={words for _number, words in named}).values_list("key", "number"):
            groups[key].append(number)
        for number, words in named:
            if words in groups:
                groups[words].append(number)
        yield from groups.values()


def _named(rows: QuerySet[ImportRow]) -> QuerySet[ImportRow]:
    return rows.filter(payload__has_key="words").order_by("number")


def _settle(case: Case, same: list[Stored], planning: Planning) -> None:
    """Say which of the stored reports in the same words a row is about, where it is one."""
    if not same:
        return
    shown = {"same": ", ".join(report.reference for report in same)}
    if case.reference:
        _refuse(
            case, planning, "same-as-stored",
            _("%(same)s has the same country, date and summary. Write that reference, or say what is different.")
            % shown,
        )  # fmt: skip
    elif len(same) > 1:
        _refuse(
            case, planning, "several-stored",
            _("Several reports have this country, date and summary: %(same)s. Write the reference of the one meant.")
            % shown,
        )  # fmt: skip
    else:
        case.existing = same[0]


def _refuse(case: Case, planning: Planning, rule: str, sentence: str) -> None:
    case.reading.problems.append(planning.problem(case.reading.row, "reference", rule, sentence))
