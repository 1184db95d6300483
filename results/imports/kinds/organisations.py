"""Partners and donors in a sheet."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from countries.models import Organisation
from results.imports.kinds.kind import Planning
from results.imports.kinds.plain.columns import Columns, StoredColumn
from results.imports.kinds.plain.kind import ModelKind, Refusal, near
from results.imports.rows import Reading


class OrganisationsKind(ModelKind):
    """Organisations, known by their acronym."""

    name = "organisations"
    label = _("Organisations")
    model = Organisation
    key = ("acronym",)
    vocabulary = "partners"

    def declare(self) -> Iterable[StoredColumn]:
        column = Columns(Organisation)
        yield column.code(
            "acronym", _("By which an organisation is recognised, in reports and when it is imported again."),
            "UNICEF", allowed=_("At most 40 characters, as they are to be printed."),
        )  # fmt: skip
        yield from column.labels("name", _("Its full name."), "United Nations Children's Fund")
        yield column.choice("kind", Organisation.Kind, _("What kind of organisation it is."), "un-agency")

    def notes(self, instance: Organisation, reading: Reading, planning: Planning) -> Iterator[Refusal]:
        found = list(super().notes(instance, reading, planning))
        return iter(found or near(planning.lookups.partners, str(instance.name), "name:en"))

    def promised(self, instance: Organisation) -> dict[str, Any]:
        return {"key": instance.acronym, "names": instance.name.values(), "acronym": instance.acronym}
