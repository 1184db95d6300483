"""Taking an import back: a page that asks first, and the button on it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from results.desk.importing import counts
from results.desk.importing.opening import carry_out, for_importers, open_batch
from results.desk.importing.records import is_about_reports
from results.desk.opening import person
from results.imports import batches
from results.models import ImportBatch, Result

MOST = 50


@dataclass(frozen=True)
class Kept:
    """A report that somebody changed after the import wrote it, so that it will stay as it is."""

    reference: str
    summary: str
    person: str


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def take_back(request: HttpRequest, token: UUID) -> HttpResponse:
    """Say what taking it back will do and what will be kept; on POST, have it done."""
    batch = open_batch(request, token)
    if request.method == "POST" or batch.state != ImportBatch.State.APPLIED:
        if request.method == "POST":
            carry_out(request, lambda: batches.take_back(batch, by=person(request)))
        return redirect("import", batch.token)
    kept, number = _changed_since(batch)
    context = {
        "place": "imports",
        "section": "desk",
        "batch": batch,
        "number": counts.number_of(batch, "created", "changed"),
        "kept": kept,
        "more": number - len(kept),
    }
    return render(request, "desk/import_take_back.html", context)


def _changed_since(batch: ImportBatch) -> tuple[list[Kept], int]:
    """The first reports that have another version by now than the one that was written, and how many there are."""
    kinds = [str(sheet["kind"]) for sheet in batch.answers.get("sheets", [])]
    reports = Result.objects.filter(pk=OuterRef("target"))
    about_reports = [place for place, kind in enumerate(kinds) if is_about_reports(kind)]
    rows = batch.rows.filter(sheet__in=about_reports, written_version__lt=Subquery(reports.values("version")[:1]))
    told = [Subquery(reports.values(name)[:1]) for name in ("reference", "summary", "changed_by__name")]
    kept = [Kept(*row) for row in rows.values_list(*told)[:MOST]]
    return kept, rows.count() if len(kept) == MOST else len(kept)
