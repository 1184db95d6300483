"""Saying that a worker lives, whatever it is doing: the others take up the work of one that falls silent."""

import logging
import socket
from contextlib import suppress
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now

from results.models import Worker

logger = logging.getLogger(__name__)


class Heart:
    """Keeps the row of one worker fresh from a thread with a database connection of its own.

    The time is the database's, so clocks of machines need not agree. Where the database is locked (SQLite, while an
    import is written) or away, the beat is late and the next one is tried: whoever looks takes nobody for dead whom it
    has not missed twice, with the database free in between (taking_up.py).
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._is_to_stop = Event()
        self._thread = Thread(target=self._beat_on, name="heartbeat", daemon=True)

    def start(self) -> bool:
        """Make the worker known, and go on saying that it lives."""
        self._beat()
        self._thread.start()
        return True

    def stop(self) -> None:
        """Take leave."""
        self._is_to_stop.set()
        self._thread.join()
        with suppress(DatabaseError):
            Worker.objects.filter(name=self.name).delete()

    def _beat_on(self) -> None:
        try:
            while not self._is_to_stop.wait(settings.WORKER_BEAT):
                try:
                    self._beat()
                except DatabaseError:
                    logger.info("Worker %s could not say that it lives; it tries again.", self.name)
                    connection.close()
        finally:
            connection.close()

    def _beat(self) -> None:
        # Taken for dead while it was paused, it has to make itself known again.
        if not Worker.objects.filter(name=self.name).update(seen_at=Now()):
            with transaction.atomic():
                Worker.objects.create(name=self.name, host=socket.gethostname(), seen_at=Now())
