"""The forms in which a report is judged: one for each intention."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from countries.models import User
from indicators.models import Criterion
from results.actions.holding import MAX_REASON_WORDS
from results.models import Evidence, Judgement, Result
from results.permissions import Act, roles_for
from sdg_links.texts import problem_in_text

_LONGEST_REASON = MAX_REASON_WORDS * 10


def _reason_box(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", "data-max-words": str(MAX_REASON_WORDS)})


class ReasonForm(forms.Form):
    """Says why; what is too long or holds markup is refused with its sentence."""

    reason = forms.CharField(widget=_reason_box())

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"])
        if problem := problem_in_text(reason, words=MAX_REASON_WORDS, characters=_LONGEST_REASON):
            raise forms.ValidationError(problem)
        return reason


class ReturnForm(ReasonForm):
    """Returns a report as it was read, with what has to change."""

    reason = forms.CharField(
        label=_("What has to change"),
        help_text=_("The author reads it at the head of her report and in her mail. Name the field and the cure."),
        widget=_reason_box(rows=4),
        error_messages={
            "required": _("Say what has to change: the author reads it at the head of her report."),
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(ReasonForm):
    """Says why readers no longer see a record."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Readers who follow a link to this record will see it. One or two sentences."),
        widget=_reason_box(),
        error_messages={"required": _("Say why the record is withdrawn: its address will show the reason.")},
    )


class PublishForm(forms.Form):
    """Publishes exactly what was read: the version of the working copy travels with the button."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReassignForm(forms.Form):
    """Hands the review to somebody else who may approve the report."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who is to review it"),
        empty_label=_("Choose a person"),
        error_messages={
            "required": _("Choose who is to review it."),
            "invalid_choice": _("This person may not approve this report. Choose a reviewer from the list."),
        },
    )
    note = forms.CharField(
        label=_("A note for her or him"),
        required=False,
        widget=_reason_box(rows=2),
        help_text=_("For example, what to look at. It stays in the history of the report."),
    )

    def __init__(self, *args: Any, result: Result, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = reviewers_of(result)  # type: ignore[attr-defined]  # a model choice

    def clean_note(self) -> str:
        note = str(self.cleaned_data["note"])
        if problem := problem_in_text(note, words=MAX_REASON_WORDS, characters=_LONGEST_REASON):
            raise forms.ValidationError(problem)
        return note


class JudgementForm(forms.Form):
    """Ticks one criterion with what shows it; the buttons say whether it is met."""

    evidence = forms.ChoiceField(label=_("Shown by this evidence"), required=False)
    note = forms.CharField(
        label=_("Or where it is seen"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "data-max-words": "60"}),
    )

    def __init__(
        self, data: Any = None, *, criterion: Criterion, evidence: Sequence[Evidence], given: Judgement | None
    ) -> None:
        initial = {"evidence": given.evidence_id, "note": given.note} if given else None
        super().__init__(data, initial=initial, auto_id=f"id_criterion_{criterion.pk}_%s")
        self.criterion, self._evidence = criterion, {str(each.pk): each for each in evidence}
        self.fields["evidence"].choices = [("", "–"), *((key, str(e)) for key, e in self._evidence.items())]  # type: ignore[attr-defined]  # a choice field

    def clean_evidence(self) -> Evidence | None:
        return self._evidence.get(self.cleaned_data["evidence"])


def reviewers_of(result: Result) -> "models.QuerySet[User]":
    """Everybody who reviews reports of its country and has not written this one."""
    covers = Q(roles__country=result.country_id) | Q(roles__region=result.country.region_id)
    covers |= Q(roles__country__isnull=True, roles__region__isnull=True)
    able = User.objects.filter(covers, roles__role__in=roles_for(Act.APPROVE), is_active=True)
    return able.exclude(pk__in=[result.created_by_id, result.changed_by_id]).distinct()
