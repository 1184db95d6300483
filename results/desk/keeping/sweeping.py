"""What is kept for people and nobody needs any more; the nightly run sweeps it out."""

from datetime import datetime, timedelta

from results.desk.keeping.work import KEPT_FOR
from results.models import OpenReport, UnsavedWork

# A copy of a text that was saved may come in late from a browser that was closed; after this it is taken for a new one.
_SETTLED_FOR = timedelta(days=14)
_OPEN_FOR = timedelta(days=1)


def sweep(now: datetime) -> tuple[int, int]:
    """Delete texts that waited for sixty days, what was settled, and who had what open; (texts, pages) deleted.

    Its writer has seen a text at every visit to its form and to her desk in these days, with the day it is deleted.
    """
    old = UnsavedWork.objects.filter(kept_at__lt=now - KEPT_FOR)
    settled = UnsavedWork.objects.filter(data={}, kept_at__lt=now - _SETTLED_FOR)
    texts = old.exclude(data={}).delete()[0]
    settled.delete()
    return texts, OpenReport.objects.filter(seen_at__lt=now - _OPEN_FOR).delete()[0]
