"""How cells name an indicator of the organisation's framework or of the global one, where no date says the biennium."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from indicators.models import Indicator
from results.imports.kinds.lookups import Lookups
from results.imports.kinds.results.widgets import find_indicator
from results.imports.rows import Value
from results.imports.values.showing import show
from results.imports.values.text import as_code
from sdg_links.models import SdgIndicator


class FrameworkIndicatorWidget(Widget):
    """An indicator of the organisation's own framework with its biennium: 8.3.1 (2020-21)."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> Indicator:
        if found := find_indicator(as_code(value), lookups=lookups, year=None):
            return found
        raise ValidationError(
            _("“%(text)s” does not say of which biennium it is. Write it in brackets: 8.3.1 (2020-21).")
            % {"text": show(value)},
            code="biennium-needed",
        )

    def render(self, value: Indicator | None, obj: Any = None, **context: Any) -> str:
        return f"{value.code} ({value.biennium})" if value else ""


class SdgIndicatorWidget(Widget):
    """An indicator of the global framework by its code, such as 1.3.1."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> SdgIndicator:
        code = as_code(value).lower()
        if found := lookups.sdg_indicators.get(code):
            return found
        sentence = _("There is no SDG indicator “%(text)s”. An SDG indicator has a code such as 1.3.1.")
        raise ValidationError(sentence % {"text": show(value)}, code="unknown")

    def render(self, value: SdgIndicator | None, obj: Any = None, **context: Any) -> str:
        return value.code if value else ""
