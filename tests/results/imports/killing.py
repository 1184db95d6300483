"""Kills workers at random moments for a while, and says what was wrong afterwards; run as a process of its own.

python -m tests.results.imports.killing SECONDS, with DATABASE_URL naming a new database and MEDIA_ROOT an empty folder.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import django

ROWS = 3_000
RUNNING = {"arrived", "planning", "applying", "taking-back"}
WORKERS = 3
PATIENCE = 90


class Staff:
    """Workers, each a real process; the one that has a task can be done harm to."""

    def __init__(self):
        self.workers = {}
        self.fill()

    def fill(self):
        self.workers = {pid: process for pid, process in self.workers.items() if process.poll() is None}
        for _missing in range(WORKERS - len(self.workers)):
            process = subprocess.Popen([sys.executable, "manage.py", "work", "--with-parent", str(os.getpid())])
            self.workers[process.pid] = process

    def at_work(self):
        """The worker that has the task that is done now, by its process id; None where nobody has one."""
        from django_tasks_db.models import DBTaskResult

        task = DBTaskResult.objects.running().filter(task_path__endswith="_import").first()
        return int(task.worker_ids[-1].split("-")[-2]) if task else None

    def kill(self, pid):
        os.kill(pid, signal.SIGKILL)
        self.workers.pop(pid).wait()
        self.fill()

    def pause(self, pid):
        os.kill(pid, signal.SIGSTOP)
        time.sleep(random.uniform(1.5, 3))
        os.kill(pid, signal.SIGCONT)

    def cut_off(self, pid):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    def dismiss(self):
        for process in self.workers.values():
            process.terminate()
        return [process.wait(PATIENCE) for process in self.workers.values()]


class Trial:
    """One import after another, with harm done in the middle of each of its stages."""

    def __init__(self, seconds):
        from django.db import connection

        from countries.models import User

        self.by = User.objects.create_superuser("administrator@example.org", name="Administrator")
        self.until = time.monotonic() + seconds
        self.staff = Staff()
        self.harms = ["kill"] if connection.vendor == "sqlite" else ["kill", "kill", "pause", "cut_off"]
        self.done, self.wrong = Counter(), []

    def run(self):
        while (time.monotonic() < self.until or not self.done["kill"]) and not self.wrong:
            self.one_import()
            self.done["imports"] += 1
        self.look_around()
        # One that was only just started does not listen yet.
        if codes := [code for code in self.staff.dismiss() if code not in (0, -signal.SIGTERM)]:
            self.wrong.append(f"workers ended with {codes}")
        return {"done": self.done, "wrong": self.wrong}

    def one_import(self):
        from django.core.files.base import ContentFile

        from results.imports import batches

        name = f"I{self.done['imports']}"
        lines = [f"{name}-{number},{number} of {name},other" for number in range(ROWS)]
        content = ContentFile("\n".join(["acronym,name_en,kind", *lines]).encode())
        batch = batches.arrive(content, name=f"{name}.csv", by=self.by)
        if self.stage(batch, "planned", rows=ROWS, written=0) != "planned":
            return
        batches.apply(batch, by=self.by)
        if self.stage(batch, "applied", rows=ROWS, written=ROWS) != "applied":
            return
        batches.take_back(batch, by=self.by)
        self.stage(batch, "taken-back", rows=ROWS, written=0)

    def stage(self, batch, goal, *, rows, written):
        """Do harm to whoever has the import, wait until it is settled, and look whether all is whole."""
        before = self.standing(batch)[2]
        for _time in range(random.choice([0, 1, 1, 1, 1, 2, 2, 3])):
            self.do_harm(batch)
        state = self.settled(batch)
        self.done[state] += 1
        stands = self.standing(batch)
        given_up = ("applied", rows, before) if goal == "taken-back" else ("failed", rows * (goal == "applied"), 0)
        if stands not in ((goal, rows, written), given_up):
            self.wrong.append(f"on the way to {goal} with {rows} rows and {written} written: {stands}")
        return state

    def do_harm(self, batch):
        deadline = time.monotonic() + PATIENCE
        while (pid := self.staff.at_work()) not in self.staff.workers:
            if self.standing(batch)[0] not in RUNNING or time.monotonic() > deadline:
                return
            time.sleep(0.01)
        time.sleep(random.uniform(0, 1))
        harm = random.choice(self.harms)
        getattr(self.staff, harm)(pid)
        self.done[harm] += 1

    def settled(self, batch):
        deadline = time.monotonic() + PATIENCE
        while (state := self.standing(batch)[0]) in RUNNING:
            if time.monotonic() > deadline:
                self.wrong.append(f"stuck: {state}")
                return "stuck"
            time.sleep(0.02)
        return state

    def standing(self, batch):
        """The state of an import, how many rows it has, and how much of it is written."""
        from django.db import OperationalError, close_old_connections

        from results.models import ImportBatch

        close_old_connections()
        try:
            state = ImportBatch.objects.values_list("state", flat=True).get(pk=batch.pk)
            return state, batch.rows.count(), _written(batch)
        except OperationalError:
            return self.standing(batch)

    def look_around(self):
        """Nothing is left to do, nobody counts as being at it, and no row is there twice."""
        from django_tasks_db.models import DBTaskResult

        deadline = time.monotonic() + PATIENCE
        while (left := DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).count()) and not self.wrong:
            if time.monotonic() > deadline:
                self.wrong.append(f"{left} tasks are left")
            time.sleep(0.1)


def _written(batch):
    from countries.models import Organisation

    return Organisation.objects.filter(acronym__startswith=f"{batch.name.removesuffix('.csv')}-").count()


def main():
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(Trial(float(sys.argv[1])).run()))


if __name__ == "__main__":
    main()
