"""What keeps an action from being carried out, beside a missing right."""

from django.core.exceptions import ValidationError

from results import checks
from results.models import Result


class Conflict(Exception):
    """Somebody else changed the report since it was read; ``theirs`` is the report as it stands now."""

    def __init__(self, theirs: Result) -> None:
        super().__init__(f"{theirs.reference} was changed by {theirs.changed_by} in the meantime.")
        self.theirs = theirs


class NotReady(ValidationError):
    """Reports that cannot go further yet; ``findings`` says for each reference what to mend."""

    def __init__(self, found: dict[str, list[checks.Finding]]) -> None:
        super().__init__([f"{reference}: {f.sentence}" for reference, many in found.items() for f in many])
        self.findings = found
