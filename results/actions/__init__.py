"""The only way in: everything that changes a report, checked against the permission table and written to the log."""

from results.actions.adding_files import add_file, remove_files, require_room
from results.actions.bulk import PlainEntry, write_contents
from results.actions.commenting import comment, judge, resolve
from results.actions.entries import Entry
from results.actions.problems import Conflict, NotReady
from results.actions.publishing import publish, publish_many, withdraw
from results.actions.reviewing import approve, approve_many, reassign, recall, send_back, submit, submit_many
from results.actions.writing import restore, write, write_many

__all__ = [
    "Conflict",
    "Entry",
    "NotReady",
    "PlainEntry",
    "add_file",
    "approve",
    "approve_many",
    "comment",
    "judge",
    "publish",
    "publish_many",
    "reassign",
    "recall",
    "remove_files",
    "require_room",
    "resolve",
    "restore",
    "send_back",
    "submit",
    "submit_many",
    "withdraw",
    "write",
    "write_contents",
    "write_many",
]
