"""What will become of rows of one model: found by their key, laid over what is stored, held to the model's rules."""

import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from results.imports.kinds.column import EXPORTED_STATE
from results.imports.kinds.kind import Planning
from results.imports.kinds.plain.columns import StoredColumn, put
from results.imports.kinds.plain.conditions import broken, column_to_blame, mentioned
from results.imports.kinds.plain.keys import changed_since, find_parent, is_promised, key_in, needed, short_key
from results.imports.rows import CLEAR, PlannedRow, Reading
from results.imports.values.refusing import rule_of
from results.imports.values.showing import sentences
from results.models import ImportBatch, ImportRow

if TYPE_CHECKING:
    from results.imports.kinds.plain.kind import Key, ModelKind, Refusal

Outcome = ImportRow.Outcome
_LABEL_LENGTH = 200


def judge(kind: "ModelKind", readings: Sequence[Reading], planning: Planning) -> list[PlannedRow]:
    """A planned row for each reading; one query for the entries and one for each of their links."""
    for reading in readings:
        find_parent(kind, reading, planning)
        kind.fill(reading, planning)
    keys = [key_in(kind, reading) for reading in readings]
    stored = kind.by_key(kind.stored(), {key for key in keys if key and not is_promised(key)})
    return [
        _Row(kind, reading, planning, key, stored.get(key) if key else None).judge()
        for reading, key in zip(readings, keys, strict=True)
    ]


