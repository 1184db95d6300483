"""Which column a column of a sheet is, by what stands in it, where its heading does not say."""

from collections.abc import Callable, Iterable, Mapping

from django.core.exceptions import ValidationError

from results.imports.kinds.column import Column
from results.imports.kinds.lookups import Lookups
from results.imports.kinds.vocabulary import Vocabulary
from results.imports.mapping.headings import Sheet
from results.imports.mapping.wording import says_nothing
from results.imports.values.booleans import says_yes_or_no
from results.imports.values.dates import DayWidget, KnownDateWidget, read_date
from results.imports.values.lists import split
from results.imports.values.missing import is_missing
from results.imports.values.numbers import NumberWidget, read_number

# Of the different values so many have to be known; fewer values than that prove nothing.
_SHARE = 0.8
_VALUES = 2


def samples(sheet: Sheet, position: int, below: int) -> list[str]:
    """The different values in a column of the first rows, beneath this row."""
    cells = [
        str(cells[position]).strip()
        for number, cells in sheet["first"]
        if number > below and position < len(cells) and cells[position] is not None
    ]
    return [cell for cell in dict.fromkeys(cells) if not is_missing(cell)]


def by_content(
    sheet: Sheet, below: int, undecided: Mapping[int, str], columns: Iterable[Column], lookups: Lookups
) -> dict[int, str]:
    """The names of columns by position, for columns that are not decided yet (heading by position).

    A vocabulary speaks for itself; dates and numbers only count where the heading says nothing. Nothing is guessed
    where two columns could be meant.
    """
    values = {position: samples(sheet, position, below) for position in undecided}
    free = list(columns)
    found: dict[int, str] = {}
    for position, texts in values.items():
        if name := _by_vocabulary(texts, free, lookups):
            found[position] = name
    silent = {p: values[p] for p, heading in undecided.items() if p not in found and says_nothing(heading)}
    for shape, widgets in (("date", (KnownDateWidget, DayWidget)), ("number", (NumberWidget,))):
        of_shape = [column.name for column in free if isinstance(column.widget, widgets)]
        positions = [position for position, texts in silent.items() if _shape(texts) == shape]
        if len(of_shape) == len(positions) == 1:
            found[positions[0]] = of_shape[0]
    names = list(found.values())
    return {position: name for position, name in found.items() if names.count(name) == 1}


def _by_vocabulary(texts: list[str], columns: Iterable[Column], lookups: Lookups) -> str:
    told = [text for text in texts if not text.replace(".", "").isdecimal() and not says_yes_or_no(text)]
    if len(told) < _VALUES:
        return ""
    fits = [column.name for column in columns if _share(told, column, lookups) >= _SHARE]
    return fits[0] if len(fits) == 1 else ""


def _share(texts: list[str], column: Column, lookups: Lookups) -> float:
    vocabulary = getattr(lookups, column.vocabulary, None) if column.vocabulary else None
    if not isinstance(vocabulary, Vocabulary):
        return 0
    return sum(all(vocabulary.knows(item) for item in split(text, vocabulary)) for text in texts) / len(texts)


def _shape(texts: list[str]) -> str:
    """ "date", "number" or "", by what nearly all of these texts can be read as."""
    if not texts:
        return ""
    numbers = sum(_can_be_read(read_number, text) for text in texts)
    if numbers >= _SHARE * len(texts):
        return "number"
    return "date" if sum(_can_be_read(read_date, text) for text in texts) >= _SHARE * len(texts) else ""


def _can_be_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValidationError as error:
        return error.code in ("ambiguous-date", "ambiguous-number")
    return True
