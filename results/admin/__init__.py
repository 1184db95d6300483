"""The workspace's screens for results; each module registers its own."""

from results.admin import log, publications, result_admin, vocabularies

__all__ = ["log", "publications", "result_admin", "vocabularies"]
