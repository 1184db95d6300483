"""Mail about reports: a message for what concerns a person, and a summary of the day before."""

import logging
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from countries.models import Country, User
from results.models import Digest, Event, Notice

logger = logging.getLogger(__name__)

Act = Event.Act
# What a summary tells: a report's way, not every sentence that was changed on it.
TOLD = (Act.SUBMITTED, Act.RETURNED, Act.APPROVED, Act.PUBLISHED, Act.WITHDRAWN, Act.COMMENTED)
MOST_LINES = 20
_BATCH = 500


def send_waiting() -> int:
    """Send every notice not yet sent; gives back how many left. One refused address keeps nobody else waiting."""
    waiting = Notice.objects.filter(sent_at__isnull=True).order_by("pk").values_list("pk", flat=True)
    return sum(_send(key) for key in list(waiting[:_BATCH]))


def _send(key: int) -> bool:
    # A row that is held is being sent by another worker. SQLite would hold up everybody who writes meanwhile.
    can_hold = connection.features.has_select_for_update
    with transaction.atomic() if can_hold else nullcontext():
        notices = Notice.objects.select_for_update(of=("self",), skip_locked=can_hold) if can_hold else Notice.objects
        notice = (
            notices.filter(pk=key, sent_at__isnull=True)
            .select_related("user", "event__by", "event__result__country__region", "event__result__reviewer")
            .first()
        )
        if notice is None or not deliver(_message(notice)):
            return False
        notice.sent_at = timezone.now()
        notice.save(update_fields=["sent_at"])
    return True


def deliver(message: EmailMessage) -> bool:
    try:
        message.send()
    except (OSError, SMTPException):
        logger.exception("A mail to %s could not be sent; it is tried again.", message.to)
        return False
    return True


def _message(notice: Notice) -> EmailMessage:
    """The mail about one event, in the language of whoever gets it."""
    event = notice.event
    with translation.override(notice.user.language):
        act = {"reference": event.result.reference, "act": event.get_act_display(), "person": event.by}
        context = {
            "event": event,
            "user": notice.user,
            "address": absolute(reverse("report", args=[event.result.reference])),
            "settings_address": absolute(reverse("mail-settings")),
        }
        return compose(
            notice.user,
            _("%(reference)s: %(act)s by %(person)s") % act,
            render_to_string("mail/notice.txt", context),
        )


@dataclass
class Told:
    """What happened in one country on the day."""

    country: Country
    events: list[Event]

    @property
    def shown(self) -> list[tuple[Event, str]]:
        """The first events with their addresses."""
        return [(e, absolute(reverse("report", args=[e.result.reference]))) for e in self.events[:MOST_LINES]]

    @property
    def more(self) -> int:
        """How many events are not shown."""
        return max(0, len(self.events) - MOST_LINES)


def send_digests(day: date) -> int:
    """Send the summary of a day to whoever wants one and has none yet; gives back how many mails left."""
    events = _events_of(day)
    done = Digest.objects.filter(day=day).values("user")
    people = User.objects.filter(is_active=True, mail_digest=True, roles__isnull=False).exclude(pk__in=done).distinct()
    return sum(_send_digest(user, day, events) for user in people)


def _events_of(day: date) -> list[Event]:
    start = timezone.make_aware(datetime.combine(day, time.min))
    on_day = Event.objects.filter(act__in=TOLD, at__gte=start, at__lt=start + timedelta(days=1))
    return list(on_day.select_related("by", "result__country__region").order_by("result__country", "at"))


def _send_digest(user: User, day: date, events: Iterable[Event]) -> bool:
    known = set(Notice.objects.filter(user=user, event__at__date__gte=day).values_list("event", flat=True))
    hers = [e for e in events if e.by_id != user.pk and e.pk not in known and user.roles_in(e.result.country)]
    told: dict[int, Told] = {}
    for event in hers:
        told.setdefault(event.result.country_id, Told(event.result.country, [])).events.append(event)
    with translation.override(user.language):
        context = {
            "told": list(told.values()),
            "day": day,
            "user": user,
            "settings_address": absolute(reverse("mail-settings")),
        }
        subject = _("What happened in your countries")
        is_sent = bool(told) and deliver(compose(user, subject, render_to_string("mail/digest.txt", context)))
    if is_sent or not told:
        Digest.objects.create(user=user, day=day)
    return is_sent


def compose(user: User, subject: str, body: str) -> EmailMessage:
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=f"[Waymark] {subject}", body=body, to=[user.email], headers=headers)


def absolute(path: str) -> str:
    """A path of this site as a whole address, for a mail."""
    return str(settings.SITE_URL).rstrip("/") + path
