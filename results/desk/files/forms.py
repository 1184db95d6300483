"""Evidence as it is entered: an address, or a file that comes with the form or was added before."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from countries.models import User
from results.desk.files import storing
from results.desk.files.kinds import ACCEPTED
from results.models import Evidence, EvidenceFile, Result

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm

UPLOAD, TOKEN, REMOVES = "upload", "token", "removes_file"


class EvidenceForm(_ModelForm):
    """What the evidence is, what it proves, and its address or its file.

    ``upload`` is a file that comes along; ``token`` names one that the report has already, so that it need not be
    sent again. The file is stored by ``keep_file``, after everything has been found valid.
    """

    token = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("This file is not one of this report. Choose it again.")},
    )
    upload = forms.FileField(
        required=False,
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        # An empty file meets the sentence of storing.examine.
        allow_empty_file=True,
    )
    removes_file = forms.BooleanField(required=False, label=_("Take this file off the evidence"))

    class Meta:
        model = Evidence
        fields = ("title", "proves", "url", "is_public")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._examined: storing.Examined | None = None
        # The model's own sentence, which a form field does not take over by itself.
        if url := self.fields.get("url"):
            url.error_messages["invalid"] = Evidence._meta.get_field("url").error_messages["invalid"]
        if upload := self.fields.get(UPLOAD):
            sentence = _("Instead of an address: a PDF, Word (.docx), Excel (.xlsx) or picture, at most %(limit)s MB.")
            upload.help_text = sentence % {"limit": self.max_megabytes}
        self._file_so_far: EvidenceFile | None = self.instance.file
        if self._file_so_far:
            self.initial[TOKEN] = self._file_so_far.token

    @property
    def max_megabytes(self) -> int:
        return int(settings.EVIDENCE_MAX_MB)

    @property
    def max_bytes(self) -> int:
        return storing.max_bytes()

    @cached_property
    def file_shown(self) -> EvidenceFile | None:
        """The file that stands beside the form now."""
        if not self.is_bound:
            return self._file_so_far
        posted = self.data.get(self.add_prefix(TOKEN)) or ""
        return self._file_by(posted) if posted else None

    def clean_upload(self) -> Any:
        upload = self.cleaned_data.get(UPLOAD)
        if upload:
            examined = storing.examine(upload)
            if self.instance.result_id:
                storing.require_room(self.instance.result, examined)
            self._examined = examined
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.file = self._file_chosen(cleaned)
        has_file = bool(self.instance.file or self._examined)
        if has_file == bool(cleaned.get("url")) and not {"url", TOKEN, UPLOAD} & self.errors.keys():
            self.add_error("url", _("Give the address of the evidence or add a file; one of the two."))
        return cleaned

    def _file_chosen(self, cleaned: dict[str, Any]) -> EvidenceFile | None:
        """The file that the report has already; the one that comes along is stored later."""
        if cleaned.get(REMOVES) or self._examined:
            return None
        token: UUID | None = cleaned.get(TOKEN)
        if token is None:
            return self._file_so_far
        file = self._file_by(token)
        if file is None:
            self.add_error(UPLOAD, self.fields[TOKEN].error_messages["invalid"])
        return file

    def _file_by(self, token: UUID | str) -> EvidenceFile | None:
        there = self._file_so_far
        if there and str(there.token) == str(token):
            return there
        return storing.find(self.instance.result, token) if self.instance.result_id else None

    def keep_file(self, result: Result, *, by: User) -> None:
        """Store the file that came along and name it in the evidence; raises ValidationError or PermissionDenied."""
        if self._examined:
            self.instance.file = storing.keep(result, self._examined, by=by)


def with_files_stored(
    data: QueryDict, files: "MultiValueDict[str, UploadedFile[Any]]", result: Result, *, by: User
) -> tuple[QueryDict, "MultiValueDict[str, UploadedFile[Any]]"]:
    """What was posted, each file of an EvidenceForm stored at once and named by its token, whatever else is wrong.

    A browser does not send a file again that was chosen before an error; a file that is refused stays in ``files``,
    where its form says why.
    """
    data, refused = data.copy(), files.copy()
    for name in files:
        prefix, dash, field = name.rpartition("-")
        if field != UPLOAD or not (upload := files.get(name)):
            continue
        try:
            file = storing.store(result, upload, by=by)
        except ValidationError:
            continue
        data[f"{prefix}{dash}{TOKEN}"] = str(file.token)
        # What was ticked was about the file before.
        data.pop(f"{prefix}{dash}{REMOVES}", None)
        del refused[name]
    return data, refused
