"""Who has a report open for writing: her browser says so every twenty seconds while the page is in sight."""

from datetime import timedelta

from django.utils import timezone

from countries.models import User
from results.models import OpenReport, Result

AWAY_AFTER = timedelta(seconds=60)


def seen(user: User, result: Result) -> None:
    """Note that somebody has the report open now; one query."""
    OpenReport.objects.bulk_create(
        [OpenReport(result=result, user=user, seen_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["result", "user"],
        update_fields=["seen_at"],
    )


def others(user: User, result: Result) -> list[OpenReport]:
    """Who else has the report open, by name."""
    now = OpenReport.objects.filter(result=result, seen_at__gt=timezone.now() - AWAY_AFTER)
    return list(now.exclude(user=user).select_related("user").order_by("user__name", "pk"))
