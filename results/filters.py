"""How lists of publications are narrowed: filters that live in the address, and their description in words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat, StrIndex
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from results.facets import VOCABULARIES, Choices, Entry, Facets
from results.languages import TextLanguage
from results.models import Publication
from results.querysets import PublicationQuerySet
from results.search import search

MAX_QUESTION = 200
# Some addresses are typed by hand, in capitals.
_LOWER_CASE = ("country", "region", "cpo", "language")
ORDERS = [("oldest", gettext_lazy("Oldest first")), ("country", gettext_lazy("By country"))]


def tidy(asked: QueryDict) -> QueryDict:
    """The same address without what was left empty, and with codes as they are written here."""
    kept = asked.copy()
    for name, values in asked.lists():
        value = values[-1].strip()
        if value:
            kept[name] = value.lower() if name in _LOWER_CASE else value
        else:
            del kept[name]
    return kept


class Select(forms.Select):
    """A list to choose from, written at once: a template for each of hundreds of options takes too long."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        chosen = self.format_value(value)
        shown = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        options = "".join(
            f'<optgroup label="{escape(key)}">{_options(label, chosen)}</optgroup>'
            if isinstance(label, list | tuple)
            else _options([(key, label)], chosen)
            for key, label in self.choices
        )
        return mark_safe(f"<select{shown}>{options}</select>")  # noqa: S308 - every part is escaped


def _options(choices: Iterable[tuple[Any, Any]], chosen: list[str]) -> str:
    return "".join(
        f'<option value="{escape(value)}"{" selected" if str(value) in chosen else ""}>{escape(label)}</option>'
        for value, label in choices
    )


class OneOf(django_filters.ChoiceFilter):
    """Narrows by one of a few values."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"empty_label": gettext_lazy("All"), "widget": Select, **options})


class EntryFilter(OneOf):
    """Narrows by one entry of the vocabulary of its name (results/facets.py)."""

    def offer(self, choices: Choices, entries: Mapping[str, Entry]) -> None:
        """Fill in what can be chosen, once that is known."""
        self.extra["choices"] = choices
        self.entries = entries

    def filter(self, publications: PublicationQuerySet, value: str) -> PublicationQuerySet:
        if not value:
            return publications
        return publications.filter(**{VOCABULARIES[self.field_name].field: self.entries[value].pk})


class PublicationFilter(django_filters.FilterSet):
    """Publications by what they are about; the values are natural keys, so addresses can be read and written."""

    q = django_filters.CharFilter(
        method="with_words",
        label=gettext_lazy("Words"),
        max_length=MAX_QUESTION,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    country = EntryFilter(label=gettext_lazy("Country"))
    region = EntryFilter(label=gettext_lazy("Region"))
    biennium = EntryFilter(label=gettext_lazy("Biennium"))
    year = OneOf(field_name="date__year", label=gettext_lazy("Year"))
    step = EntryFilter(label=gettext_lazy("Achievement step"))
    outcome = EntryFilter(label=gettext_lazy("Policy outcome"))
    indicator = EntryFilter(label=gettext_lazy("Indicator"))
    topic = EntryFilter(label=gettext_lazy("Topic"))
    goal = EntryFilter(label=gettext_lazy("SDG goal"))
    target = EntryFilter(label=gettext_lazy("SDG target"))
    partnership = EntryFilter(label=gettext_lazy("In partnership"))
    language = OneOf(choices=TextLanguage.choices, label=gettext_lazy("Language of the texts"))
    # Linked to from other pages; too many to choose from a list.
    cpo = django_filters.CharFilter(
        field_name="cpo__code",
        lookup_expr="iexact",
        label=gettext_lazy("Country programme outcome"),
        validators=[RegexValidator(r"^[A-Za-z]{3}[0-9]{3,5}\Z")],
        widget=forms.HiddenInput,
    )
    project = django_filters.CharFilter(
        field_name="projects__code", label=gettext_lazy("Project"), max_length=30, widget=forms.HiddenInput
    )
    partner = django_filters.CharFilter(
        field_name="partners__acronym",
        lookup_expr="iexact",
        label=gettext_lazy("Partner"),
        max_length=40,
        widget=forms.HiddenInput,
    )
    order = OneOf(
        method="in_order", label=gettext_lazy("Order"), choices=ORDERS, empty_label=gettext_lazy("Newest first")
    )

    class Meta:
        model = Publication
        fields: list[str] = []

    def __init__(self, data: Mapping[str, str], publications: PublicationQuerySet) -> None:
        super().__init__(data, publications, prefix=None)
        self.facets = Facets(publications, data)
        for name in VOCABULARIES:
            self.filters[name].offer(self.facets.choices(name), self.facets.entries[name])
        self.filters["year"].extra["choices"] = [(year, year) for year in self._years()]

    def with_words(self, publications: PublicationQuerySet, name: str, value: str) -> PublicationQuerySet:
        return search(publications, value)

    def in_order(self, publications: PublicationQuerySet, name: str, value: str) -> PublicationQuerySet:
        if value == "oldest":
            return publications.order_by("date", "published_at", "reference")
        # Names are sorted here, as the reader's language has them; databases put letters with accents elsewhere.
        # The place of a key in one text is found in a tenth of the time of a CASE with two hundred branches.
        countries = [self.facets.entries["country"][key].pk for key, _label in self.facets.choices("country")]
        keys = Value("".join(f",{pk}" for pk in countries) + ",")
        place = StrIndex(keys, Concat(Value(","), Cast("country", CharField()), Value(",")))
        return publications.order_by(place, "-date", "-published_at", "reference")

    @property
    def publications(self) -> PublicationQuerySet:
        """What is left when every filter that could be read has been applied."""
        narrowed: PublicationQuerySet = self.qs
        return narrowed

    @property
    def filtered_by(self) -> list[dict[str, Any]]:
        """The filters that are on, in words: [{"label", "value", "without"}]; ``without`` changes the address."""
        return [
            {
                "label": self.filters[name].label,
                "value": self._in_words(name, str(value)),
                "without": {name: None, "page": None},
            }
            for name, value in self._chosen.items()
            if value and name != "order"
        ]

    @property
    def problems(self) -> list[str]:
        """A sentence for each filter in the address that could not be read; the list is not narrowed by it."""
        return [self._problem(name) for name in self.form.errors]

    @property
    def _chosen(self) -> dict[str, Any]:
        self.is_valid()
        chosen: dict[str, Any] = self.form.cleaned_data
        return chosen

    def _years(self) -> list[str]:
        """The years of the biennia on offer, and the one in the address, latest first."""
        years = {str(int(code[:4]) + n) for code in self.facets.entries["biennium"] for n in (0, 1)}
        if re.fullmatch(r"(19|20)[0-9]{2}", asked := self.data.get("year", "")):
            years.add(asked)
        return sorted(years, reverse=True)

    def _in_words(self, name: str, value: str) -> str:
        if name in VOCABULARIES:
            return self.facets.entries[name][value].label
        if name == "language":
            return str(TextLanguage(value).label)
        return value.upper() if name == "cpo" else value

    def _problem(self, name: str) -> str:
        value = Truncator(self.data.get(name, "").replace("\0", "")).chars(40)
        if name == "q":
            return _("This search is too long. Look for a few words, up to %(limit)s characters in all.") % {
                "limit": MAX_QUESTION
            }
        return _("%(filter)s: “%(value)s” is not known here, so the list is not narrowed by it.") % {
            "filter": self.filters[name].label,
            "value": value,
        }
