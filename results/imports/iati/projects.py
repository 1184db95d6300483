"""What an activity says about a project: its cells, and the elements there is no place for yet."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from results.imports.iati.elements import Element
from results.imports.iati.validating import Fault

# How the cells of a row are headed; results/imports/kinds/projects.py knows these names.
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "pt", "tg")
HEADINGS = (
    "code", *(f"title:{language}" for language in LANGUAGES), "countries", "donors", "starts_on", "ends_on", "currency",
    "budget", "spent",
)  # fmt: skip
_FUNDING = "1"
_PLANNED_START, _ACTUAL_START, _PLANNED_END, _ACTUAL_END = "1", "2", "3", "4"
_REVISED = "2"
_SPENT = ("3", "4")  # disbursements and expenditure
# Read into cells, or saying nothing that a project would show.
_USED = {
    "iati-identifier", "title", "recipient-country", "activity-date", "budget", "reporting-org", "activity-status",
    "result",
}  # fmt: skip


def cells(activity: Element) -> list[str]:
    """The cells of a project in the order of HEADINGS; what is not said, or cannot be added up, is ""."""
    titles = _titles(activity)
    currency = activity.get("default-currency") or next(iter(_currencies(activity)), "")
    return [
        _text(activity.first("iati-identifier")),
        *(titles.get(language, "") for language in LANGUAGES),
        "; ".join(country.get("code") for country in activity.all("recipient-country")),
        "; ".join(_donors(activity)),
        _date(activity, _ACTUAL_START, _PLANNED_START),
        _date(activity, _ACTUAL_END, _PLANNED_END),
        currency,
        _sum(_budgets(activity), currency),
        _sum((t.first("value") for t in activity.all("transaction") if _is_spent(t)), currency),
    ]


def unplaced(activity: Element) -> Iterator[Fault]:
    """All that the cells leave out: results with their indicators, and every other kind of element with its number."""
    for result in activity.all("result"):
        for indicator in result.all("indicator"):
            values: dict[str, str | int] = {
                "result": _narrative(result.first("title")),
                "indicator": _narrative(indicator.first("title")),
                "baselines": len(indicator.all("baseline")),
                "periods": len(indicator.all("period")),
            }
            yield Fault("indicator-has-no-place", indicator.line, values)
    for tag in activity.all("tag"):
        said: dict[str, str | int] = {"code": tag.get("code"), "vocabulary": tag.get("vocabulary")}
        yield Fault("tag-has-no-place", tag.line, {**said, "narrative": _narrative(tag)})
    others: dict[str, list[Element]] = {}
    for child in activity.children:
        if child.name not in _USED and child.name != "tag" and not _is_counted(child):
            others.setdefault(child.name, []).append(child)
    for name, elements in others.items():
        yield Fault("element-has-no-place", elements[0].line, {"element": name, "count": len(elements)})


def _is_counted(child: Element) -> bool:
    """Whether an element goes into a cell although others of its name do not."""
    return (child.name == "transaction" and _is_spent(child)) or (
        child.name == "participating-org" and child.get("role") == _FUNDING
    )


def _titles(activity: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    title = activity.first("title")
    default = activity.get("xml:lang") or "en"
    for narrative in title.all("narrative") if title else []:
        language = (narrative.get("xml:lang") or default).lower()[:2]
        found.setdefault(language, _text(narrative))
    return found


def _donors(activity: Element) -> Iterator[str]:
    for organisation in activity.all("participating-org"):
        if organisation.get("role") == _FUNDING and (name := _narrative(organisation) or organisation.get("ref")):
            yield name.replace(";", ",")


def _date(activity: Element, *kinds: str) -> str:
    """The first date there is of these kinds."""
    dates = {date.get("type"): date.get("iso-date")[:10] for date in activity.all("activity-date")}
    return next((dates[kind] for kind in kinds if dates.get(kind)), "")


def _budgets(activity: Element) -> Iterator[Element | None]:
    """The values of the budgets; a revised one stands in the place of the original of its period."""
    by_period: dict[tuple[str, str], Element] = {}
    for budget in activity.all("budget"):
        start, end = budget.first("period-start"), budget.first("period-end")
        period = (start.get("iso-date") if start else "", end.get("iso-date") if end else "")
        if period not in by_period or budget.get("type") == _REVISED:
            by_period[period] = budget
    return (budget.first("value") for budget in by_period.values())


def _is_spent(transaction: Element) -> bool:
    kind = transaction.first("transaction-type")
    return kind is not None and kind.get("code") in _SPENT


def _currencies(activity: Element) -> Iterator[str]:
    for name in ("budget", "transaction"):
        for element in activity.all(name):
            value = element.first("value")
            if value is not None and value.get("currency"):
                yield value.get("currency")


def _sum(values: Iterable[Element | None], currency: str) -> str:
    """The values added up; "" where there are none, or one is in another currency or no number."""
    total = None
    for value in values:
        if value is None or (value.get("currency") or currency) != currency:
            return ""
        try:
            total = (total or Decimal(0)) + Decimal(value.text.strip())
        except InvalidOperation:
            return ""
    return "" if total is None else str(total)


def _narrative(element: Element | None) -> str:
    """What an element says in the first of its languages, shortened."""
    first = element.first("narrative") if element else None
    text = _text(first)
    return text if len(text) <= 100 else f"{text[:100]}…"


def _text(element: Element | None) -> str:
    return " ".join(element.text.split()) if element else ""
