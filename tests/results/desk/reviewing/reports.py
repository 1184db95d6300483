"""What happens to a report before a reviewer meets it, and where she meets it."""

from django.urls import reverse

from results import actions
from results.actions import Entry
from results.models import Result
from results.permissions import Act


def fresh(result):
    """The report as it is stored now."""
    return Result.objects.get(pk=result.pk)


def change(result, by, *, parts=None, links=None, **fields):
    """Write other fields, parts or links into a report."""
    changed = fresh(result)
    for name, value in fields.items():
        setattr(changed, name, value)
    actions.write_many([Entry(changed, links=links or {}, **(parts or {}))], by=by, act=Act.WRITE)


def change_meanwhile(result, officer):
    """What a reviewer does not see happen: taken back, changed, and sent in again."""
    actions.recall(result, by=officer)
    change(result, officer, summary="The budget law has been changed meanwhile")
    actions.submit(fresh(result), by=officer)


def address(name, result, *more):
    return reverse(f"report-{name}", args=[result.reference, *more])
