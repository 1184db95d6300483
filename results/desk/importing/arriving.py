"""A file arrives: it is stored as it is, and a worker reads it; never the process that answers here."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from results.desk.importing.opening import for_importers
from results.desk.opening import person
from results.imports import batches
from results.imports.kinds import KINDS
from results.imports.parsing import limits
from results.models import SavedMapping

ACCEPTED = ".xlsx,.xls,.ods,.csv,.tsv,.txt,.xml"


class UploadForm(forms.Form):
    """Asks for the file; what is in it says the rest, unless another file was read as this one is to be."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": _("Choose the file to import."),
            "empty": _("This file is empty. Save the sheet again and choose the saved file."),
            "missing": _("Choose the file to import."),
            "invalid": _("The file did not arrive. Choose it again."),
            "max_length": _("The name of this file is too long. Shorten it and choose the file again."),
        },
        max_length=200,
    )

    saved = forms.ModelChoiceField(
        SavedMapping.objects.all(),
        label=_("Read it as these kept answers say"),
        required=False,
        empty_label=_("no: recognise what it holds"),
        error_messages={"invalid_choice": _("These answers are no longer kept. Choose others.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > limits.MAX_BYTES:
            sentence = _("This file has more than %(limit)s MB. Divide it into smaller files.")
            raise ValidationError(sentence, params={"limit": limits.MAX_BYTES // limits.MEGABYTE})
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def upload(request: HttpRequest) -> HttpResponse:
    """Ask for a file; the one that comes is kept, and its own page says what happens to it."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = batches.arrive(file, name=file.name, by=person(request), saved=form.cleaned_data["saved"])
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("import", batch.token)
    return render(request, "desk/import_new.html", {**_context(), "form": form})


def _context() -> dict[str, Any]:
    return {
        "place": "imports",
        "section": "desk",
        "kinds": list(KINDS.values()),
        "max_megabytes": limits.MAX_BYTES // limits.MEGABYTE,
        "max_rows": limits.MAX_ROWS,
    }
