"""What reports say now, for those who are about to change them."""

from collections.abc import Mapping

from django.db.models import F

from results import revisions
from results.inserting import insert
from results.models import Result, Revision
from results.revisions import Content


def contents_of(versions: Mapping[int, int]) -> dict[int, Content]:
    """What reports say, by primary key, as they are held at these versions.

    What was written before versions were kept is kept here.
    """
    revised = Revision.objects.filter(result__in=versions, version=F("result__version"))
    found: dict[int, Content] = dict(revised.values_list("result", "content"))
    missing = [key for key in versions if key not in found]
    if missing:
        read = {r.pk: revisions.content_of(r) for r in Result.objects.filter(pk__in=missing).with_everything()}
        insert([Revision(result_id=key, version=versions[key], content=content) for key, content in read.items()])
        found.update(read)
    return found
