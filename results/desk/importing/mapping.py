"""The questions about a file: what could be recognised is filled in, and corrected by hand before it is judged."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from results.desk.importing import posted, shown, standing
from results.desk.importing.opening import for_importers, open_batch
from results.desk.opening import person
from results.imports import batches, mapping
from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups
from results.models import ImportBatch, SavedMapping

State = ImportBatch.State
# The file has been read, and nothing of it is written.
_ASKED = frozenset({State.ASKING, State.PLANNED, State.FAILED, State.CANCELLED})


@dataclass
class _Answered:
    """The answers as the page shows them next, and sentences about what is wrong with them."""

    answers: dict[str, Any]
    mistakes: list[str] = field(default_factory=list)
    save_as: str = ""
    save_error: str = ""
    is_posted: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def ask(request: HttpRequest, token: UUID) -> HttpResponse:
    """Ask how the file is to be read; complete answers have it judged, others are asked about again."""
    batch = open_batch(request, token)
    if batch.state not in _ASKED or not batch.examined.get("sheets"):
        return redirect("import", batch.token)
    lookups = Lookups()
    if request.method != "POST":
        return _page(request, batch, lookups, _Answered(batch.answers))
    if request.POST.get("act") == "use":
        return _page(request, batch, lookups, _with_saved(request, batch, lookups))
    answered, is_new = _posted(request, batch, lookups)
    if request.POST.get("act") == "plan" and not is_new and _go_on(request, batch, lookups, answered):
        return redirect(standing.step_address(ImportBatch.objects.get(pk=batch.pk)))
    return _page(request, batch, lookups, answered)


def _posted(request: HttpRequest, batch: ImportBatch, lookups: Lookups) -> tuple[_Answered, bool]:
    """What was sent, and whether columns were looked for anew, so that they have to be looked at first."""
    answers = posted.answers_in(request.POST, batch.examined)
    is_new = posted.look_again(request.POST, answers, batch.examined, lookups)
    if is_new:
        messages.info(request, _("The columns have been looked for anew. Look whether they are right."))
    return _Answered(answers, save_as=request.POST.get("save_as", "").strip(), is_posted=True), is_new


def _with_saved(request: HttpRequest, batch: ImportBatch, lookups: Lookups) -> _Answered:
    key = request.POST.get("saved", "")
    saved = SavedMapping.objects.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 10 else None
    if saved is None:
        answers = posted.answers_in(request.POST, batch.examined)
        return _Answered(answers, [_("This mapping is no longer kept. Choose another one.")], is_posted=True)
    messages.info(request, _("Filled in as “%(name)s” says. Look whether it fits this file.") % {"name": saved.name})
    return _Answered(mapping.apply_saved(saved, batch.examined, lookups), is_posted=True)


def _go_on(request: HttpRequest, batch: ImportBatch, lookups: Lookups, answered: _Answered) -> bool:
    """Keep complete answers, which has the file judged; what keeps that from being done is noted in ``answered``."""
    by = person(request)
    try:
        answers = mapping.clean(batch.examined, answered.answers)
        if mapping.questions(batch.examined, answers, lookups) and batch.state != State.ASKING:
            # The plan that is there stays until there can be another.
            return False
        if answered.save_as and not _save(answers, answered, request):
            return False
        return bool(batches.answer(batch, answers, by=by).state != State.ASKING)
    except ValidationError as error:
        answered.mistakes.extend(error.messages)
        return False


def _save(answers: dict[str, Any], answered: _Answered, request: HttpRequest) -> bool:
    try:
        mapping.save(answered.save_as, answers, by=person(request))
    except ValidationError as error:
        answered.save_error = " ".join(error.messages)
        return False
    return True


def _page(request: HttpRequest, batch: ImportBatch, lookups: Lookups, answered: _Answered) -> HttpResponse:
    answers, examined = answered.answers, batch.examined
    unknown = mapping.value_problems(batch) if batch.state == State.PLANNED else []
    context = {
        "place": "imports",
        "section": "desk",
        "batch": batch,
        "steps": standing.steps(batch),
        "examined": examined,
        "answers": answers,
        "answered": answered,
        "questions": [(shown.anchor(q), q.sentence) for q in mapping.questions(examined, answers, lookups)],
        "sheets": shown.sheets(examined, answers, lookups, shown.unknown_by_sheet(batch, unknown)),
        "kinds": list(KINDS.values()),
        "saved": list(dict.fromkeys([*mapping.saved_for(examined), *SavedMapping.objects.all()])),
    }
    return render(request, "desk/import_mapping.html", context)
