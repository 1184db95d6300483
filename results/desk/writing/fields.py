"""Fields that choose from a vocabulary in memory, as plain lists that work without a script."""

from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from results.desk.writing.choices import key_of

# So many options are shown without being asked for.
_FEW = 12
# From so many options on, a list can be narrowed by typing.
_MANY = 15
# Finds a thing by the value that stands for it in a form; None where there is none.
Find = Callable[[str], Model | None]


class _Grouped(forms.widgets.ChoiceWidget):
    """Shows groups of options as disclosures, open where something in them is chosen or the list is short."""

    template_name = "components/desk_choices.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups = context["widget"].pop("optgroups")
        count = sum(len(options) for _group, options, _index in groups)
        context["widget"]["is_long"] = count > _MANY
        context["widget"]["groups"] = [
            (group, options, count <= _FEW or any(option["selected"] for option in options))
            for group, options, _index in groups
        ]
        return context


class Radios(_Grouped, forms.RadioSelect):
    """Options to choose one from, each with its whole text."""


class Boxes(_Grouped, forms.CheckboxSelectMultiple):
    """Options to choose several from, each with its whole text."""


class OneOf(forms.ChoiceField):
    """One thing of a vocabulary. What is stored already (``stored``) is taken as it is, without looking it up.

    Whether the thing fits the rest of the report is the model's to say: it knows the sentence for it.
    """

    def __init__(self, find: Find, *, stored: Model | None = None, **kwargs: Any) -> None:
        self._find, self._stored = find, stored
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if self._stored is not None and str(value) == str(self._stored.pk):
            return self._stored
        if (found := self._find(str(value))) is None:
            raise ValidationError(_no_longer_there(), code="invalid_choice")
        return found

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")


class SeveralOf(forms.MultipleChoiceField):
    """Several things of a vocabulary, as their primary keys. Those that are stored already are not looked up."""

    widget = Boxes

    def __init__(self, find: Find, *, stored: Collection[int] = (), **kwargs: Any) -> None:
        self._find, self._stored = find, frozenset(stored)
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]  # the keys, not what was typed
        keys = set()
        for typed in super().to_python(value):
            key = key_of(typed)
            if key is None or not (key in self._stored or self._find(typed)):
                raise ValidationError(_no_longer_there(), code="invalid_choice")
            keys.add(key)
        return sorted(keys)

    def validate(self, value: Any) -> None:
        """Whatever was read is known."""


def of_model(model: type[Model], name: str, **kwargs: Any) -> dict[str, Any]:
    """What a form field takes over from a field of a model: its label and its hint."""
    field: Any = model._meta.get_field(name)
    return {"label": capfirst(str(field.verbose_name)), "help_text": field.help_text, **kwargs}


def _no_longer_there() -> str:
    return _("This is not one of the choices. Choose one from the list, which may have changed meanwhile.")
