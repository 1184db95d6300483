"""The rows in which the parts of a report are written: one form for each kind of part."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from indicators.models import Driver
from results.desk.files.forms import EvidenceForm
from results.desk.writing import choices
from results.desk.writing.around import Around
from results.desk.writing.constraints import require_constraints
from results.desk.writing.fields import OneOf, of_model
from results.forms import ContributionForm
from results.models import Contribution, ContributionKind, DriverText, Evidence, EvidenceFile, PeopleReached, Result
from results.models import ResultSdgLink as SdgLink
from sdg_links.models import Goal, Target
from sdg_links.texts import PlainTextField


class Row(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes none at run time
    """A part of a report, in a row that may be left empty; ``telling`` are the fields that make it more than empty."""

    id = forms.IntegerField(required=False, max_value=2**63 - 1, widget=forms.HiddenInput)
    telling: ClassVar[tuple[str, ...]] = ()
    # Fields that are drawn by a template of their own, and whether the row can be removed.
    drawn_apart: ClassVar[frozenset[str]] = frozenset()
    may_go: ClassVar[bool] = True

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        self.around = around
        kwargs["instance"] = self._meta.model(result=around.result)
        super().__init__(*args, **kwargs)
        self.empty_permitted, self.use_required_attribute = True, False
        for field in self._meta.model._meta.fields:
            if isinstance(field, PlainTextField) and field.name in self.fields:
                self.fields[field.name].widget.attrs["lang"] = around.result.language

    def has_changed(self) -> bool:
        """Whether anything is written here."""
        typed = (self.data.get(self.add_prefix(name)) or self.files.get(self.add_prefix(name)) for name in self.telling)
        return any(bool(value.strip()) if isinstance(value, str) else bool(value) for value in typed)

    @property
    def is_to_go(self) -> bool:
        """Whether the row is ticked to be removed."""
        return bool(self.data.get(self.add_prefix(DELETION_FIELD_NAME)))

    @property
    def heading(self) -> str:
        """What the row is about, where that is given."""
        return ""

    @property
    def chosen(self) -> list[BoundField]:
        """The fields whose choice stands and is only shown."""
        return []

    @property
    def fields_shown(self) -> list[BoundField]:
        """The fields to write in."""
        names = {field.name for field in self.chosen} | self.drawn_apart | {DELETION_FIELD_NAME}
        return [field for field in self.visible_fields() if field.name not in names]

    def leave_unjudged(self) -> None:
        """Show what is typed without a word on what is wrong with it."""
        self._errors = ErrorDict()

    def validate_unique(self) -> None:
        """What may stand only once among the rows is seen where all rows are known."""

    def validate_constraints(self) -> None:
        if self.errors:
            return
        try:
            require_constraints(self.instance)
        except ValidationError as error:
            self.add_error(None, error)

    def _get_validation_exclusions(self) -> set[str]:
        # What was chosen from the vocabularies exists; the model would ask the database once more for each.
        keys = {field.name for field in self._meta.model._meta.fields if field.is_relation}
        others: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # the stubs do not know it
        return others | keys


class ContributionRow(Row, ContributionForm):
    """One thing the organisation did."""

    telling = ("kind", "description", "quantity", "women", "men", "participants", "date")

    class Meta:
        model = Contribution
        fields = ("kind", "date", "quantity", "description", "women", "men", "participants")

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, around=around, **kwargs)
        kinds = around.vocabularies
        self.fields["kind"] = OneOf(
            kinds.find(ContributionKind),
            choices=lambda: [("", _("Choose a kind")), *choices.options(kinds.all(ContributionKind).values())],
            error_messages={"required": _("Choose what kind of contribution this was, or empty the row.")},
            **of_model(Contribution, "kind"),
        )


class PeopleRow(Row):
    """One figure of people reached."""

    telling = ("women", "men", "total", "source", "kind", "overlaps_with")

    class Meta:
        model = PeopleReached
        fields = ("kind", "women", "men", "total", "is_estimated", "source", "overlaps_with")

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, around=around, **kwargs)
        self.fields["kind"].choices = [("", _("Choose the sense")), *PeopleReached.Kind.choices]  # type: ignore[attr-defined]
        self.fields["overlaps_with"] = OneOf(
            lambda value: around.others.get(choices.key_of(value) or 0),
            choices=lambda: [("", _("In no other report")), *map(_other, around.others.values())],
            required=False,
            **of_model(PeopleReached, "overlaps_with"),
        )


class EvidenceRow(Row, EvidenceForm):
    """One piece of evidence: an address or a file."""

    telling = ("title", "proves", "url", "token", "upload")
    drawn_apart = frozenset({"upload", "removes_file"})

    class Meta:
        model = Evidence
        fields = ("title", "proves", "url", "is_public")

    def _file_by(self, token: Any) -> EvidenceFile | None:
        return self.around.files.get(str(token))


class SdgRow(Row):
    """A link to a target or to a whole goal, with its reason."""

    telling = ("link", "reason")

    class Meta:
        model = SdgLink
        fields = ("reason",)

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, around=around, **kwargs)
        known = around.vocabularies
        link = OneOf(
            known.find_linked,
            label=_("SDG target or goal"),
            help_text=_("A goal as a whole only where no single target fits."),
            choices=lambda: [
                ("", _("Choose a target or a goal")),
                *choices.goals_and_targets(known.all(Goal).values(), known.all(Target).values()),
            ],
            error_messages={"required": _("Choose the target or goal that this reason is about, or empty the row.")},
        )
        self.fields = {"id": self.fields["id"], "link": link, "reason": self.fields["reason"]}

    @property
    def heading(self) -> str:
        return str(self._linked or "")

    @property
    def chosen(self) -> list[BoundField]:
        return [self["link"]] if self._linked else []

    @property
    def _linked(self) -> Goal | Target | None:
        return self.around.vocabularies.find_linked(self.data.get(self.add_prefix("link"), ""))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        linked = cleaned.get("link")
        self.instance.target = cleaned["target"] = linked if isinstance(linked, Target) else None
        self.instance.goal = cleaned["goal"] = linked if isinstance(linked, Goal) else None
        return cleaned


class DriverRow(Row):
    """What the report says about one driver; the driver is given."""

    telling = ("text",)
    may_go = False

    class Meta:
        model = DriverText
        fields = ("driver", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": "5"})}

    def __init__(self, *args: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(*args, around=around, **kwargs)
        self.fields["driver"] = OneOf(around.vocabularies.find(Driver), widget=forms.HiddenInput)

    @property
    def heading(self) -> str:
        return str(self.around.vocabularies.find(Driver)(self.data.get(self.add_prefix("driver"), "")) or "")

    @property
    def chosen(self) -> list[BoundField]:
        return [self["driver"]]


def _other(result: Result) -> choices.Option:
    return (str(result.pk), f"{result.reference} {result.summary[:80]}".strip())
