"""The criteria of a report's indicator, each with what a reviewer said about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indicators.models import Criterion
from results.desk.reviewing.forms import JudgementForm
from results.models import Judgement, Result


@dataclass(frozen=True)
class Row:
    """One criterion: its tick, where there is one, and the form to give or take it."""

    criterion: Criterion
    judgement: Judgement | None
    form: JudgementForm
    version: int

    @property
    def is_stale(self) -> bool:
        """Whether the report has changed since the criterion was ticked."""
        return self.judgement is not None and self.judgement.version != self.version


def rows_of(result: Result, *, judged: Row | None = None) -> list[Row]:
    """The criteria of the report's indicator in their order; two queries where the evidence has been read.

    ``judged`` stands in for the row of its criterion: what somebody has just sent and was refused.
    """
    criteria = list(Criterion.objects.filter(indicator=result.indicator_id)) if result.indicator_id else []
    given = {}
    if criteria:
        given = {j.criterion_id: j for j in result.judgements.select_related("by", "evidence")}
    rows = [_row(result, criterion, given.get(criterion.pk), None) for criterion in criteria]
    return [judged if judged and judged.criterion == row.criterion else row for row in rows]


def row_from(result: Result, data: Mapping[str, Any]) -> Row | None:
    """The row that somebody has sent; None where it is none of the report's indicator."""
    key = data.get("criterion", "")
    pk = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
    criterion = Criterion.objects.filter(indicator=result.indicator_id, pk=pk).first()
    if criterion is None:
        return None
    return _row(result, criterion, result.judgements.filter(criterion=criterion).first(), data)


def _row(result: Result, criterion: Criterion, given: Judgement | None, data: Mapping[str, Any] | None) -> Row:
    form = JudgementForm(data, criterion=criterion, evidence=list(result.evidence.all()), given=given)
    return Row(criterion, given, form, result.version)
