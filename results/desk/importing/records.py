"""Where the record is that a row became, or is about."""

from collections.abc import Mapping, Sequence

from django.contrib import admin
from django.urls import reverse

from results.imports.kinds import KINDS
from results.models import ImportBatch, ImportRow, Result

REPORTS = "results"


def is_about_reports(kind: str) -> bool:
    """Whether rows of this kind are reports, or parts of them."""
    return kind == REPORTS or (kind in KINDS and REPORTS in KINDS[kind].after)


def addresses(rows: Sequence[ImportRow], batch: ImportBatch) -> dict[int, str]:
    """The address of each row's record, by the row's key; those whose record is not there (yet) are left out.

    Reports have pages of their own; what else can be imported stands on the screens of the workspace.
    """
    kinds = [str(sheet["kind"]) for sheet in batch.answers.get("sheets", [])]
    there = {row.pk: (kinds[row.sheet], row.target) for row in rows if row.target and row.sheet < len(kinds)}
    reports = [target for kind, target in there.values() if is_about_reports(kind)]
    references = dict(Result.objects.filter(pk__in=reports).values_list("pk", "reference")) if reports else {}
    found = {key: _address(kind, target, references) for key, (kind, target) in there.items()}
    return {key: address for key, address in found.items() if address}


def _address(kind: str, target: int, references: Mapping[int, str]) -> str:
    if is_about_reports(kind):
        return reverse("report", args=[references[target]]) if target in references else ""
    model = getattr(KINDS.get(kind), "model", None)
    if model is None or not admin.site.is_registered(model):
        return ""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[target])
