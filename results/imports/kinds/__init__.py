"""Everything that can be imported, by its name and in the order in which the sheets of a batch are written."""

from collections.abc import Mapping

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

# Imported before the function below is defined, since the module goes by the same name.
from results.imports.kinds.kind import Kind


def _kinds() -> dict[str, Kind]:
    # Imported here: the kinds stand on the stages that read cells, and those on the columns beside this file.
    from results.imports.kinds.measured import CountryIndicatorsKind, MeasurementsKind, TargetsKind
    from results.imports.kinds.organisations import OrganisationsKind
    from results.imports.kinds.parts.contributions import ContributionsKind
    from results.imports.kinds.parts.evidence import EvidenceKind
    from results.imports.kinds.parts.people import PeopleKind
    from results.imports.kinds.parts.sdg_links import SdgLinksKind
    from results.imports.kinds.people import RolesKind, UsersKind
    from results.imports.kinds.plans import AreasKind, CposKind, FrameworksKind
    from results.imports.kinds.projects import ProjectsKind
    from results.imports.kinds.results.kind import ResultsKind

    kinds: list[Kind] = [
        OrganisationsKind(), ProjectsKind(), CposKind(), FrameworksKind(), AreasKind(), UsersKind(), RolesKind(),
        CountryIndicatorsKind(), TargetsKind(), MeasurementsKind(), ResultsKind(),
        ContributionsKind(), PeopleKind(), SdgLinksKind(), EvidenceKind(),
    ]  # fmt: skip
    return {kind.name: kind for kind in kinds}


KINDS: Mapping[str, Kind] = SimpleLazyObject(_kinds)  # type: ignore[assignment]  # stands for the dictionary


def kind(name: str) -> Kind:
    """The kind of this name; raises ValueError where there is none."""
    if name not in KINDS:
        raise ValueError(_("There is nothing called “%(name)s” that can be imported.") % {"name": name})
    return KINDS[name]
