"""What says nothing in a cell, what shows that a formula failed, and what asks to empty a field."""

import re
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from results.imports.rows import Value

# As people write it in the languages that sheets come in. Neither zero, nor "none", nor "NA", which is Namibia.
MISSING = frozenset(
    (
        *("", "-", "--", "---", "–", "—", "−", "…", "...", "..", "?", "null", "unknown", "tbd", "tbc"),
        *("n/a", "n.a.", "n.a", "n. a.", "n/d", "n.d.", "n. d.", "not available", "not applicable"),
        *("s/o", "s.o.", "s.d.", "s/d", "s. o.", "s. d."),
        *("sans objet", "non disponible", "non applicable", "no aplica", "no disponible", "sin datos", "не применимо"),
        *("н/д", "н.д.", "н. д.", "н/п", "нет данных", "неизвестно", "не указано", "لا ينطبق", "غير متوفر", "غير متاح"),
    )
)  # fmt: skip
_LONGEST = 40
# English codes stand in workbooks; the other languages' reach us through csv.
_ERROR = re.compile(
    r"#(N/A|N/D|REF!|VALUE!|VALEUR!|VALOR!|DIV/0!|NAME\?|NOM\?|NULL!|NUL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!"
    r"|GETTING_DATA|UNKNOWN!|EXTERNAL!|BUSY!|PYTHON!|Н/Д|ССЫЛКА!|ЗНАЧ!|ДЕЛ/0!|ИМЯ\?|ЧИСЛО!|ПУСТО!)|Err:\d{3}"
)
_CLEAR_WORD = gettext_noop("(clear)")


def is_missing(value: Value) -> bool:
    """Whether a cell says nothing: empty, a dash, an ellipsis, n/a. Zero is not missing, nor is an error."""
    if not isinstance(value, str):
        return value is None
    text = value.strip()
    return len(text) <= _LONGEST and " ".join(text.split()).casefold() in MISSING


def is_blank(value: Value) -> bool:
    """Whether a cell is really empty, or holds white space only."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_error(text: str) -> bool:
    """Whether a cell shows that its formula failed."""
    return _ERROR.fullmatch(text) is not None


@cache
def clear_words() -> frozenset[str]:
    """How one asks to empty a field, in each language."""
    words = {_CLEAR_WORD}
    for code, _name in settings.LANGUAGES:
        with override(code):
            words.add(_(_CLEAR_WORD).casefold())
    return frozenset(words)
