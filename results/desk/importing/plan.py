"""The plan of an import: what will become of every row, what can be chosen about it, and the button that writes it."""

from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from results.desk.importing import counts, standing
from results.desk.importing.choosing import ChoicesForm
from results.desk.importing.opening import carry_out, for_importers, open_batch
from results.desk.importing.rows import Narrowing, address_of, lines, narrowing, page_of
from results.desk.opening import person
from results.imports import batches
from results.models import ImportBatch, ImportRow

State = ImportBatch.State
# There are rows to look at from the plan on.
_SHOWN = frozenset({State.PLANNED, State.APPLYING, State.APPLIED, State.TAKING_BACK, State.TAKEN_BACK})


@require_safe
@for_importers
def plan(request: HttpRequest, token: UUID) -> HttpResponse:
    """What will become of every row, or became of it, fifty rows at a time."""
    batch = open_batch(request, token)
    if batch.state not in _SHOWN:
        return redirect(standing.step_address(batch))
    return _page(request, batch, ChoicesForm(instance=batch))


@require_POST
@for_importers
def choose(request: HttpRequest, token: UUID) -> HttpResponse:
    """Choose which rows are written, what empty cells say and how reports arrive; the plan may be made anew."""
    batch = open_batch(request, token)
    form = ChoicesForm(request.POST, instance=copy(batch))
    if batch.state != State.PLANNED or not form.is_valid():
        messages.error(request, _("Nothing has changed: look at the plan as it stands now, and choose again."))
        return redirect(standing.step_address(batch))
    chosen = {name: form.cleaned_data.get(name, getattr(batch, name)) for name in ("mode", "blanks", "arrival")}
    by, keeps = person(request), batch.leaves_out_refused
    carry_out(request, lambda: batches.choose(batch, **chosen, leaves_out_refused=keeps, by=by))
    return redirect(standing.step_address(_again(batch)))


@require_POST
@for_importers
def leave_out(request: HttpRequest, token: UUID) -> HttpResponse:
    """Leave the ticked rows of a page out, and take up again those that are no longer ticked."""
    batch = open_batch(request, token)
    shown, ticked = _keys(request, "shown"), _keys(request, "row")
    by = person(request)

    def act() -> None:
        batches.leave_out(batch, sorted(shown & ticked), is_left_out=True, by=by)
        batches.leave_out(batch, sorted(shown - ticked), is_left_out=False, by=by)

    if carry_out(request, act):
        messages.success(request, _("Your choice of rows is kept."))
    return redirect(reverse("import-plan", args=[batch.token], query=address_of(request.POST)))


@require_POST
@for_importers
def write(request: HttpRequest, token: UUID) -> HttpResponse:
    """Have the plan carried out that she saw, and no other."""
    batch = open_batch(request, token)
    if request.POST.get("plan") != seal(batch, to_write(batch)):
        messages.error(
            request, _("The plan has changed since you opened this page. Look at it again; nothing was written.")
        )
        return redirect(standing.step_address(batch))
    by = person(request)

    def act() -> None:
        if request.POST.get("leaves_out_refused"):
            batches.choose(
                batch, mode=batch.mode, blanks=batch.blanks, arrival=batch.arrival, leaves_out_refused=True, by=by
            )
        batches.apply(batch, by=by)

    if not carry_out(request, act):
        return redirect("import-plan", batch.token)
    return redirect("import", batch.token)


def seal(batch: ImportBatch, number: int) -> str:
    """Names the plan as it is shown: another one, or another number of rows, has another seal."""
    return f"{batch.state_since.isoformat()} {batch.mode} {batch.arrival} {number}"


def to_write(batch: ImportBatch) -> int:
    """How many rows will be written."""
    wanted = {"both": ["created", "changed"], "add": ["created"], "update": ["changed"]}[batch.mode]
    left_out = ImportRow.objects.filter(batch=batch, outcome__in=wanted, is_left_out=True).count()
    return counts.number_of(batch, *wanted) - left_out


def _keys(request: HttpRequest, name: str) -> set[int]:
    """The rows named in what was sent; at most those of one page are asked about."""
    return {int(key) for key in request.POST.getlist(name)[:100] if key.isascii() and key.isdigit() and len(key) < 19}


def _again(batch: ImportBatch) -> ImportBatch:
    found = ImportBatch.objects.filter(pk=batch.pk).first()
    if found is None:
        raise Http404("The import is gone.")
    return found


def _page(request: HttpRequest, batch: ImportBatch, form: ChoicesForm) -> HttpResponse:
    asked: Narrowing = narrowing(request, batch)
    page, problem = page_of(request, batch, asked)
    is_open = batch.state == State.PLANNED
    names = counts.sheet_names(batch)
    number = to_write(batch) if is_open else 0
    context: dict[str, Any] = {
        "place": "imports",
        "section": "desk",
        "batch": batch,
        "steps": standing.steps(batch),
        "is_open": is_open,
        "form": form,
        "asked": asked,
        "said": address_of(request.GET),
        "counts": counts.of_batch(batch, asked.sheet),
        "sheets": list(enumerate(names)) if len(names) > 1 else [],
        "page": page,
        "problem": problem,
        "lines": lines(page, batch),
        "may_leave_out": is_open and asked.outcome in ("", "created", "changed"),
        "refused": counts.number_of(batch, "refused", "conflict"),
        "number": number,
        "seal": seal(batch, number),
        "may_be_cancelled": standing.may_be_cancelled(batch),
    }
    return render(request, "desk/import_plan.html", context)
