"""The rows of each part of a report as a set, and what they have to be among each other."""

from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.forms import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from results.desk.writing.around import Around
from results.desk.writing.rows import ContributionRow, DriverRow, EvidenceRow, PeopleRow, Row, SdgRow
from results.part_forms import refuse_drivers, refuse_links_twice, refuse_too_many_targets

if TYPE_CHECKING:
    _FormSet = BaseFormSet[Row]
else:
    _FormSet = BaseFormSet


class Rows(_FormSet):
    """The rows of one part. Empty ones are passed over, and so are those that are ticked to be removed."""

    default_error_messages = {
        "too_many_forms": _("A report takes at most %(num)d of these. Remove the least important ones."),
        "missing_management_form": _("This page arrived only in part. Go back in your browser and send it again."),
    }

    def __init__(self, name: str, data: QueryDict, files: Any, around: Around) -> None:
        self.around = around
        super().__init__(data, files, prefix=name, form_kwargs={"around": around})

    @property
    def written(self) -> list[Row]:
        """The rows that say something and stay."""
        return [row for row in self.forms if row.has_changed() and not row.is_to_go]

    @property
    def parts(self) -> list[Model]:
        """What the valid rows say, each with the key it is stored under."""
        valid = [row for row in self.written if row.is_valid()]
        for row in valid:
            row.instance.pk = row.cleaned_data.get("id")
        return [row.instance for row in valid]

    def leave_unjudged(self) -> None:
        """Show the rows as they stand, without a word on what is wrong with them."""
        self._errors: list[ErrorDict] = []
        self._non_form_errors = self.error_class()
        for row in self.forms:
            row.leave_unjudged()


class DriverRows(Rows):
    """The texts on the drivers of the biennium, one each."""

    def clean(self) -> None:
        date = self.around.result.date
        known = self.around.vocabularies.drivers_of(date.year) if date else None
        refuse_drivers(self.written, date.year if date else None, known)


class SdgRows(Rows):
    """The links to targets and goals, each only once and not too many."""

    def clean(self) -> None:
        refuse_links_twice(self.written, beside="link")
        refuse_too_many_targets(self.written)


def _of(row: type[Row], most: int, rows: type[Rows] = Rows) -> type[Rows]:
    """A set of these rows, of which a report takes at most so many."""
    made: Any = formset_factory(
        row, formset=rows, extra=0, can_delete=True, max_num=most, validate_max=True, absolute_max=most + 20
    )
    return made  # type: ignore[no-any-return]  # a class, though the stubs know its base only


ROWS: dict[str, type[Rows]] = {
    "contributions": _of(ContributionRow, 80),
    "people_reached": _of(PeopleRow, 20),
    "evidence": _of(EvidenceRow, 50),
    "sdg_links": _of(SdgRow, 30, SdgRows),
    "driver_texts": _of(DriverRow, 20, DriverRows),
}
