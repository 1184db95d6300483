"""The workspace's screens for the words by which results are sorted and found."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from countries.administration import VocabularyAdmin
from results.models import ContributionKind, PartnershipCategory, Project, Topic


@admin.register(Project)
class ProjectAdmin(VocabularyAdmin):
    """Development cooperation projects."""

    help_text = _("Development cooperation projects, with donors, dates and budget.")
    place = 40
    list_display = ("code", "title", "starts_on", "ends_on", "currency", "budget")
    list_filter = ("currency", "donors")
    search_fields = ("code", "title")
    autocomplete_fields = ("countries", "donors")
    fieldsets = (
        (None, {"fields": ("code", "title", "countries", "donors")}),
        (_("Dates and money"), {"fields": (("starts_on", "ends_on"), ("currency", "budget", "spent"))}),
    )


@admin.register(Topic)
class TopicAdmin(VocabularyAdmin):
    """Topics in their four facets."""

    help_text = _("By which readers find results, in four facets.")
    place = 50
    list_display = ("name", "facet", "code", "position")
    list_filter = ("facet",)
    search_fields = ("code", "name")
    ordering = ("facet", "position", "code")


@admin.register(PartnershipCategory)
class PartnershipCategoryAdmin(VocabularyAdmin):
    """Kinds of partnership."""

    help_text = _("With what kind of partners results are reached.")
    place = 60
    list_display = ("name", "code", "position")
    search_fields = ("code", "name")


@admin.register(ContributionKind)
class ContributionKindAdmin(VocabularyAdmin):
    """Kinds of contribution."""

    help_text = _("What the organisation does: advice, training, assessments.")
    place = 70
    list_display = ("name", "code", "position")
    search_fields = ("code", "name")
