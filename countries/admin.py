"""The workspace's screens for countries, plans and people."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from countries.administration import VocabularyAdmin, VocabularyInline, WorkspaceAdmin, is_administrator
from countries.models import (
    CooperationFramework,
    Country,
    CountryProgrammeOutcome,
    CountryRole,
    Organisation,
    PriorityArea,
    Region,
    User,
)
from countries.people_forms import PersonChangeForm, PersonCreationForm
from countries.people_screens import WaysIn

# Roles follow countries here (CountryRole); groups of permissions would be a second, silent way to give rights.
admin.site.unregister(Group)


@admin.register(Region)
class RegionAdmin(VocabularyAdmin):
    """The regions by which results are grouped."""

    help_text = _("By which countries are grouped.")
    place = 20
    list_display = ("code", "name", "position")
    search_fields = ("code", "name")
    ordering = ("position", "code")


@admin.register(Country)
class CountryAdmin(VocabularyAdmin):
    """Countries and territories under their official short names."""

    help_text = _("Official short names in six languages, region and codes.")
    place = 10
    list_display = ("iso3", "name", "region", "is_ldc", "is_lldc", "is_sids")
    list_filter = ("region", "is_ldc", "is_lldc", "is_sids", "is_un_member")
    list_select_related = ("region",)
    search_fields = ("iso3", "iso2", "name")
    autocomplete_fields = ("region",)
    fieldsets = (
        (None, {"fields": ("name", "note", "region")}),
        (
            _("Codes"),
            {
                "fields": (("iso3", "iso2", "m49"),),
                "description": _(
                    "The ISO 3166 codes and the United Nations’ M49 code. References and CPO codes begin with the "
                    "three letters, so they never change once results exist."
                ),
            },
        ),
        (_("Population"), {"fields": (("population", "population_year"),)}),
        (_("Groups of countries"), {"fields": ("is_un_member", "ilo_member_since", "is_ldc", "is_lldc", "is_sids")}),
        (
            _("Place on the tile grid"),
            {
                "fields": (("tile_row", "tile_column"),),
                "description": _("Where the country’s tile stands on the overview, counted from the top left."),
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Country | None = None) -> tuple[str, ...]:
        # References such as TJK-2021-001 are given out with the code as it was.
        return ("iso3",) if obj and obj.results.exists() else ()


@admin.register(Organisation)
class OrganisationAdmin(VocabularyAdmin):
    """Partners and donors."""

    help_text = _("Partners and donors, known by their acronym.")
    place = 50
    list_display = ("acronym", "name", "kind")
    list_filter = ("kind",)
    search_fields = ("acronym", "name")


class PriorityAreaInline(VocabularyInline):
    model = PriorityArea
    fields = ("title", ("slug", "position"))


@admin.register(CooperationFramework)
class CooperationFrameworkAdmin(VocabularyAdmin):
    """Cooperation frameworks with their priority areas."""

    help_text = _("UNDAF, UNSDCF and DWCP of a country, with their priority areas.")
    place = 40
    list_display = ("title", "country", "kind", "start_year", "end_year")
    list_filter = ("kind", "country__region")
    list_select_related = ("country",)
    search_fields = ("title", "slug", "country__iso3", "country__name")
    autocomplete_fields = ("country",)
    fields = ("country", "kind", "title", "slug", ("start_year", "end_year"))
    inlines = (PriorityAreaInline,)


@admin.register(CountryProgrammeOutcome)
class CountryProgrammeOutcomeAdmin(VocabularyAdmin):
    """What country programmes work towards."""

    help_text = _("What a country programme works towards (CPO), for example TJK128.")
    place = 30
    list_display = ("code", "title", "country", "status")
    list_filter = ("status", "country__region")
    list_select_related = ("country",)
    search_fields = ("code", "title", "country__name")
    autocomplete_fields = ("country",)
    fields = ("country", "code", "title", "status")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        from results.permissions import Act, countries_open_to

        found, has_duplicates = super().get_search_results(request, queryset, search_term)
        asks = (request.GET.get("app_label"), request.GET.get("model_name"), request.GET.get("field_name"))
        if asks == ("results", "result", "cpo"):
            # An officer is offered the outcomes of the countries she writes for, not everybody's.
            found = found.filter(country__in=countries_open_to(request.user, Act.WRITE))
        return found, has_duplicates


class CountryRoleInline(VocabularyInline):
    model = CountryRole
    fields = (("role", "country", "region"),)
    autocomplete_fields = ("country", "region")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request)


class PeopleAdmin(WaysIn, WorkspaceAdmin, DjangoUserAdmin):  # type: ignore[type-arg]  # Django's class takes none at run time
    """People, their passwords and their roles: for administrators only."""

    help_text = _("Accounts, and the roles people hold in countries.")
    place = 60
    form = PersonChangeForm
    add_form = PersonCreationForm
    add_form_template = None
    list_display = ("name", "email", "is_active", "role_names", "last_login")
    list_filter = ("is_active", "roles__role")
    search_fields = ("name", "email")
    ordering = ("name", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined", "second_factor")
    fieldsets = (
        (None, {"fields": ("name", "email", "password", "is_active")}),
        (_("Account"), {"fields": (("date_joined", "last_login"), "second_factor")}),
    )
    add_fieldsets = ((None, {"fields": ("name", "email")}),)
    inlines = (CountryRoleInline,)

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        if user.is_superuser:
            return str(_("All rights"))
        return "; ".join(str(role) for role in user.roles.all()) or "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("roles__country", "roles__region")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj and getattr(request.user, "is_superuser", False):
            return (*fieldsets, (_("All rights"), {"fields": ("is_superuser",)}))
        return fieldsets

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        # A person is saved first; her roles are given on the page that follows.
        return self.inlines if obj else ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        # Whoever sets the password of an account with all rights holds those rights.
        is_above = obj is not None and obj.is_superuser and not getattr(request.user, "is_superuser", False)
        return is_administrator(request) and not is_above

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        # What a person wrote stays hers; somebody who has left is made inactive.
        return False


admin.site.register(User, PeopleAdmin)
