"""Single contributions to results in a sheet of their own."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from results.imports.kinds.parts.columns import PartColumn, PartColumns
from results.imports.kinds.parts.kind import PartKind
from results.imports.values.codes import EntryWidget
from results.imports.values.numbers import WholeNumberWidget
from results.imports.values.text import TextWidget
from results.models import Contribution


class ContributionsKind(PartKind):
    """What the organisation did towards a result, one thing a row; recognised by kind and description."""

    name = "contributions"
    label = _("Contributions")
    part = "contributions"
    model = Contribution
    needed = ("kind",)
    natural = ("kind", "description")

    def declare(self) -> Iterable[PartColumn]:
        column = PartColumns(Contribution)
        yield column.entry(
            "kind", lambda naming: naming.entries.kinds, EntryWidget("kinds", "code"),
            _("What kind of thing was done."), _("Its code or name."), "webinar",
            vocabulary="kinds", can_be_cleared=False,
        )  # fmt: skip
        yield column.plain(
            "description", TextWidget(column.field("description")),
            _("What was done. With the kind, by this a contribution is recognised."),
            _("Plain text, at most 100 words."), "On social security standards", width=50,
        )  # fmt: skip
        for name, meaning, example in (
            ("quantity", _("How many of them there were."), "3"),
            ("women", _("How many women took part."), "40"),
            ("men", _("How many men took part."), "35"),
            ("participants", _("How many took part, only where women and men are not known apart."), ""),
        ):
            yield column.plain(name, WholeNumberWidget(), meaning, _("A whole number."), example)
        yield column.known_date("date", _("When it was done."), "2021-05")
