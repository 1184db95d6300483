"""The command that runs every quality check over every report, for the night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from countries.models import Country
from results.checks import CHECKS, standing


class Command(BaseCommand):
    help = (
        "Runs every quality check over every report, country by country, and keeps what is found for the page of "
        "findings. No report is changed. Run it every night."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--country", metavar="ISO3", help="only the reports of this country, for example TJK")

    def handle(self, *args: Any, country: str | None, **options: Any) -> None:
        chosen = Country.objects.filter(iso3=country.upper()) if country else None
        if chosen is not None and not chosen:
            raise CommandError(
                _("There is no country with the code %(code)s. Use the three letters of ISO 3166, such as TJK.")
                % {"code": country}
            )
        self._print(standing.check_all(chosen))

    def _print(self, tally: standing.Tally) -> None:
        rows = [(_("Check"), _("Level"), _("Findings"), _("Reports"))]
        rows += [
            (str(check.title), str(check.level.label), str(count), str(tally.reports_by_check[name]))
            for name, check in CHECKS.items()
            if (count := tally.findings_by_check[name])
        ]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for title, level, *numbers in rows if len(rows) > 1 else []:
            counts = "".join(f"  {number:>{width}}" for number, width in zip(numbers, widths[2:], strict=True))
            self.stdout.write(f"{title:<{widths[0]}}  {level:<{widths[1]}}{counts}")
        self.stdout.write(str(tally))
