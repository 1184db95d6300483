"""The screen on which reports are written: the printed record's order, and no way past the actions."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.administration import WorkspaceAdmin
from indicators.models import Indicator
from results import actions, permissions
from results.actions import Entry
from results.admin import filters, screens
from results.admin.inlines import (
    ContributionInline,
    DriverTextInline,
    EvidenceFormSet,
    EvidenceInline,
    SdgLinkInline,
)
from results.forms import ResultForm
from results.models import Result
from results.permissions import Act, countries_open_to
from results.revisions import LINKS

# Which fieldset comes before which inlines, so that the form reads as the record does.
_SECTIONS: list[tuple[Any, Any, tuple[Any, ...]]] = [
    (gettext_lazy("Where and when"), {"fields": (("country", "cpo"), ("date", "language"))}, ()),
    (gettext_lazy("Result achieved"), {"fields": ("step", "indicator", "further_indicators")}, ()),
    (gettext_lazy("Linked projects"), {"fields": ("projects",)}, ()),
    (gettext_lazy("Outcome"), {"fields": ("summary", "outcome_achieved")}, ()),
    (gettext_lazy("Contribution"), {"fields": ("contribution",)}, (DriverTextInline, SdgLinkInline)),
    (gettext_lazy("Partnership"), {"fields": ("partnerships", "partners")}, ()),
    (gettext_lazy("Topics"), {"fields": ("topics",)}, (ContributionInline, EvidenceInline)),
]


@admin.register(Result)
class ResultAdmin(WorkspaceAdmin):
    """Reports as they are written. Readers see their publications, never these."""

    help_text = gettext_lazy("Write reports, correct them, publish what others wrote.")
    place = 10
    form = ResultForm
    fieldsets = tuple((name, options) for name, options, _inlines in _SECTIONS)
    inlines = tuple(inline for _name, _options, inlines in _SECTIONS for inline in inlines)
    autocomplete_fields = ("cpo", "indicator", "further_indicators", "projects", "partners")
    list_display = (
        "reference",
        "country",
        "date_known",
        "short_summary",
        "indicator_code",
        "step_number",
        "state",
        "is_public",
    )
    list_display_links = ("reference",)
    list_filter = (
        filters.CountryFilter, "country__region", filters.BienniumFilter, filters.YearFilter,
        filters.PolicyOutcomeFilter, filters.IndicatorFilter, filters.StepFilter, "state", filters.PublishedFilter,
        "language", filters.TopicFilter, "partnerships", filters.GoalFilter,
    )  # fmt: skip
    list_select_related = ("country", "indicator__policy_outcome__biennium", "step")
    search_fields = (
        "reference", "summary", "outcome_achieved", "contribution", "driver_texts__text", "country__name", "cpo__code",
    )  # fmt: skip
    search_help_text = gettext_lazy("In references, all texts, country names in any language, and CPO codes.")
    date_hierarchy = "date"
    ordering = ("-date", "-reference")
    actions = None
    save_on_top = True

    @admin.display(description=gettext_lazy("date"), ordering="date")
    def date_known(self, result: Result) -> str:
        return result.known_date.in_words() if result.known_date else "–"

    @admin.display(description=gettext_lazy("outcome summary"))
    def short_summary(self, result: Result) -> SafeString:
        text = Truncator(result.summary).words(14) or _("not written yet")
        return format_html('<span lang="{}" dir="auto">{}</span>', result.language, text)

    @admin.display(description=gettext_lazy("indicator"), ordering="indicator__code")
    def indicator_code(self, result: Result) -> SafeString | str:
        if result.indicator is None:
            return "–"
        return format_html('<bdi dir="ltr">{} ({})</bdi>', result.indicator.code, result.indicator.biennium)

    @admin.display(description=gettext_lazy("step"), ordering="step__number")
    def step_number(self, result: Result) -> str:
        return str(result.step.number) if result.step else "–"

    @admin.display(description=gettext_lazy("published"), boolean=True, ordering="is_published")
    def is_public(self, result: Result) -> bool:
        return bool(result.is_published)  # type: ignore[attr-defined]  # with_publication_state adds it

    def get_queryset(self, request: HttpRequest) -> QuerySet[Result]:
        return Result.objects.visible_to(request.user).with_publication_state()

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Result:
        # Another country's report and one that does not exist are told apart by nobody.
        result: Result | None = super().get_object(request, object_id, from_field)
        if result is None:
            raise Http404
        return result

    def has_view_permission(self, request: HttpRequest, obj: Result | None = None) -> bool:
        if obj is None:
            return permissions.may_anywhere(request.user, Act.READ)
        return permissions.may(request.user, Act.READ, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.may_anywhere(request.user, Act.WRITE)

    def has_change_permission(self, request: HttpRequest, obj: Result | None = None) -> bool:
        if obj is None:
            return permissions.may_anywhere(request.user, Act.WRITE)
        return permissions.may(request.user, Act.WRITE, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Result | None = None) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Result | None = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        shown = [(name, dict(options)) for name, options in self.fieldsets]
        shown[0][1]["fields"] = (("country", "cpo"), ("date_known", "language"))
        return shown

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "country":
            kwargs["queryset"] = countries_open_to(request.user, Act.WRITE)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        if db_field.related_model is Indicator:
            return Indicator.objects.with_place()
        return super().get_field_queryset(db, db_field, request)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        hers = list(countries_open_to(request.user, Act.WRITE)[:2])
        return {"country": hers[0].pk, **initial} if len(hers) == 1 else initial

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        by_model = {formset.opts.model: formset for formset in context["inline_admin_formsets"]}
        context["sections"] = [
            (fieldset, [by_model[inline.model] for inline in inlines if inline.model in by_model])
            for fieldset, (_name, _options, inlines) in zip(context["adminform"], _SECTIONS, strict=True)
        ]
        result: Result | None = context["original"]
        context.update(screens.form_context(request, result))
        if stored := context.get("stored"):
            context.update(title=stored.reference, subtitle=stored.summary)
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may_import = permissions.may_anywhere(request.user, Act.IMPORT)
        return super().changelist_view(request, {"may_import": may_import, **(extra_context or {})})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Off to the desk, where the history of a report is told once for everybody."""
        return redirect("report-history", self.get_object(request, object_id).reference)

    def save_model(self, request: HttpRequest, obj: Result, form: Any, change: bool) -> None:
        """Nothing yet: the report is written together with what the log says about its parts."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        has_news = any(name != "version" for name in form.changed_data) or any(f.has_changed() for f in formsets)
        if change and not has_news:
            return
        for formset in formsets:
            if isinstance(formset, EvidenceFormSet):
                formset.keep_files(by=request.user)  # type: ignore[arg-type]
        actions.write_many([_entry(form, formsets)], by=request.user, act=Act.WRITE)  # type: ignore[arg-type]

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Nothing: the action has written what changed into the log."""
        return []

    def log_addition(self, request: HttpRequest, obj: Result, message: Any) -> Any:
        """The action has written its own line in the log."""

    def log_change(self, request: HttpRequest, obj: Result, message: Any) -> Any:
        """The action has written its own line in the log."""


def _entry(form: Any, formsets: Any) -> Entry:
    """The report as the form and its parts have it."""
    links = {name: list(form.cleaned_data[name]) for name in LINKS if name in form.cleaned_data}
    parts: dict[str, Any] = {_name_of(formset): _kept(formset) for formset in formsets}
    return Entry(form.instance, links=links, **parts)


def _kept(formset: Any) -> list[Any]:
    gone = formset.deleted_forms
    return [f.instance for f in formset.forms if f not in gone and (f.instance.pk or f.has_changed())]


def _name_of(formset: Any) -> str:
    return str(formset.fk.remote_field.get_accessor_name())
