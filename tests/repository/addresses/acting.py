"""How each function that writes reports or periods is called, so that it does its act if whoever calls it may."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import timezone

from results import actions, locks, revisions
from results.actions import Entry, removing, taking_back
from results.models import EvidenceFile, LockException, PeriodLock, Result

REASON = "One figure is wrong."


def call(world, line, by):
    """Call the function of a line as this person."""
    report = Result.objects.select_related("country__region").get(pk=world.report.pk)
    CALLS[line.address](world, report, by, line.act)


def _write_many(world, report, by, act):
    actions.write_many([_changed(report)], by=by, act=act)


def _changed(report):
    report.contribution = "The Office wrote it."
    return Entry(report)


def _write_contents(world, report, by, act):
    content = revisions.content_of(report)
    content["fields"]["contribution"] = "The Office wrote it."
    actions.write_contents([actions.PlainEntry(content, key=report.pk, version=report.version)], by=by, act=act)


def _take_back_many(world, report, by, act):
    """As if a sheet had brought the report a moment ago; what it keeps is what it refuses, and it says why."""
    sheet = taking_back.Sheet(name="sheet.csv", written_at=timezone.now(), reason=REASON)
    brought = taking_back.Brought(report.pk, report.version, before=None)
    if kept := taking_back.take_back_many([brought], by=by, sheet=sheet):
        raise PermissionDenied(kept[report.pk])


def _add_file(world, report, by, act):
    content = b"%PDF-1.7 a law"
    file = EvidenceFile(name="law.pdf", media_type="application/pdf", size=len(content), sha256="1" * 64)
    actions.add_file(report, file, ContentFile(content), by=by)


def _give_exception(world, report, by, act):
    day = date(2099, 12, 31)
    locks.give_exception(
        LockException(lock=world.lock, person=world.people["colleague"], ends_on=day, reason=REASON), by=by
    )


CALLS = {
    "write": lambda world, report, by, act: actions.write(_changed(report).result, by=by),
    "write_many": _write_many,
    "write_contents": _write_contents,
    "take_back_many": _take_back_many,
    "restore": lambda world, report, by, act: actions.restore(report, 1, by=by),
    "add_file": _add_file,
    "submit": lambda world, report, by, act: actions.submit(report, by=by),
    "submit_many": lambda world, report, by, act: actions.submit_many([report], by=by, act=act),
    "recall": lambda world, report, by, act: actions.recall(report, by=by),
    "comment": lambda world, report, by, act: actions.comment(report, "Which law?", by=by),
    "resolve": lambda world, report, by, act: actions.resolve(world.comment, by=by),
    "judge": lambda world, report, by, act: actions.judge(
        report, world.tick.criterion, by=by, is_met=True, note="In the second sentence."
    ),
    "reassign": lambda world, report, by, act: actions.reassign(report, to=world.people["regional_reviewer"], by=by),
    "send_back": lambda world, report, by, act: actions.send_back(report, by=by, reason=REASON),
    "approve": lambda world, report, by, act: actions.approve(report, by=by),
    "approve_many": lambda world, report, by, act: actions.approve_many([report], by=by),
    "publish": lambda world, report, by, act: actions.publish(report, by=by),
    "publish_many": lambda world, report, by, act: actions.publish_many([report], by=by),
    "withdraw": lambda world, report, by, act: actions.withdraw(report, by=by, reason=REASON),
    "lock": lambda world, report, by, act: locks.lock(
        PeriodLock(country=world.tajikistan, year=2018, reason=REASON), by=by
    ),
    "unlock": lambda world, report, by, act: locks.unlock(world.lock, by=by, reason=REASON),
    "give_exception": _give_exception,
    "remove_entries": lambda world, report, by, act: removing.remove_entries([world.entries["results_topic"]], by=by),
}
