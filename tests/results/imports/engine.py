"""Stages of an import that do as they are told, for tests of what lies around them."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from results.imports import applying, files, mapping, planning

EXAMINED = {"format": "csv", "sheets": [{"name": "results", "rows": 3}]}
ANSWERS = {"sheets": [{"name": "results", "kind": "results"}]}


def install(monkeypatch, **stages):
    """Have stages replaced: examine, propose, questions, plan, apply, take_back."""
    ready = {
        "examine": lambda path, name, encoding: EXAMINED,
        "propose": lambda examined, lookups: ANSWERS,
        "questions": lambda examined, answers, lookups: [],
        "plan": lambda key, progress: None,
        "apply": lambda key, progress: None,
        "take_back": lambda key, progress: [],
    }
    places = {"examine": files, "propose": mapping, "questions": mapping, "plan": planning}
    for name, stage in {**ready, **stages}.items():
        monkeypatch.setattr(places.get(name, applying), name, stage, raising=False)


def fields_of(state, by):
    """What an import in this state has besides."""
    fields = {"state": state, "by": by, "examined": EXAMINED, "answers": ANSWERS}
    if state in ("applied", "taking-back", "taken-back"):
        fields["applied_at"] = timezone.now() - timedelta(minutes=1)
    if state in ("taking-back", "taken-back"):
        fields |= {"taken_back_at": timezone.now(), "taken_back_by": by}
    return fields


def queued():
    """What waits in the queue: the names of the tasks with what they are about."""
    waiting = DBTaskResult.objects.order_by("enqueued_at").values_list("task_path", "args_kwargs")
    return [(path.removeprefix("results.tasks."), *called["args"]) for path, called in waiting]
