"""The workspace's screens for the framework of the Sustainable Development Goals."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from countries.administration import VocabularyAdmin, text_by_language
from sdg_links.models import Goal, SdgEntry, SdgIndicator, Target


class SdgEntryAdmin(VocabularyAdmin):
    """Our short titles can be corrected; codes and official texts are the United Nations' and are only shown."""

    @admin.display(description=_("official text"))
    def official_texts(self, entry: SdgEntry) -> SafeString | str:
        return text_by_language(entry.official_text)

    def has_add_permission(self, request: HttpRequest, obj: SdgEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SdgEntry | None = None) -> bool:
        return False


_OFFICIAL = _(
    "The official text is loaded from the United Nations’ own workbook (manage.py load_sdg) and is not edited here. "
    "Where a language has none, records show the short title."
)


@admin.register(Goal)
class GoalAdmin(SdgEntryAdmin):
    """The seventeen goals."""

    help_text = _("The seventeen goals of the 2030 Agenda.")
    place = 10
    list_display = ("number", "short_title")
    list_display_links = ("number", "short_title")
    search_fields = ("number", "short_title")
    readonly_fields = ("number", "official_texts")
    fieldsets = ((None, {"fields": ("number", "short_title", "official_texts"), "description": _OFFICIAL}),)


@admin.register(Target)
class TargetAdmin(SdgEntryAdmin):
    """The 169 targets."""

    help_text = _("The 169 targets, such as 1.3 or 1.a.")
    place = 20
    list_display = ("code", "short_title", "goal")
    list_filter = ("goal",)
    list_select_related = ("goal",)
    search_fields = ("code", "short_title", "official_text")
    ordering = ("goal__number", "position")
    readonly_fields = ("code", "goal", "official_texts")
    fieldsets = ((None, {"fields": ("code", "goal", "short_title", "official_texts"), "description": _OFFICIAL}),)


@admin.register(SdgIndicator)
class SdgIndicatorAdmin(SdgEntryAdmin):
    """The 251 indicators of the global framework."""

    help_text = _("The 251 indicators of the global framework, such as 1.3.1; not those of the results framework.")
    place = 30
    list_display = ("code", "short_title", "unsd_code")
    list_filter = ("target__goal",)
    search_fields = ("code", "short_title", "unsd_code")
    ordering = ("target__goal__number", "target__position", "position")
    readonly_fields = ("code", "target", "unsd_code", "official_texts")
    fieldsets = (
        (None, {"fields": ("code", "target", "short_title", "unsd_code", "official_texts"), "description": _OFFICIAL}),
    )
