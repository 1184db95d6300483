"""The demonstration's reports: written by their country's officers, and brought as far as their file says."""

from typing import Any

from countries.models import User
from results import actions
from results.demo.plans import read
from results.demo.shelf import Shelf
from results.demo.ways import PUBLISH, Walk, publish
from results.models import Result
from results.permissions import Act, may_in


def create_reports(people: dict[str, User]) -> int:
    """Write the reports that are not there yet and bring each on its way; gives back how many."""
    known = set(Result.objects.values_list("reference", flat=True))
    reports = [report for report in read("reports") if report["reference"] not in known]
    shelf = Shelf()
    walks: dict[str, Walk] = {}
    for author in people.values():
        own = [report for report in reports if _author_of(report, people, shelf) == author]
        entries = [shelf.entry(report) for report in own]
        actions.write_many(entries, by=author, act=Act.WRITE)
        walks |= {entry.result.reference: Walk(entry.result, author, people, shelf) for entry in entries}
    ways = {report["reference"]: report["way"] for report in sorted(reports, key=lambda report: str(report["date"]))}
    # Most are published at once: together, that takes half the time.
    together = [reference for reference, way in ways.items() if way[:1] == [PUBLISH]]
    publish([walks[reference] for reference in together])
    for reference, way in ways.items():
        walks[reference].follow(way[1:] if reference in together else way)
    return len(reports)


def _author_of(report: dict[str, Any], people: dict[str, User], shelf: Shelf) -> User:
    """Who is named in the file, else the officer of the country."""
    officer = people[report.get("author", "officer")]
    country = shelf.countries[report["country"]]
    return officer if may_in(officer, Act.WRITE, country) else people["country-offices"]
