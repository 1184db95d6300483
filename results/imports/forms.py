"""What is asked of somebody who imports a sheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from results.imports.sizes import MAX_BYTES


class UploadForm(forms.Form):
    """Chooses the file, and says what to do with it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An Excel workbook (.xlsx), an OpenDocument sheet (.ods) or a csv file in UTF-8, of at most 10 MB."
        ),
        error_messages={
            "required": _("Choose the file to import."),
            "empty": _("This file is empty. Save the sheet again and choose the saved file."),
            "missing": _("Choose the file to import."),
            "invalid": _("The file did not arrive. Choose it again."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt"}),
    )
    sheet = forms.CharField(
        label=_("Sheet"),
        required=False,
        max_length=100,
        help_text=_("Only where several sheets of the workbook hold reports: the name of the one to import."),
    )
    publish = forms.BooleanField(
        label=_("Publish the imported reports"),
        required=False,
        help_text=_(
            "Needs the role of publisher, and in each row the officer who answers for the words (“Reported by”): "
            "nobody publishes her own report. Without this, new and changed reports wait as drafts."
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("This file has more than %(limit)s MB. Divide it into smaller files."),
                params={"limit": MAX_BYTES // 1024**2},
            )
        return file
