"""A report as the quality checks read it: from what it says as plain data, stored or only typed."""

from datetime import date
from typing import Any

from django.db.models import Model

from countries.models import Country, CountryProgrammeOutcome, Organisation
from indicators.models import AchievementStep, Driver, Indicator
from results.checks import Report
from results.desk.writing.around import Around
from results.forms import LONG_TEXTS
from results.models import ContributionKind, Project
from results.revisions import PARTS, Content, part_from
from sdg_links.models import Goal, Target

_AS_THEY_ARE = ("date_precision", "language", *LONG_TEXTS)
# What a row of a part points at that comes from a vocabulary.
_POINTERS: dict[str, tuple[tuple[str, type[Model]], ...]] = {
    "contributions": (("kind", ContributionKind),),
    "driver_texts": (("driver", Driver),),
    "sdg_links": (("goal", Goal), ("target", Target)),
}


def report_of(content: Content, around: Around) -> Report:
    """The report that says this. Its vocabularies come from memory; nothing else is read."""
    known, fields, links = around.vocabularies, content["fields"], content["links"]
    parts: dict[str, Any] = {name: _parts(content, name, around) for name in PARTS}
    return Report(
        pk=around.result.pk,
        reference=around.result.reference,
        country=known.one(Country, fields["country_id"]),
        cpo=known.one(CountryProgrammeOutcome, fields["cpo_id"]),
        date=date.fromisoformat(fields["date"]) if fields["date"] else None,
        indicator=known.one(Indicator, fields["indicator_id"]),
        step=known.one(AchievementStep, fields["step_id"]),
        partners=known.several(Organisation, links["partners"]),
        projects=known.several(Project, links["projects"]),
        **{name: fields[name] for name in _AS_THEY_ARE},
        **parts,
    )


def _parts(content: Content, name: str, around: Around) -> list[Any]:
    """The rows of a part as they would be stored, with what they point at."""
    parts = [part_from(name, values) for values in content["parts"][name]]
    for part in parts:
        for column, model in _POINTERS.get(name, ()):
            if (key := getattr(part, f"{column}_id")) is not None:
                setattr(part, column, around.vocabularies.one(model, key))
    return parts
