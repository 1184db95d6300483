"""What has been published, to be looked at: nobody changes a publication."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from countries.administration import ReadOnlyPermissions, WorkspaceAdmin
from results.admin.filters import BienniumOfPublication, CountryFilter, PublicationStateFilter
from results.models import Publication
from results.permissions import Act, countries_open_to


@admin.register(Publication)
class PublicationAdmin(ReadOnlyPermissions, WorkspaceAdmin):
    """Every version of every record of her countries, with the document as it was published."""

    help_text = _("Every version readers have seen, as it was published.")
    place = 20
    list_display = ("reference", "number", "country", "date_known", "short_summary", "published_at", "standing")
    list_display_links = ("reference", "number")
    list_filter = (CountryFilter, "country__region", BienniumOfPublication, PublicationStateFilter, "language")
    list_select_related = ("country",)
    search_fields = ("reference", "summary", "country__name", "cpo__code")
    date_hierarchy = "published_at"
    ordering = ("-published_at", "reference")
    actions = None
    fieldsets = (
        (
            _("Version"),
            {"fields": ("reference", "number", "record", "standing", ("published_at", "published_by"), "ending")},
        ),
        (_("Counted by"), {"fields": ("country", "cpo", "date_known", "biennium", "indicator", "step", "language")}),
        (_("Document"), {"fields": ("summary", "document_text"), "classes": ("collapse",)}),
    )

    @admin.display(description=_("date"), ordering="date")
    def date_known(self, publication: Publication) -> str:
        return publication.known_date.in_words()

    @admin.display(description=_("outcome summary"))
    def short_summary(self, publication: Publication) -> SafeString:
        text = Truncator(publication.summary).words(14)
        return format_html('<span lang="{}" dir="auto">{}</span>', publication.language, text)

    @admin.display(description=_("standing"))
    def standing(self, publication: Publication) -> str:
        if publication.withdrawn_at:
            return str(_("withdrawn"))
        return str(_("superseded") if publication.superseded_at else _("current"))

    @admin.display(description=_("ended"))
    def ending(self, publication: Publication) -> Any:
        if publication.withdrawn_at:
            return f"{publication.withdrawn_by}: {publication.withdrawal_reason}"
        return publication.superseded_at or "–"

    @admin.display(description=_("record"))
    def record(self, publication: Publication) -> SafeString:
        return format_html('<a href="{}">{}</a>', publication.get_absolute_url(), publication)

    @admin.display(description=_("document"))
    def document_text(self, publication: Publication) -> SafeString:
        text = json.dumps(publication.document, ensure_ascii=False, indent=2)
        return format_html('<pre class="document" dir="ltr" tabindex="0">{}</pre>', text)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return super().get_queryset(request).filter(country__in=countries_open_to(request.user, Act.READ))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Publication:
        publication: Publication | None = super().get_object(request, object_id, from_field)
        if publication is None:
            raise Http404
        return publication
