"""What hangs on a report and is written with it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from countries.administration import PlainChoices, Stacked
from countries.models import User
from indicators.models import Driver
from results import permissions
from results.checks import foreign_driver
from results.forms import ContributionForm
from results.models import Contribution, DriverText, Evidence, Result, ResultSdgLink
from results.permissions import Act
from sdg_links.texts import PlainTextField

if TYPE_CHECKING:
    _FormSet = forms.BaseInlineFormSet[Any, Result, Any]
else:
    _FormSet = forms.BaseInlineFormSet


class PartFormSet(_FormSet):
    """Forms for parts of one report, in the language of the report."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        texts = {field.name for field in form._meta.model._meta.fields if isinstance(field, PlainTextField)}
        for name in texts & form.fields.keys():
            form.fields[name].widget.attrs["lang"] = self.instance.language

    def kept_forms(self) -> list[Any]:
        """The forms that say something valid and are not to be removed."""
        gone = self.deleted_forms
        return [form for form in self.forms if form not in gone and getattr(form, "cleaned_data", None)]


class DriverTextFormSet(PartFormSet):
    """Refuses drivers of another biennium, and two texts on one driver."""

    def clean(self) -> None:
        year = self.instance.date.year if self.instance.date else None
        known = set(Driver.objects.filter(biennia__start_year=year - year % 2)) if year else None
        seen = set()
        for form in self.kept_forms():
            driver = form.cleaned_data.get("driver")
            if driver in seen:
                form.add_error("driver", _("This report already has a text on this driver. Add to that one."))
            elif driver and year and known is not None and driver not in known:
                form.add_error("driver", foreign_driver(driver, year))
            seen.add(driver)
        super().clean()


class SdgLinkFormSet(PartFormSet):
    """Refuses more targets than a reader believes, and one target or goal twice."""

    def clean(self) -> None:
        for name in ("target", "goal"):
            seen = set()
            for form in self.kept_forms():
                linked = form.cleaned_data.get(name)
                if linked is not None and linked in seen:
                    form.add_error(
                        name,
                        _("This result already links to %(linked)s. Remove one of the two.") % {"linked": linked},
                    )
                seen.add(linked)
        super().clean()
        ResultSdgLink.check_number_of_targets(
            [form.cleaned_data["target"] for form in self.kept_forms() if form.cleaned_data.get("target")]
        )


class SdgLinkForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes none at run time
    """A link to a goal or a target."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if target := self.fields.get("target"):
            target.error_messages["invalid_choice"] = _(
                "This is not an SDG target. A target has a code such as 8.3 or 1.a; 8.3.1 is the code of an indicator."
            )


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes none at run time
    """A title and an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The model's own sentence, which a form field does not take over by itself.
        if url := self.fields.get("url"):
            url.error_messages["invalid"] = Evidence._meta.get_field("url").error_messages["invalid"]


class PartInline(PlainChoices, Stacked):
    """Whoever may write a report may write its parts; whoever may read it sees them."""

    formset = PartFormSet
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Result | None = None) -> bool:
        return obj is None or obj.pk is None or permissions.may(request.user, Act.READ, obj)

    def has_change_permission(self, request: HttpRequest, obj: Result | None = None) -> bool:
        if obj is None or obj.pk is None:
            return isinstance(request.user, User) and permissions.may_anywhere(request.user, Act.WRITE)
        return permissions.may(request.user, Act.WRITE, obj)

    def has_add_permission(self, request: HttpRequest, obj: Result | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Result | None = None) -> bool:
        return self.has_change_permission(request, obj)


class DriverTextInline(PartInline):
    model = DriverText
    formset = DriverTextFormSet
    fields = ("driver", "text")
    verbose_name_plural = _("Gender equality and other policy drivers")


class SdgLinkInline(PartInline):
    model = ResultSdgLink
    form = SdgLinkForm
    formset = SdgLinkFormSet
    fields = (("target", "goal"), "reason")
    autocomplete_fields = ("target", "goal")
    verbose_name_plural = _("Sustainable Development Goals")


class ContributionInline(PartInline):
    model = Contribution
    form = ContributionForm
    verbose_name = _("contribution")
    verbose_name_plural = _("Single contributions")

    @admin.display(description=_("date"))
    def date_in_words(self, contribution: Contribution) -> str:
        return contribution.known_date.in_words() if contribution.known_date else "–"

    def get_fields(self, request: HttpRequest, obj: Result | None = None) -> Any:
        date = "date" if self.has_change_permission(request, obj) else "date_in_words"
        return (("kind", date, "quantity"), "description", ("women", "men", "participants"))

    def get_readonly_fields(self, request: HttpRequest, obj: Result | None = None) -> Any:
        return () if self.has_change_permission(request, obj) else ("date_in_words",)


class EvidenceInline(PartInline):
    model = Evidence
    form = EvidenceForm
    fields = ("title", "url", "is_public")


def describe(part: models.Model) -> str:
    """A part of a report in one line, for the log."""
    names = {"id", "result"}
    said = [(f.verbose_name, getattr(part, f.name)) for f in part._meta.fields if f.name not in names]
    return "; ".join(f"{label}: {value}" for label, value in said if value not in (None, ""))
