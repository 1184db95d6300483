"""The report's own fields as they are written at the desk: any of them, for a page shows some or all."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.models import Country, CountryProgrammeOutcome, Organisation
from indicators.models import AchievementStep, Indicator
from results import permissions
from results.dates import KnownDateField
from results.desk.writing.around import Around
from results.desk.writing.choices import key_of
from results.desk.writing.fields import OneOf, Radios, SeveralOf, of_model
from results.desk.writing.offers import Offers
from results.desk.writing.posting import year_of
from results.forms import LONG_TEXTS, KnownDateForm
from results.models import PartnershipCategory, Project, Result, Topic
from results.permissions import Act

_ONE: dict[str, tuple[type[Model], type[forms.Widget]]] = {
    "country": (Country, forms.Select),
    "cpo": (CountryProgrammeOutcome, forms.Select),
    "indicator": (Indicator, Radios),
    "step": (AchievementStep, Radios),
}
_SEVERAL: dict[str, type[Model]] = {
    "projects": Project,
    "partners": Organisation,
    "further_indicators": Indicator,
    "topics": Topic,
    "partnerships": PartnershipCategory,
}
_LINES = {"summary": "3", "outcome_achieved": "12", "contribution": "12"}
# Where a mistake is shown that lies in a field of another page: beside the one that it contradicts.
_BESIDE = {"indicator": "date", "cpo": "country"}


class ReportForm(KnownDateForm):
    """Some of a report's fields, always bound: to what was posted, or to what is stored.

    Only a country and a date are asked of a draft.
    """

    data: QueryDict
    date = KnownDateField(
        label=gettext_lazy("Date of the change"),
        help_text=gettext_lazy("As exactly as it is known: a day (2021-12-31), a month (2021-12) or a year (2021)."),
        error_messages={
            "required": gettext_lazy("Write when the change happened: 2021, 2021-12 or 2021-12-31. A year is enough.")
        },
    )

    class Meta:
        model = Result
        fields = ("country", "cpo", "date", "language", *LONG_TEXTS, "indicator", "step")

    def __init__(self, data: QueryDict, *, around: Around, names: Collection[str]) -> None:
        super().__init__(data, instance=around.result, use_required_attribute=False)
        self._around, self._country = around, around.result.country_id
        self.fields |= self._choosing()
        self.fields = {name: self.fields[name] for name in names}
        for name in self.fields.keys() & _LINES.keys():
            self.fields[name].widget.attrs |= {"lang": around.result.language, "rows": _LINES[name]}
        if "language" in self.fields:
            self.fields["language"].help_text = _("In which language the texts of this report are written.")

    def clean_country(self) -> Country:
        country: Country = self.cleaned_data["country"]
        if country.pk != self._country and not permissions.may_in(self._around.by, Act.WRITE, country):
            raise ValidationError(
                _("You do not have the right to write reports of %(country)s. Choose one of your countries.")
                % {"country": country}
            )
        return country

    def add_error(self, field: str | None, error: Any) -> None:
        """Beside its field, or where this page does not show that, beside the field it contradicts or above all."""
        by_field = getattr(error, "error_dict", None) or {field: error}
        for name, several in by_field.items():
            beside = name if name in self.fields else _BESIDE.get(name or "")
            super().add_error(beside if beside in self.fields else None, several)

    def leave_unjudged(self) -> None:
        """Show what is typed without a word on what is wrong with it."""
        self._errors = ErrorDict()

    def validate_unique(self) -> None:
        """The reference is not entered here."""

    def validate_constraints(self) -> None:
        """Those of this table speak of columns that are not entered here; the database holds to them."""

    def _get_validation_exclusions(self) -> set[str]:
        # What was chosen from the vocabularies exists; the model would ask the database once more for each.
        others: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # the stubs do not know it
        return others | _ONE.keys()

    def _choosing(self) -> dict[str, forms.Field]:
        """The fields that choose from a vocabulary."""
        around, offers = self._around, self._offers()
        find, links = around.vocabularies.find, around.now["links"] if around.now else {}
        fields: dict[str, forms.Field] = {}
        for name, (model, widget) in _ONE.items():
            stored = getattr(around.result, name) if getattr(around.result, f"{name}_id") else None
            choosing = of_model(Result, name, widget=widget, required=name == "country", choices=getattr(offers, name))
            fields[name] = OneOf(find(model), stored=stored, **choosing)
        for name, model in _SEVERAL.items():
            choosing = of_model(Result, name, choices=getattr(offers, name))
            fields[name] = SeveralOf(find(model), stored=links.get(name, ()), **choosing)
        fields["country"].error_messages["required"] = _("Choose the country in which the change happened.")
        return fields

    def _offers(self) -> Offers:
        """The lists for the country and date as they are typed at this moment."""
        typed = {name: self._typed_keys(name) for name in (*_ONE, *_SEVERAL)}
        return Offers(
            self._around.vocabularies,
            by=self._around.by,
            country=next(iter(typed["country"]), self._around.result.country_id),
            year=year_of(self.data, self._around.result),
            chosen=typed,
        )

    def _typed_keys(self, name: str) -> list[int]:
        keys = (key_of(value) for value in self.data.getlist(name))
        return [key for key in keys if key is not None]
