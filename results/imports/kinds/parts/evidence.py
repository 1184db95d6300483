"""What proves results, in a sheet of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.widgets import Widget

from results.imports.kinds.lookups import Lookups
from results.imports.kinds.parts.columns import Naming, Part, PartColumn, PartColumns
from results.imports.kinds.parts.kind import PartKind, Refusal
from results.imports.kinds.results.evidence import EvidenceLine, EvidenceWidget
from results.imports.rows import Reading, Value
from results.imports.values.booleans import BooleanWidget
from results.imports.values.text import TextWidget, as_text
from results.models import Evidence


class _AddressWidget(Widget):
    """The address of a page, or of a file on this site; reads a line of evidence that has no title."""

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> EvidenceLine:
        return EvidenceWidget().read_line(["-", as_text(value)], lookups)

    def render(self, value: EvidenceLine | None, obj: Any = None, **context: Any) -> str:
        return value.address if value else ""


class EvidenceKind(PartKind):
    """Where a reader can see that a report is right, one address a row; recognised by it."""

    name = "evidence"
    label = gettext_lazy("Evidence")
    part = "evidence"
    model = Evidence
    needed = ("url",)
    natural = ("url",)

    def declare(self) -> Iterable[PartColumn]:
        column = PartColumns(Evidence)
        yield column.plain(
            "title", TextWidget(column.field("title")), gettext_lazy("What it is."),
            gettext_lazy("Plain text, at most 40 words."), "The review", width=40,
        )  # fmt: skip
        yield column.made_of(
            "url", _AddressWidget(), gettext_lazy("Its address, by which it is recognised."),
            gettext_lazy("A complete web address. A file, which is added at the desk, has an address that begins with "
                         "/files/ and is not changed."),
            "https://example.org/review", keep=_kept, shown=_shown, width=40, can_be_cleared=False,
        )  # fmt: skip
        yield column.plain(
            "is_public", BooleanWidget(), gettext_lazy("Whether readers of the published record see it."),
            gettext_lazy("Yes or no."), "yes",
        )  # fmt: skip
        yield column.plain(
            "proves", TextWidget(column.field("proves")), gettext_lazy("Which statement of the report it bears out."),
            gettext_lazy("Plain text, at most 60 words."), "That the review has been adopted", width=40,
        )  # fmt: skip

    def natural_key(self, part: Mapping[str, Any], naming: Naming) -> tuple[str, ...]:
        # The capitals of an address may matter.
        return (self.part_columns["url"].text(part, naming),)

    def refusals(
        self, part: Part, there: Part | None, parts: Sequence[Part], reading: Reading, naming: Naming
    ) -> Iterator[Refusal]:
        if there is None and not part["url"]:
            yield (
                "url",
                "file-of-another-report",
                _(
                    "This names a file that is not evidence of this report. Files are added at the desk; write the web "
                    "address of this evidence, or leave the row out."
                ),
            )


def _kept(line: EvidenceLine, naming: Naming) -> Part:
    """An address is kept as it is, a file by its key: that of one that a report of these rows shows already."""
    if line.token is None:
        return {"url": line.url}
    keys = {token: key for key, token in naming.named.tokens.items()}
    return {"url": "", "file_id": keys.get(line.token)}


def _shown(part: Mapping[str, Any], naming: Naming) -> EvidenceLine:
    return EvidenceLine.stored({"title": "", "is_public": True, **part}, naming.named.tokens)
