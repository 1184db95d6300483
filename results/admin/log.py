"""The log: who did what to which result, and when. Only ever added to, by the actions."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from countries.administration import ReadOnlyPermissions, WorkspaceAdmin
from results import history
from results.admin.filters import CountryOfResultFilter, PersonFilter
from results.models import Event, Result


@admin.register(Event)
class EventAdmin(ReadOnlyPermissions, WorkspaceAdmin):
    """Every act on the results of her countries, the latest first."""

    help_text = _("Who wrote, changed, imported, published or withdrew what, and when.")
    place = 30
    list_display = ("at", "act", "result_link", "by", "version")
    list_display_links = ("at",)
    list_filter = ("act", CountryOfResultFilter, PersonFilter)
    list_select_related = ("result", "by")
    search_fields = ("result__reference", "result__summary", "by__name", "by__email")
    date_hierarchy = "at"
    ordering = ("-at", "-pk")
    actions = None
    fields = ("result_link", "act", "by", "at", "version", "changes")
    readonly_fields = ("result_link", "changes")

    @admin.display(description=_("result"), ordering="result__reference")
    def result_link(self, event: Event) -> SafeString:
        address = reverse("admin:results_result_change", args=[event.result_id])
        return format_html('<a href="{}">{}</a>', address, event.result.reference)

    @admin.display(description=_("changes"))
    def changes(self, event: Event) -> str:
        [(_event, changes)] = history.tell([event])
        return render_to_string("admin/results/result/changes.html", {"changes": changes})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).filter(result__in=Result.objects.visible_to(request.user))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Event:
        event: Event | None = super().get_object(request, object_id, from_field)
        if event is None:
            raise Http404
        return event
