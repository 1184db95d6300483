"""How the columns of a kind that stores one model are declared: one line each, the rules being those of its fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from import_export.widgets import Widget

from results.imports.kinds.column import EXPORTED_STATE, Column, Text
from results.imports.rows import CLEAR, Value
from results.imports.values.booleans import BooleanWidget
from results.imports.values.codes import ChoiceWidget, CodeWidget, EntryWidget
from results.imports.values.dates import DayWidget
from results.imports.values.lists import ListWidget
from results.imports.values.numbers import NumberWidget, WholeNumberWidget
from results.imports.values.text import TextWidget, as_text
from sdg_links.texts import clean_text, problem_in_text
from sdg_links.translated import Translated

FIRST_YEAR, LAST_YEAR = 1950, 2100


@dataclass(frozen=True, kw_only=True)
class StoredColumn(Column):
    """A column that shows, and in general fills, a field of one model.

    ``attribute`` is the path from the model as django-import-export takes it: "code", "name__fr" (one language of a
    label), "country_indicator__code" (shown only: what it belongs to is found by both columns of a Parent together).
    """

    attribute: str

    @property
    def field_name(self) -> str:
        return self.attribute.partition("__")[0]

    @property
    def rest(self) -> str:
        """The language of a label, or what is shown of another model; "" for the field itself."""
        return self.attribute.partition("__")[2]


@dataclass(frozen=True)
class Parent:
    """What an entry belongs to where two columns name it: the country, and ``column``, a code that is unique in it."""

    attribute: str
    vocabulary: str
    column: str


class LabelWidget(Widget):
    """A label in one language, of at most so many characters."""

    # Hardly ever the same twice.
    is_read_anew = True

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def clean(self, value: Value, row: Any = None, **context: Any) -> str:
        text = clean_text(as_text(value))
        if problem := problem_in_text(text, characters=self._limit):
            raise ValidationError(problem, code="text")
        return text

    def render(self, value: Any, obj: Any = None, **context: Any) -> str:
        return value or ""


class StateWidget(Widget):
    """The state as of which a row was exported."""

    def clean(self, value: Value, row: Any = None, **context: Any) -> str:
        return as_text(value)


STATE = Column(
    name=EXPORTED_STATE,
    heading=_("State when exported"),
    widget=StateWidget(),
    meaning=_("What the export notes about each row, so that a change made here since then is not overwritten."),
    allowed=_("Left as it was exported; empty for a new row."),
    can_be_cleared=False,
)  # fmt: skip


class Columns:
    """Makes the columns of a model; each takes its heading from the field where none is given."""

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model

    def text(self, attribute: str, meaning: Text, example: str = "", **more: Any) -> StoredColumn:
        more.setdefault("allowed", _("Plain text."))
        return self.of(attribute, TextWidget(self._field(attribute)), meaning, example, **more)

    def code(self, attribute: str, meaning: Text, example: str, *, is_upper: bool = False, **more: Any) -> StoredColumn:
        widget = CodeWidget(self._field(attribute), is_upper=is_upper)
        return self.of(attribute, widget, meaning, example, **{"allowed": _("Its code, as text."), **more})

    def labels(self, attribute: str, meaning: Text, example: str) -> Iterator[StoredColumn]:
        """A column for each language in which a label can be written."""
        field: Any = self._field(attribute)
        for code, _language in settings.TEXT_LANGUAGES:
            alone = self._heading_alone(attribute, code)
            yield StoredColumn(
                name=f"{attribute}:{code}",
                attribute=f"{attribute}__{code}",
                heading=format_lazy("{} ({})", self._heading(attribute), code),
                widget=LabelWidget(field.limit),
                meaning=meaning,
                allowed=_("Plain text in this language; a label needs one language at least."),
                example=example if code == settings.LANGUAGE_CODE else "",
                aliases=(alone,) if alone else (),
                width=40,
            )

    def choice(self, attribute: str, choices: type[models.Choices], meaning: Text, example: str) -> StoredColumn:
        allowed = format_lazy("{} {}", _("One of these:"), ", ".join(str(value) for value in choices.values))
        return self.of(attribute, ChoiceWidget(choices), meaning, example, allowed=allowed)

    def entry(self, attribute: str, vocabulary: str, code: str, meaning: Text, example: str) -> StoredColumn:
        return self.of(
            attribute, EntryWidget(vocabulary, code), meaning, example,
            allowed=_("Its code, or its name in any language."), vocabulary=vocabulary,
        )  # fmt: skip

    def entries(self, attribute: str, vocabulary: str, code: str, meaning: Text, example: str) -> StoredColumn:
        return self.of(
            attribute, ListWidget(vocabulary, code), meaning, example,
            allowed=_("Codes or names between semicolons."), vocabulary=vocabulary, width=30,
        )  # fmt: skip

    def day(self, attribute: str, meaning: Text, example: str) -> StoredColumn:
        allowed = _("A date cell, or year-month-day.")
        return self.of(attribute, DayWidget(), meaning, example, allowed=allowed)

    def year(self, attribute: str, meaning: Text, example: str) -> StoredColumn:
        widget = WholeNumberWidget(least=FIRST_YEAR, most=LAST_YEAR)
        return self.of(attribute, widget, meaning, example, allowed=_("A year of four digits."))

    def whole(self, attribute: str, meaning: Text, example: str, *, most: int = 32_767) -> StoredColumn:
        widget = WholeNumberWidget(most=most)
        return self.of(attribute, widget, meaning, example, allowed=_("A whole number."))

    def decimal(self, attribute: str, meaning: Text, example: str) -> StoredColumn:
        field: Any = self._field(attribute)
        most = Decimal(10) ** (field.max_digits - field.decimal_places) - Decimal(10) ** -field.decimal_places
        widget = NumberWidget(places=field.decimal_places, least=-most, most=most)
        allowed = _("A number. What is not known is left empty: missing is not zero.")
        return self.of(attribute, widget, meaning, example, allowed=allowed)

    def yes_or_no(self, attribute: str, meaning: Text, example: str = "no") -> StoredColumn:
        return self.of(attribute, BooleanWidget(), meaning, example, allowed=_("Yes or no."))

    def belonging(
        self, parent: Parent, code: str, heading: Text, meaning: Text, example: str
    ) -> Iterator[StoredColumn]:
        """The two columns that say to what an entry belongs: its country, and the code of it there."""
        field = self._field(parent.attribute).related_model._meta.get_field(code)
        yield StoredColumn(
            name="country", attribute=f"{parent.attribute}__country", heading=_("Country"),
            widget=EntryWidget("countries", "iso3"), meaning=_("The country in which it is."), example="TJK",
            allowed=_("Its code, or its name in any language."), vocabulary="countries", can_be_cleared=False,
        )  # fmt: skip
        yield StoredColumn(
            name=parent.column, attribute=f"{parent.attribute}__{code}", heading=heading, widget=CodeWidget(field),
            meaning=meaning, example=example, allowed=_("Its code, as text."), can_be_cleared=False,
        )  # fmt: skip

    def of(self, attribute: str, widget: Any, meaning: Text, example: str, **more: Any) -> StoredColumn:
        """The column of a field whose cells this widget reads; ``more`` is what Column takes."""
        name = more.pop("name", attribute)
        field: Any = self._field(attribute)
        more.setdefault("heading", self._heading(attribute))
        more.setdefault("can_be_cleared", bool(field.many_to_many or field.blank or field.null))
        return StoredColumn(name=name, attribute=attribute, widget=widget, meaning=meaning, example=example, **more)

    def _heading(self, attribute: str) -> Text:
        heading: Text = capfirst(self._field(attribute).verbose_name)
        return heading

    def _heading_alone(self, attribute: str, code: str) -> str:
        """What a label's heading without a language means: "Name" the English one, "Nom" the French one."""
        with override(settings.LANGUAGE_CODE):
            english = str(self._heading(attribute))
        with override(code):
            own = str(self._heading(attribute))
        return own if code == settings.LANGUAGE_CODE or own != english else ""

    def _field(self, attribute: str) -> Any:
        return self._model._meta.get_field(attribute.partition("__")[0])


def put(column: StoredColumn, instance: models.Model, value: Any) -> None:
    """Set the field of a column, where a language of a label leaves the others as they are."""
    field: Any = instance._meta.get_field(column.field_name)
    if column.rest:
        label = Translated(getattr(instance, column.field_name))
        label.pop(column.rest, None)
        if value is not CLEAR and value:
            label[column.rest] = value
        setattr(instance, column.field_name, label)
    elif value is CLEAR:
        setattr(instance, field.attname, None if field.null else field.get_default())
    elif isinstance(value, models.Model):
        setattr(instance, field.name, value)
    else:
        setattr(instance, field.attname, getattr(value, "pk", value))
