"""Reading as of a day in the past: ?as_of=2021-12-31 shows what readers saw at the end of that day."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from results.dates import KnownDate, Precision
from results.models import Publication
from results.querysets import PublicationQuerySet

PARAMETER = "as_of"


def day_asked(request: HttpRequest) -> date | None:
    """The day in the address, or None; raises ValidationError with a sentence for the reader."""
    text = request.GET.get(PARAMETER, "").strip()
    if not text:
        return None
    known = KnownDate.parse(text)
    if known.precision != Precision.DAY:
        raise ValidationError(
            _("“%(text)s” is not a single day. Write year, month and day: 2021-12-31.") % {"text": text}
        )
    if known.day > timezone.localdate():
        raise ValidationError(_("%(day)s is still to come. Choose a day that is over, or today.") % {"day": text})
    return known.day


def readable(request: HttpRequest) -> PublicationQuerySet:
    """What this reader reads: the current versions, or those of the day asked for; raises ValidationError."""
    day = day_asked(request)
    return on(day) if day else Publication.objects.current()


@dataclass(frozen=True)
class Reading:
    """What a page reads from, the day it was asked for, and what is wrong with that day, as a sentence."""

    publications: PublicationQuerySet
    day: date | None = None
    problem: str = ""


def reading(request: HttpRequest) -> Reading:
    """As ``readable``, for a page that shows what is current beside the sentence about a day it cannot read."""
    try:
        return Reading(readable(request), day_asked(request))
    except ValidationError as error:
        return Reading(Publication.objects.current(), problem=" ".join(error.messages))


def on(day: date) -> PublicationQuerySet:
    """The versions that readers saw at the end of a day."""
    return Publication.objects.as_of(end_of(day))


def end_of(day: date) -> datetime:
    """The last moment of a day, where this application runs."""
    return timezone.make_aware(datetime.combine(day, time.max))
