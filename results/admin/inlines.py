"""What hangs on a report and is written with it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from countries.administration import PlainChoices, Stacked
from countries.models import User
from indicators.models import Driver
from results import permissions
from results.desk.files.forms import EvidenceForm
from results.forms import ContributionForm
from results.models import Contribution, DriverText, Evidence, Result, ResultSdgLink
from results.part_forms import refuse_drivers, refuse_links_twice, refuse_too_many_targets
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
        refuse_drivers(self.kept_forms(), year, known)
        super().clean()


class SdgLinkFormSet(PartFormSet):
    """Refuses more targets than a reader believes, and one target or goal twice."""

    def clean(self) -> None:
        refuse_links_twice(self.kept_forms())
        super().clean()
        refuse_too_many_targets(self.kept_forms())


class SdgLinkForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes none at run time
    """A link to a goal or a target."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if target := self.fields.get("target"):
            target.error_messages["invalid_choice"] = _(
                "This is not an SDG target. A target has a code such as 8.3 or 1.a; 8.3.1 is the code of an indicator."
            )


class EvidenceInlineForm(EvidenceForm):
    """An address or a file; the screen has one box for removing the evidence, and with it the file."""

    token = None  # type: ignore[assignment]  # so a form leaves out a field of the one it comes from
    removes_file = None  # type: ignore[assignment]  # as above


class NewEvidenceForm(EvidenceInlineForm):
    """An address: a file is kept with a stored report, so a new one has its files added once it is there."""

    upload = None  # type: ignore[assignment]  # as above


class EvidenceFormSet(PartFormSet):
    """Stores the files that came along once everything is valid."""

    def keep_files(self, *, by: User) -> None:
        for form in self.kept_forms():
            form.keep_file(self.instance, by=by)


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
    form = EvidenceInlineForm
    formset = EvidenceFormSet

    @admin.display(description=_("file stored"))
    def file_stored(self, evidence: Evidence) -> SafeString | str:
        if evidence.file is None:
            return "–"
        size = filesizeformat(evidence.file.size)
        return format_html('<a href="{}"><bdi>{}</bdi></a> ({})', evidence.file.get_absolute_url(), evidence.file, size)

    def get_formset(self, request: HttpRequest, obj: Result | None = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, **{"form": self.form if obj else NewEvidenceForm, **kwargs})

    def get_fields(self, request: HttpRequest, obj: Result | None = None) -> Any:
        new_file = ("upload",) if obj and self.has_change_permission(request, obj) else ()
        stored_file = ("file_stored",) if obj else ()
        return ("title", "proves", "url", *stored_file, *new_file, "is_public")

    def get_readonly_fields(self, request: HttpRequest, obj: Result | None = None) -> Any:
        return ("file_stored",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("file")
