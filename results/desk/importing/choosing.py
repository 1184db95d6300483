"""What is chosen about a plan as a whole: which rows are written, what empty cells say, how reports arrive."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from results.models import ImportBatch

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm


class ChoicesForm(_ModelForm):
    """Add only, update only or both; blanks keep or clear; and how reports arrive, where the file holds any."""

    class Meta:
        model = ImportBatch
        fields = ("mode", "blanks", "arrival")
        widgets = dict.fromkeys(fields, forms.RadioSelect)
        help_texts = {
            "arrival": _(
                "Published at once only where you are publisher too and each row names the officer who answers for it."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = {sheet.get("kind") for sheet in self.instance.answers.get("sheets", [])}
        if "results" not in kinds:
            del self.fields["arrival"]
