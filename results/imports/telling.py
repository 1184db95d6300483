"""Mail about an import: one to whoever imports it, when it waits for her, when it is written, and when it failed.

``told_at`` says since when she knows; what has come about since then is still to be told.
"""

from contextlib import nullcontext

from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from results import mailing
from results.models import ImportBatch, ImportRow

State = ImportBatch.State
Outcome = ImportRow.Outcome
_DUE = Q(state__in=[State.PLANNED, State.APPLIED, State.FAILED]) & (
    Q(told_at__isnull=True) | Q(told_at__lt=F("state_since"))
)


def tell(batch_pk: int) -> bool:
    """Write to whoever imports, unless she knows by now or wants no mail; gives back whether a mail left."""
    # A row that is held is being told of by another worker. SQLite would hold up everybody who writes meanwhile.
    can_hold = connection.features.has_select_for_update
    with transaction.atomic() if can_hold else nullcontext():
        due = ImportBatch.objects.filter(_DUE, pk=batch_pk).select_related("by")
        batch = (due.select_for_update(of=("self",), skip_locked=True, no_key=True) if can_hold else due).first()
        if batch is None:
            return False
        wants_it = batch.by.is_active and batch.by.mail_at_once
        if wants_it and not mailing.deliver(_message(batch)):
            return False
        ImportBatch.objects.filter(pk=batch_pk, state_since=batch.state_since).update(told_at=timezone.now())
    return wants_it


def send_waiting() -> int:
    """Tell what nobody was told yet: what could not be sent, and plans that wait for whoever left them."""
    return sum(tell(key) for key in list(ImportBatch.objects.filter(_DUE).values_list("pk", flat=True)))


def _message(batch: ImportBatch) -> EmailMessage:
    with translation.override(batch.by.language):
        subject, sentence = _what_to_say(batch)
        counted = batch.counts.get("all", {})
        context = {
            "user": batch.by,
            "batch": batch,
            "sentence": sentence,
            "counts": [(outcome.label, counted[outcome]) for outcome in Outcome if counted.get(outcome)],
            "address": mailing.absolute(reverse("import", args=[batch.token])),
            "settings_address": mailing.absolute(reverse("mail-settings")),
        }
        return mailing.compose(batch.by, subject % {"name": batch.name}, render_to_string("mail/import.txt", context))


def _what_to_say(batch: ImportBatch) -> tuple[str, str]:
    if batch.state == State.FAILED:
        return _("The import of %(name)s failed"), batch.sentence
    if batch.state == State.PLANNED:
        return _("%(name)s is judged and waits for you"), _("Nothing is written yet. Look at the plan, then apply it.")
    if batch.sentence:
        return _("The import of %(name)s was not taken back"), batch.sentence
    return _("%(name)s is imported"), _("Everything that was planned is written.")
