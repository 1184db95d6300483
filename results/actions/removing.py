"""Taking an entry out of a vocabulary, where no report refers to it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from countries.models import User
from results import gate
from results.models import Result
from results.querysets import ResultQuerySet
from results.revisions import LINKS

_SHOWN = 5


def reports_linked_to(entry: models.Model) -> ResultQuerySet:
    """The reports that link to a topic, a partner, a project and so on; foreign keys protect themselves."""
    names = [name for name in LINKS if Result._meta.get_field(name).related_model is type(entry)]
    linked = Q.create([(name, entry) for name in names], connector=Q.OR) if names else Q(pk__in=[])
    return Result.objects.filter(linked).distinct()


@transaction.atomic
def remove_entry(entry: models.Model, *, by: User) -> None:
    """Delete an entry; raises PermissionDenied, ValidationError with the reports that link to it, or ProtectedError.

    Deleting it with its links would change reports that nobody wrote, and without a word in their history.
    """
    if not by.is_administrator:
        raise PermissionDenied(_("Only an administrator keeps vocabularies. Ask an administrator to remove this."))
    if linked := list(reports_linked_to(entry).values_list("reference", flat=True)[:_SHOWN]):
        raise ValidationError(
            _("%(entry)s is used by %(reports)s. Take it out of these reports first.")
            % {"entry": entry, "reports": ", ".join(linked)}
        )
    # The database looks through the tables of links, and finds nothing there.
    with gate.open_for_upkeep():
        entry.delete()
