"""A kind that stores one model: declared by its columns and key, judged, written and taken back alike."""

import hashlib
from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource, modelresource_factory

from countries.models import User
from results.imports.kinds.column import Column
from results.imports.kinds.kind import Kept, Kind, Planning, Writing
from results.imports.kinds.lookups import Lookups, Vocabulary
from results.imports.kinds.plain import judging, storing, taking_back
from results.imports.kinds.plain.columns import STATE, Parent, StoredColumn
from results.imports.rows import PlannedRow, Reading
from results.models import ImportBatch, ImportRow

Key = tuple[Any, ...]
# Column, rule, sentence.
Refusal = tuple[str, str, str]


def near(vocabulary: Vocabulary, text: str, column: str) -> Iterator[Refusal]:
    """A note where a new entry goes by what, but for capitals, accents and signs, means another one already."""
    if text and vocabulary.knows(text):
        yield (
            column,
            "near-duplicate",
            _(
                "“%(text)s” reads like something that is here already. If it is the same, write it as it is "
                "written here; if not, leave it so and it is added."
            )
            % {"text": text},
        )


class ModelKind(Kind):
    """Rows of one model. Administrators keep it, as in the workspace.

    ``key`` names the fields by which an entry is recognised, ``optional`` those of them that may be empty.
    ``vocabulary`` is the look-up in which later sheets find what this one brings.
    """

    model: ClassVar[type[models.Model]]
    key: ClassVar[tuple[str, ...]]
    optional: ClassVar[frozenset[str]] = frozenset()
    parent: ClassVar[Parent | None] = None
    vocabulary: ClassVar[str] = ""
    # What the cells read beyond the entries that the model names itself.
    further_paths: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def declare(self) -> Iterable[StoredColumn]:
        """The columns, in the order of the template."""

    def fill(self, reading: Reading, planning: Planning) -> None:
        """Fill in what a row leaves to be understood from its other cells."""

    def refusals(self, instance: Any, reading: Reading, planning: Planning) -> Iterator[Refusal]:
        """What is wrong with an entry as it would be, beyond the rules of its model."""
        return iter(())

    def notes(self, instance: Any, reading: Reading, planning: Planning) -> Iterator[Refusal]:
        """What is worth a look in a new entry: that another one has nearly the same code."""
        if self.vocabulary:
            vocabulary: Vocabulary = getattr(planning.lookups, self.vocabulary)
            yield from near(vocabulary, self.promised(instance)["key"], self.key[-1])

    def promised(self, instance: Any) -> dict[str, Any]:
        """What later sheets may ask of a new entry: "key", by which it is found, "names", and attributes."""
        return {}

    def before_create(self, instance: Any) -> None:
        """Set what no sheet may say."""

    def why_kept(self, instances: Sequence[Any], *, by: User) -> dict[Any, str]:
        """Why new entries are not taken back, beside that something refers to them: sentences by primary key."""
        return {}

    def may_read(self, user: User) -> bool:
        """Whoever holds a role sees vocabularies, since forms are filled in from them."""
        return user.is_staff

    @cached_property
    def stored_columns(self) -> dict[str, StoredColumn]:
        """The columns by name."""
        return {column.name: column for column in self.declare()}

    @cached_property
    def key_columns(self) -> list[StoredColumn]:
        """The columns that hold the key."""
        return [column for column in self.stored_columns.values() if column.field_name in self.key]

    @cached_property
    def resource(self) -> ModelResource:
        """The contract of the sheet as django-import-export knows it: it reads, cleans and writes the cells."""
        fields = {name: Field(column.attribute, name, column.widget) for name, column in self.stored_columns.items()}
        options = {"fields": list(fields), "import_id_fields": [column.name for column in self.key_columns]}
        return modelresource_factory(self.model, meta_options=options, custom_fields=fields)()

    @cached_property
    def own_fields(self) -> list[Any]:
        """The model's own fields that the columns fill, foreign keys among them."""
        names = dict.fromkeys([*self.key, *(column.field_name for column in self.filling)])
        fields: list[Any] = [self.model._meta.get_field(name) for name in names]
        return [field for field in fields if not field.many_to_many]

    @cached_property
    def links(self) -> list[Any]:
        """The model's links to several others that the columns fill."""
        return [field for field in self.model._meta.many_to_many if field.name in {c.field_name for c in self.filling}]

    def field_of(self, column: str) -> Any:
        """The field of a column of a payload: own columns by their name in the table, links by their own."""
        return self._fields[column]

    @cached_property
    def _fields(self) -> dict[str, Any]:
        return {field.attname: field for field in self.own_fields} | {field.name: field for field in self.links}

    @cached_property
    def filling(self) -> list[StoredColumn]:
        """The columns that fill a field, without those that only name what an entry belongs to."""
        parent = self.parent.attribute if self.parent else ""
        return [column for column in self.stored_columns.values() if column.field_name != parent]

    @cached_property
    def show_cells(self) -> list[Callable[[Any], str]]:
        """What writes each cell of an entry, in the order of the columns."""
        return [self.resource.fields[name].export for name in self.stored_columns]

    def named_by(self, name: str) -> str:
        """Under which name the values of a reading hold a field of the key."""
        return next((column.name for column in self.filling if column.attribute == name), name)

    def cells(self, instance: Any) -> list[str]:
        """An entry as a row of a sheet."""
        return [show(instance) for show in self.show_cells]

    def state_of(self, instance: Any) -> str:
        """A short digest of what is stored of an entry, by which a change since an export is recognised."""
        return hashlib.sha256("\x1f".join(self.cells(instance)).encode()).hexdigest()[:16]

    def stored(self) -> models.QuerySet[Any]:
        """Entries with what their cells and their rules read."""
        paths = [field.name for field in self.own_fields if field.is_relation]
        if self.parent:
            paths.append(f"{self.parent.attribute}__country")
        paths += self.further_paths
        query = self.model._default_manager.order_by("pk")
        return query.prefetch_related(*paths, *(field.name for field in self.links))

    def key_of(self, instance: Any) -> Key:
        """The key of an entry, foreign keys as primary keys."""
        return tuple(getattr(instance, self.model._meta.get_field(name).attname) for name in self.key)  # type: ignore[union-attr]

    def by_key(self, query: models.QuerySet[Any], keys: Collection[Key]) -> dict[Key, Any]:
        """The stored entries of these keys, in one query."""
        wanted = set(keys)
        if not wanted:
            return {}
        conditions = {
            f"{name}__in": {key[place] for key in wanted}
            for place, name in enumerate(self.key)
            if name not in self.optional
        }
        return {key: entry for entry in query.filter(**conditions) if (key := self.key_of(entry)) in wanted}

    # What follows is the contract of a kind.

    def columns(self, lookups: Lookups) -> list[Column]:
        return [*self.stored_columns.values(), STATE]

    def lacks(self, present: Collection[str]) -> str:
        needed = [c for c in self.key_columns if c.field_name not in self.optional and c.name not in present]
        if not needed:
            return ""
        names = get_text_list([f"“{column.heading}”" for column in needed], _("and"))
        return _(
            "This sheet has no column %(names)s, by which its rows are recognised. Add it, or say which it is."
        ) % {"names": names}

    def judge(self, readings: Sequence[Reading], planning: Planning) -> list[PlannedRow]:
        return judging.judge(self, readings, planning)

    def write(self, rows: Sequence[ImportRow], writing: Writing) -> None:
        storing.write(self, rows, writing)

    def take_back(self, rows: Sequence[ImportRow], *, by: User, batch: ImportBatch) -> list[Kept]:
        return taking_back.take_back(self, rows, by=by)

    def records(self, user: User, lookups: Lookups) -> Iterator[list[str]]:
        if not self.may_read(user):
            return
        for instance in self.stored().iterator(chunk_size=1000):
            yield [*self.cells(instance), self.state_of(instance)]

    def examples(self, lookups: Lookups) -> Iterable[dict[str, Any]]:
        return [{name: column.example for name, column in self.stored_columns.items() if column.example}]
