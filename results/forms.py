"""The form in which a report is written in the admin."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from results.dates import KnownDate, KnownDateField
from results.history import changed_fields, in_words, label
from results.models import PartnershipCategory, Result, Topic
from results.topic_choices import GroupedTopicsField

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm

LONG_TEXTS = ("summary", "outcome_achieved", "contribution")


class KnownDateForm(_ModelForm):
    """Enters ``date`` and ``date_precision`` of a model in one box."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.date:
            self.initial["date"] = self.instance.known_date

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        known = cleaned.get("date")
        if isinstance(known, KnownDate):
            cleaned["date"] = known.day
            self.instance.date_precision = known.precision
        elif "date" in cleaned:
            self.instance.date_precision = ""
        return cleaned


class ResultForm(KnownDateForm):
    """A report as an officer writes it. Only the country and the date are asked of a draft."""

    date = KnownDateField(
        label=_("Date of the change"),
        help_text=_("As exactly as it is known: a day (2021-12-31), a month (2021-12) or a year (2021)."),
    )
    topics = GroupedTopicsField(
        Topic.objects.all(),
        label=_("Topics"),
        help_text=_("What the result is about; readers find and filter results by these."),
    )
    partnerships = forms.ModelMultipleChoiceField(
        PartnershipCategory.objects.all(),
        required=False,
        label=_("In partnership"),
        help_text=_("With what kind of partners the result was reached."),
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Result
        fields = (
            "country", "cpo", "language", "step", "indicator", "further_indicators", "projects", *LONG_TEXTS,
            "partnerships", "partners", "topics",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        if "language" in self.fields:
            self.fields["language"].help_text = _("In which language the texts below are written.")
        for name in LONG_TEXTS:
            if name in self.fields:
                self.fields[name].widget.attrs["lang"] = self.instance.language

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk:
            self._refuse_to_overwrite(cleaned)
        return cleaned

    def _refuse_to_overwrite(self, cleaned: dict[str, Any]) -> None:
        """Show what somebody else changed since the form was opened; saving once more is then a choice."""
        stored = Result.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=self.instance.pk)
        if cleaned.get("version") == stored.version:
            return
        names = changed_fields(stored, since=cleaned.get("version") or 0)
        self.add_error(None, _conflict(stored, names))
        for name in names:
            if name not in self.fields or not hasattr(Result, name) or name not in cleaned:
                continue
            if (now := in_words(stored, name)) is not None and cleaned[name] != getattr(stored, name):
                sentence = _("%(person)s has stored here: “%(text)s”")
                self.add_error(name, sentence % {"person": stored.changed_by, "text": now or "–"})
        # Next time she has seen it.
        self.data = _with_version(self.data, stored)


def _with_version(data: Any, result: Result) -> Any:
    """What was posted, but with the version that has now been shown."""
    data = data.copy()
    data["version"] = str(result.version)
    return data


def _conflict(stored: Result, names: list[str]) -> str:
    sentence = _(
        "%(person)s changed this report on %(time)s, after you opened it (%(fields)s). Nothing of yours is stored yet, "
        "and all you typed is still here. Take over what you want to keep, then save again: your version then "
        "replaces the stored one."
    )
    return sentence % {
        "person": stored.changed_by,
        "time": date_format(localtime(stored.changed_at), "SHORT_DATETIME_FORMAT"),
        "fields": ", ".join(str(label(name)) for name in names) or "–",
    }


class ContributionForm(KnownDateForm):
    """One thing the organisation did."""

    date = KnownDateField(label=_("Date"), required=False)
