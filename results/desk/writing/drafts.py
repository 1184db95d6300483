"""A report as it is being written: its forms, bound to what was posted or to what is stored, and what they say."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.utils.text import capfirst

from countries.models import User
from results.actions import Entry
from results.checks import Report
from results.desk.keeping.tabs import version_of
from results.desk.writing import posting
from results.desk.writing.around import Around
from results.desk.writing.forms import ReportForm
from results.desk.writing.formsets import ROWS, Rows
from results.desk.writing.reading import report_of
from results.desk.writing.sections import BY_KEY, SECTIONS, Section
from results.history import label
from results.models import Result
from results.revisions import LINKS, PARTS, Content, content_of, kept, values_of


@dataclass(frozen=True)
class Mistake:
    """Something that is wrong with what was typed: where, and the sentence that says how to mend it."""

    anchor: str
    label: str
    sentence: str


class Draft:
    """Some sections of a report in forms. Rows that say what is stored already are neither judged nor written."""

    def __init__(
        self, around: Around, data: QueryDict, sections: Sequence[Section] = SECTIONS, files: Any = None
    ) -> None:
        self.around, self.data, self.sections, self.files = around, data, sections, files or {}
        self.form = ReportForm(data, around=around, names=[n for section in sections for n in section.fields])
        names = [name for section in sections for name in section.parts]
        self.rows: dict[str, Rows] = {
            name: ROWS[name](name, data, self.files, around) for name in names if posting.is_posted(data, name)
        }

    @property
    def result(self) -> Result:
        return self.around.result

    @property
    def version(self) -> int:
        """The version of the report that was read before this was typed; 0 where the page does not say."""
        return version_of(self.data)

    @property
    def names(self) -> list[str]:
        """The fields and parts of its sections."""
        return [name for section in self.sections for name in section.names]

    @property
    def keys(self) -> posting.Stored:
        """The rows that say under which key they are stored."""
        return {
            name: [(part.pk, values_of(part)) for part in rows.parts if part.pk] for name, rows in self.rows.items()
        }

    @cached_property
    def changed_rows(self) -> dict[str, Rows]:
        """The parts that do not say what is stored."""
        return {name: rows for name, rows in self.rows.items() if not self._says_what_is_stored(name)}

    def is_valid(self) -> bool:
        """Whether nothing is wrong with what was typed. What is missing is not wrong."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.changed_rows.values())])

    def leave_unjudged(self) -> None:
        """Show everything as it is typed, without a word on what is wrong with it."""
        self.form.leave_unjudged()
        for rows in self.rows.values():
            rows.leave_unjudged()

    def mistakes(self) -> Iterator[Mistake]:
        """All that is wrong, in the order of the page."""
        for sentence in self.form.non_field_errors():
            yield Mistake("writing", "", str(sentence))
        for section in self.sections:
            for name in section.names:
                if name in self.form.fields:
                    for sentence in self.form.errors.get(name, []):
                        yield Mistake(f"id_{name}", str(self.form[name].label), str(sentence))
                elif name in self.changed_rows:
                    yield from _mistakes_in_rows(name, self.changed_rows[name])

    @property
    def refused(self) -> set[str]:
        """The fields and parts in which something is wrong."""
        rows = {name for name, rows in self.changed_rows.items() if not rows.is_valid()}
        return {name for name in self.form.errors if name in self.form.fields} | rows

    def entry(self) -> Entry:
        """What is to be written; only behind ``is_valid``."""
        parts: dict[str, Any] = {name: rows.parts for name, rows in self.changed_rows.items()}
        return Entry(self.result, links=self._links(), **parts)

    def content_over(self, stored: Content) -> Content:
        """What the report would say, as far as what was typed can be read; the rest as it is stored."""
        self.is_valid()
        return self.entry().content_over(stored)

    def _links(self) -> dict[str, list[Model]]:
        cleaned = self.form.cleaned_data
        return {
            name: [_model_of(name)(pk=key) for key in cleaned[name]]
            for name in LINKS
            if name in cleaned and not self._is_linked_already(name, cleaned[name])
        }

    def _is_linked_already(self, name: str, keys: Collection[int]) -> bool:
        return self.around.now is not None and self.around.now["links"].get(name, []) == keys

    def _says_what_is_stored(self, name: str) -> bool:
        if self.around.now is None or any(key.startswith(f"{name}-") for key in self.files):
            return False
        return posting.posted_rows(self.data, name) == posting.rows_of(self.around.now, name, self.around)


def report_from(result: Result, posted: QueryDict, place: str, *, by: User) -> Report:
    """A stored report as it would be with what is typed, as far as that can be read; for the quality checks.

    ``place`` is the key of a section; anything else stands for all of them.
    """
    stored = kept(result, result.version) or content_of(result)
    around = Around(result, by=by, now=stored)
    draft = Draft(around, posted, [BY_KEY[place]] if place in BY_KEY else SECTIONS)
    return report_of(draft.content_over(stored), around)


def _model_of(link: str) -> type[Model]:
    related: Any = Result._meta.get_field(link).related_model
    return related  # type: ignore[no-any-return]  # a many-to-many field always has one


def _mistakes_in_rows(name: str, rows: Rows) -> Iterator[Mistake]:
    """What is wrong with the rows of a part, each beside its field."""
    for sentence in rows.non_form_errors():
        yield Mistake(f"id_{name}", capfirst(str(label(name))), str(sentence))
    one = capfirst(str(PARTS[name]._meta.verbose_name))
    for number, row in enumerate(rows.written, start=1):
        heading = row.heading or f"{one} {number}"
        for field, sentences in row.errors.items():
            is_shown = field in row.fields and not row.fields[field].widget.is_hidden
            anchor = row[field].id_for_label if is_shown else f"id_{row.prefix}"
            told = f"{heading}: {row.fields[field].label}" if is_shown else heading
            yield from (Mistake(anchor, told, str(sentence)) for sentence in sentences)
