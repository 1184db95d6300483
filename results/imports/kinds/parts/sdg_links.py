"""Links of results to the SDGs in a sheet of their own."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.widgets import Widget

from results.imports.kinds.lookups import Lookups
from results.imports.kinds.parts.columns import Naming, Part, PartColumn, PartColumns
from results.imports.kinds.parts.kind import PartKind, Refusal
from results.imports.kinds.results.sdg import GoalsWidget, TargetsWidget
from results.imports.rows import Reading, Value
from results.imports.values.showing import sentences, show
from results.imports.values.text import TextWidget
from results.models import ResultSdgLink
from sdg_links.models import Goal, Target


class _OneWidget(Widget):
    """One of what a widget for several reads."""

    def __init__(self, several: Widget) -> None:
        super().__init__()
        self._several = several

    def clean(self, value: Value, row: Any = None, *, lookups: Lookups, **context: Any) -> Any:
        found = self._several.clean(value, lookups=lookups, **context)
        if len(found) != 1:
            raise ValidationError(
                _("“%(text)s” names several. Write one in a row, with a row for each.") % {"text": show(value)},
                code="several",
            )
        return found[0]

    def render(self, value: Goal | Target | None, obj: Any = None, **context: Any) -> str:
        if value is None:
            return ""
        return value.code if isinstance(value, Target) else str(value.number)


class SdgLinksKind(PartKind):
    """What results contribute to, one target or goal a row; recognised by it."""

    name = "sdg_links"
    label = gettext_lazy("SDG links")
    part = "sdg_links"
    model = ResultSdgLink
    natural = ("target", "goal")

    def declare(self) -> Iterable[PartColumn]:
        column = PartColumns(ResultSdgLink)
        yield column.entry(
            "target", lambda naming: naming.entries.targets, _OneWidget(TargetsWidget()),
            gettext_lazy("The SDG target the result contributes to. A target implies its goal."),
            gettext_lazy("The code of a target, as text."), "1.3", can_be_cleared=False,
        )  # fmt: skip
        yield column.entry(
            "goal", lambda naming: naming.entries.goals, _OneWidget(GoalsWidget()),
            gettext_lazy("An SDG goal by itself, only where no single target fits."),
            gettext_lazy("The number of a goal."), can_be_cleared=False,
        )  # fmt: skip
        yield column.plain(
            "reason", TextWidget(column.field("reason")), gettext_lazy("In one sentence, how the result contributes."),
            gettext_lazy("Plain text, at most 60 words."), "It shows which schemes lack money.", width=50,
        )  # fmt: skip

    def refusals(
        self, part: Part, there: Part | None, parts: Sequence[Part], reading: Reading, naming: Naming
    ) -> Iterator[Refusal]:
        try:
            ResultSdgLink.check_number_of_targets([each for each in parts if each["target_id"] is not None])
        except ValidationError as error:
            yield "target", "too-many-targets", sentences(error)[0]
