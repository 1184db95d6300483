"""The command that brings the United Nations' official texts of the SDG framework into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sdg_links.official_texts.framework import KIND_NAMES, OfficialTextError, list_by_kind
from sdg_links.official_texts.loading import Tally, load
from sdg_links.official_texts.reading import read


class Command(BaseCommand):
    help = (
        "Loads the official texts of the SDG goals, targets and indicators, from the workbook that the United "
        "Nations Statistics Division publishes or from a folder of translations. Run again, it changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "source",
            type=Path,
            metavar="FILE_OR_FOLDER",
            help="the framework's .xlsx workbook; a folder with global_goals.yml and global_targets.yml; "
            "or a folder of such folders, one a language",
        )
        parser.add_argument(
            "--language",
            metavar="CODE",
            help="the language of the texts, such as fr; otherwise English for a workbook and the folder's name "
            "for translations",
        )

    def handle(self, *args: Any, source: Path, language: str | None, **options: Any) -> None:
        try:
            tallies = load(read(source, language))
        except OfficialTextError as error:
            raise CommandError(str(error)) from error
        for code, by_kind in tallies.items():
            self.stdout.write(f"{code}: {'; '.join(_count(kind, tally) for kind, tally in by_kind.items())}")
            if missing := list_by_kind({kind: tally.missing for kind, tally in by_kind.items()}, limit=None):
                self.stdout.write(_("%(language)s: no text for %(codes)s") % {"language": code, "codes": missing})
        if not any(tally.updated for by_kind in tallies.values() for tally in by_kind.values()):
            self.stdout.write(_("Nothing changed: the database already holds these texts."))


def _count(kind: str, tally: Tally) -> str:
    return _("%(kind)s: %(read)s read, %(updated)s updated, %(unchanged)s unchanged") % {
        "kind": KIND_NAMES[kind],
        "read": len(tally.read),
        "updated": len(tally.updated),
        "unchanged": len(tally.read) - len(tally.updated),
    }
