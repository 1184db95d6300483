"""Figures of people reached by results in a sheet of their own."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from results.imports.kinds.parts.columns import PartColumn, PartColumns
from results.imports.kinds.parts.kind import PartKind
from results.imports.values.booleans import BooleanWidget
from results.imports.values.codes import ChoiceWidget
from results.imports.values.numbers import WholeNumberWidget
from results.imports.values.text import TextWidget
from results.models import PeopleReached

# More than live on earth.
_MOST = 999_999_999_999


class PeopleKind(PartKind):
    """How many people a result reaches, one figure a row; recognised by sense and source."""

    name = "people"
    label = _("People reached")
    part = "people_reached"
    model = PeopleReached
    natural = ("kind", "source")

    def declare(self) -> Iterable[PartColumn]:
        column = PartColumns(PeopleReached)
        yield column.plain(
            "kind", ChoiceWidget(PeopleReached.Kind),
            _("In what sense people are reached. With the source, by this a figure is recognised."),
            _("One of these: legal, effective, adequacy."), "effective",
        )  # fmt: skip
        for name, meaning, example in (
            ("women", _("How many women are reached."), "52000"),
            ("men", _("How many men are reached."), "48000"),
            ("total", _("How many people are reached, only where women and men are not known apart."), ""),
        ):
            yield column.plain(name, WholeNumberWidget(most=_MOST), meaning, _("A whole number."), example)
        yield column.plain(
            "is_estimated",
            BooleanWidget(),
            _("Whether the figure was estimated and not measured."),
            _("Yes or no."),
            "no",
        )
        yield column.plain(
            "source", TextWidget(column.field("source")), _("Where the figure comes from."),
            _("Plain text, at most 40 words."), "Social security register", width=40,
        )  # fmt: skip
        yield column.other_report("overlaps_with", _("The report whose figure holds these same people."))
