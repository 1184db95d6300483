"""What the screens of the workspace share: a search in every language, and who keeps the vocabularies."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from countries.models import User
from results.actions import removing
from sdg_links.texts import clean_text
from sdg_links.translated import Translated, TranslatedField

if TYPE_CHECKING:
    Screen = admin.ModelAdmin[Any]
    Stacked = admin.StackedInline[Any, Any]
else:
    Screen, Stacked = admin.ModelAdmin, admin.StackedInline

MAX_SEARCH_WORDS = 12


def is_colleague(request: HttpRequest) -> bool:
    """Whether whoever asks holds any role."""
    return isinstance(request.user, User) and request.user.is_staff


def is_administrator(request: HttpRequest) -> bool:
    """Whether whoever asks keeps vocabularies and people."""
    return isinstance(request.user, User) and request.user.is_administrator


def search_lookups(model: type[models.Model], path: str) -> list[str]:
    """The look-ups for one search field: a label is looked up in each of its languages."""
    field: Any = None
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            break
        model = getattr(field, "related_model", None) or model
    if isinstance(field, TranslatedField):
        return [f"{path}__{language}__iregex" for language, _name in settings.TEXT_LANGUAGES]
    return [f"{path}__iregex"]


def words_of(question: str) -> list[str]:
    """The words of a question, as patterns that match themselves."""
    return [re.escape(word) for word in clean_text(question).replace("\0", "").split()[:MAX_SEARCH_WORDS]]


class _OnlyKeys:
    """Draws a search-and-choose box again although something that is no key was posted to it."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        keys = [key for key in value if str(key).isascii() and str(key).isdigit()]
        return super().optgroups(name, keys, attr)  # type: ignore[misc]  # the admin's own widget


class ChooseOne(_OnlyKeys, AutocompleteSelect):
    """Choose one by typing a part of it."""


class ChooseSeveral(_OnlyKeys, AutocompleteSelectMultiple):
    """Choose several by typing a part of each."""


class PlainChoices:
    """Choosing something does not offer to add or change it: vocabularies have screens, and keepers, of their own."""

    admin_site: admin.AdminSite
    autocomplete_fields: ClassVar[Any]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", ChooseOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # the admin's own

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", ChooseSeveral(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]  # the admin's own

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # the admin's own
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class WorkspaceAdmin(PlainChoices, Screen):
    """A screen that finds what is typed in any language and any case, alike on both databases.

    Patterns are used because SQLite's LIKE knows the capitals of ASCII only, so that "таджикистан" would find
    nothing there. ``help_text`` says on the first page of the workspace what the list holds.
    """

    help_text: str | Promise = ""
    place: int = 50
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    view_on_site = False

    class Media:
        js = ("js/choice_labels.js",)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        lookups = [lookup for path in self.search_fields for lookup in search_lookups(self.model, path)]
        for word in words_of(search_term):
            queryset = queryset.filter(Q.create([(lookup, word) for lookup in lookups], connector=Q.OR))
        return queryset, any("__iregex" in lookup and self._is_many(lookup) for lookup in lookups)

    def _is_many(self, lookup: str) -> bool:
        first = self.model._meta.get_field(lookup.split("__")[0])
        return bool(first.many_to_many or first.one_to_many)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_colleague(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, "list_help": self.help_text, **(extra_context or {})})


class VocabularyPermissions:
    """Everybody with a role sees a vocabulary, because forms are filled in from it; administrators keep it."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_colleague(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request)


class VocabularyAdmin(VocabularyPermissions, WorkspaceAdmin):
    """A vocabulary: codes and their labels in several languages. What a report refers to is not deleted."""

    def get_deleted_objects(self, objs: Iterable[models.Model], request: HttpRequest) -> Any:
        deletable, counts, missing, protected = super().get_deleted_objects(objs, request)  # type: ignore[arg-type]  # a list or a queryset
        linked = [change_link(result, str(result)) for entry in objs for result in removing.reports_linked_to(entry)]
        return deletable, counts, missing, [*protected, *linked]

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        removing.remove_entry(obj, by=request.user)  # type: ignore[arg-type]  # signed in by admin_view

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        for entry in queryset:
            self.delete_model(request, entry)


class VocabularyInline(PlainChoices, VocabularyPermissions, Stacked):
    """What belongs to an entry of a vocabulary and is edited with it."""

    extra = 0


class ReadOnlyPermissions:
    """Nobody changes what this screen shows; those with a role may look."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_colleague(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def text_by_language(text: Translated) -> SafeString | str:
    """A label in all its languages, each marked as what it is; a dash where there is none."""
    names = dict(settings.TEXT_LANGUAGES)
    rows = [(names.get(code, code), code, words) for code, words in text.items() if words]
    if not rows:
        return "–"
    inner = format_html_join("", '<dt>{}</dt><dd lang="{}" dir="auto">{}</dd>', rows)
    return format_html('<dl class="by-language">{}</dl>', inner)


def change_link(obj: models.Model, text: str) -> SafeString:
    """A link to the screen on which something is seen or changed."""
    address = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
    return format_html('<a href="{}">{}</a>', address, text)
