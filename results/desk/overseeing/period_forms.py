"""The forms in which a period is locked, opened again, or opened for one person."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from countries.models import User
from indicators.models import Biennium
from results.models import LockException, PeriodLock
from results.models.locks import MAX_REASON_WORDS
from results.permissions import Act, countries_open_to, may_lock_everywhere
from sdg_links.texts import problem_in_text

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm


class LockForm(_ModelForm):
    """A biennium, or a country and a year, from now on."""

    class Meta:
        model = PeriodLock
        fields = ("biennium", "country", "year", "reason")
        help_texts = {"year": _("With a country: only this year there.")}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = countries_open_to(by, Act.LOCK)  # type: ignore[attr-defined]  # a model choice
        biennia = Biennium.objects.all() if may_lock_everywhere(by) else Biennium.objects.none()
        self.fields["biennium"].queryset = biennia  # type: ignore[attr-defined]  # a model choice
        if not may_lock_everywhere(by):
            del self.fields["biennium"]
            self.fields["country"].required = self.fields["year"].required = True


class UnlockForm(forms.Form):
    """Why a period is opened again."""

    reason = forms.CharField(
        label=_("Reason for unlocking"),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "data-max-words": str(MAX_REASON_WORDS)}),
        error_messages={"required": _("Say why the period is unlocked: the list of periods keeps the reason.")},
    )

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"])
        if problem := problem_in_text(reason, words=MAX_REASON_WORDS):
            raise forms.ValidationError(problem)
        return reason


class ExceptionForm(_ModelForm):
    """Who may change reports of a locked period, until when, and why."""

    class Meta:
        model = LockException
        fields = ("person", "ends_on", "reason")
        widgets = {"ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, lock: PeriodLock, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.lock = lock
        people = User.objects.filter(is_active=True, roles__isnull=False).exclude(pk=by.pk).distinct()
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a model choice
