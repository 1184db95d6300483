"""What keeps an action from being carried out, beside a missing right."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from results import checks
from results.models import Result


class Conflict(Exception):
    """Somebody else changed the report since it was read; ``theirs`` is the report as it stands now."""

    def __init__(self, theirs: Result) -> None:
        said = {"reference": theirs.reference, "person": theirs.changed_by}
        super().__init__(_("%(reference)s was changed by %(person)s in the meantime.") % said)
        self.theirs = theirs


class NotReady(ValidationError):
    """Reports that cannot go further yet; ``findings`` says for each reference what to mend."""

    def __init__(self, found: dict[str, list[checks.Finding]]) -> None:
        super().__init__([f"{reference}: {f.sentence}" for reference, many in found.items() for f in many])
        self.findings = found
