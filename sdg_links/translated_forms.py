"""The form field for a label in several languages: one input a language."""

from typing import Any

from django import forms
from django.conf import settings

from sdg_links.translated import Translated


class TranslatedWidget(forms.MultiWidget):
    """One text box for each language in which labels are kept."""

    template_name = "components/translated_widget.html"

    def __init__(self, *, is_long: bool, attrs: dict[str, Any] | None = None) -> None:
        box: type[forms.Widget] = forms.Textarea if is_long else forms.TextInput
        rows = {"rows": 2} if is_long else {}
        super().__init__(
            {code: box(attrs={"lang": code, "dir": "auto", **rows}) for code, _name in settings.TEXT_LANGUAGES}, attrs
        )

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in settings.TEXT_LANGUAGES]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for widget, (_code, label) in zip(context["widget"]["subwidgets"], settings.TEXT_LANGUAGES, strict=True):
            widget["language"] = label
        return context


class TranslatedFormField(forms.MultiValueField):
    """Reads the boxes back into one ``Translated``; boxes left empty are left out."""

    def __init__(self, *, limit: int, required: bool = True, **kwargs: Any) -> None:
        fields = [forms.CharField(required=False, max_length=limit) for _language in settings.TEXT_LANGUAGES]
        super().__init__(
            fields,
            widget=TranslatedWidget(is_long=limit > 200),
            required=required,
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list: list[str]) -> Translated:
        codes = [code for code, _name in settings.TEXT_LANGUAGES]
        return Translated({code: text for code, text in zip(codes, data_list, strict=False) if text})