def plain(value: Any) -> Any:
    """A value of a field as a payload keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


class _Row:
    """One row laid over what is stored."""

    def __init__(
        self, kind: "ModelKind", reading: Reading, planning: Planning, key: "Key | None", stored: models.Model | None
    ) -> None:
        self._kind = kind
        self._reading = reading
        self._planning = planning
        self._key = key
        self._stored = stored
        self._instance: Any = kind.model() if stored is None else copy.copy(stored)
        self._links: dict[str, list[Any]] = {}
        self._changes: list[list[str]] = []
        self._troubled = {problem.column for problem in reading.problems}

    def judge(self) -> PlannedRow:
        """What will become of the row."""
        reading = self._reading
        row = PlannedRow(reading.row.number, label=self._label(), problems=reading.problems, notes=reading.notes)
        if self._key is not None:
            row.key = short_key("/".join(str(getattr(part, "pk", part)) for part in self._key))
        self._lay()
        if not self._planning.by.is_administrator:
            self._refuse("", "no-right", _("Only an administrator imports this. Ask an administrator for it."))
        elif self._changes or (self._stored is None and not self._is_key_troubled()):
            self._check()
        if not reading.problems:
            self._settle(row)
        return row

    def _is_key_troubled(self) -> bool:
        """Whether it cannot be told what the row is about: then nothing is known about what it lacks."""
        return any(column.name in self._troubled for column in self._kind.key_columns)

    def _label(self) -> str:
        """The cells of the key, as they stand in the sheet."""
        positions, cells = self._planning.positions, self._reading.row.cells
        places = [positions[column.name] for column in self._kind.key_columns if column.name in positions]
        shown = [str(cells[place]) for place in places if place < len(cells) and cells[place] is not None]
        return " ".join(" ".join(shown).split())[:_LABEL_LENGTH]

    def _lay(self) -> None:
        """Put the values of the row onto the entry, and note the cells that differ."""
        for column in self._kind.filling:
            if column.name not in self._reading.values:
                continue
            value = self._reading.values[column.name]
            if self._kind.model._meta.get_field(column.field_name).many_to_many:
                self._links[column.field_name] = [] if value is CLEAR else value
            else:
                put(column, self._instance, value)
            if self._stored is not None:
                self._note_change(column, value)
        if self._kind.parent and (parent := self._reading.values.get(self._kind.parent.attribute)):
            setattr(self._instance, f"{self._kind.parent.attribute}_id", parent.pk)

    def _note_change(self, column: StoredColumn, value: Any) -> None:
        field = self._kind.resource.fields[column.name]
        old = str(field.export(self._stored))
        new = str(field.widget.render(None if value is CLEAR else value))
        if old != new:
            self._changes.append([column.name, self._planning.headings.get(column.name, str(column.heading)), old, new])

    def _check(self) -> None:
        """Hold the entry, as it would be, to all rules."""
        if self._stored is None:
            self._require_all()
        changed = {name for name in self._changed_fields() if not self._is_relation(name)}
        exclude = {field.name for field in self._kind.model._meta.concrete_fields} - changed
        self._ask(lambda: self._instance.clean_fields(exclude=exclude))
        if not self._reading.problems:
            self._ask(self._instance.clean)
        columns = {column.name: column.field_name for column in self._kind.filling}
        for constraint in broken(self._instance):
            names = mentioned(constraint.condition)
            if not any(columns.get(name) in names for name in self._troubled):
                column = column_to_blame(constraint, self._instance, columns, self._reading.values)
                sentence = str(constraint.get_violation_error_message())
                self._refuse(column, constraint.name.replace("_", "-"), sentence)
        self._add(self._kind.refusals(self._instance, self._reading, self._planning))

    def _require_all(self) -> None:
        """Refuse a new entry without what it belongs to; what else it needs, its fields say."""
        for field in self._kind.own_fields:
            if field.is_relation and not field.null and getattr(self._instance, field.attname) is None:
                self._refuse_field(field.name, "needed", needed())

    def _changed_fields(self) -> Iterable[str]:
        if self._stored is None:
            return {field.name for field in self._kind.own_fields}
        return {self._kind.stored_columns[name].field_name for name, *_texts in self._changes}

    def _is_relation(self, name: str) -> bool:
        return self._kind.model._meta.get_field(name).is_relation

    def _ask(self, rule: Callable[[], None]) -> None:
        try:
            rule()
        except ValidationError as error:
            found = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
            for name, errors in found.items():
                many = ValidationError(errors)
                for single, sentence in zip(many.error_list, sentences(many), strict=True):
                    self._refuse_field(name, rule_of(single), sentence)

    def _refuse_field(self, name: str, rule: str, sentence: str) -> None:
        """Refuse the cell that fills a field, unless its cells have been refused for what stands in them."""
        columns = [column.name for column in self._kind.stored_columns.values() if column.field_name == name]
        if not self._troubled & set(columns):
            self._refuse(columns[0] if columns else "", rule, sentence)

    def _add(self, refusals: "Iterator[Refusal]") -> None:
        for column, rule, sentence in refusals:
            self._refuse(column, rule, sentence)

    def _refuse(self, column: str, rule: str, sentence: str) -> None:
        self._reading.problems.append(self._planning.problem(self._reading.row, column, rule, sentence))

    def _settle(self, row: PlannedRow) -> None:
        if self._stored is None:
            row.outcome = Outcome.CREATED
            row.payload = self._payload([field.name for field in self._kind.own_fields])
            row.notes += [
                self._planning.problem(self._reading.row, *note)
                for note in self._kind.notes(self._instance, self._reading, self._planning)
            ]
            self._promise()
            return
        row.target = self._stored.pk
        row.outcome = Outcome.CHANGED if self._changes else Outcome.UNCHANGED
        row.changes = self._changes
        if self._changes:
            row.payload = self._payload(self._changed_fields()) | {"was": self._was()}
            if self._is_stale():
                row.outcome = Outcome.CONFLICT
                row.notes.append(changed_since(self._planning, self._reading))

    def _is_stale(self) -> bool:
        state = self._reading.values.get(EXPORTED_STATE)
        return bool(state) and state is not CLEAR and state != self._kind.state_of(self._stored)

    def _payload(self, names: Iterable[str]) -> dict[str, Any]:
        return {"values": self._values(self._instance, names), "links": self._keys(self._links, names)}

    def _was(self) -> dict[str, Any]:
        names = list(self._changed_fields())
        links = {name: getattr(self._stored, name).all() for name in self._links if name in names}
        return {"values": self._values(self._stored, names), "links": self._keys(links, names)}

    def _values(self, instance: Any, names: Iterable[str]) -> dict[str, Any]:
        fields: list[Any] = [self._kind.model._meta.get_field(name) for name in names]
        columns = [field.attname for field in fields if not field.many_to_many]
        return {column: plain(getattr(instance, column)) for column in columns}

    def _keys(self, links: dict[str, Any], names: Iterable[str]) -> dict[str, list[Any]]:
        """The primary keys of what is linked, promised ones last."""
        keys = {name: {entry.pk for entry in links[name]} for name in links if self._stored is None or name in names}
        return {name: sorted(those, key=lambda pk: (isinstance(pk, str), pk)) for name, those in keys.items()}

    def _promise(self) -> None:
        """Let later sheets name what this row brings."""
        if self._kind.vocabulary and self._planning.batch.mode != ImportBatch.Mode.UPDATE:
            self._planning.lookups.promise(self._kind.vocabulary, **self._kind.promised(self._instance))
