from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    name = "results"
    verbose_name = _("Results")

    def ready(self) -> None:
        """Put the guard of results/gate.py onto every connection, those already open included."""
        from results import gate

        connection_created.connect(gate.watch, dispatch_uid="results.gate")
        for connection in connections.all(initialized_only=True):
            gate.watch(connection)
