"""Taking an entry out of a vocabulary, where no report refers to it."""

from collections.abc import Sequence

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


def reports_linked_to(*entries: models.Model) -> ResultQuerySet:
    """The reports that link to topics, to partners, to projects and so on; foreign keys protect themselves."""
    names = [name for name in LINKS if Result._meta.get_field(name).related_model is type(entries[0])]
    linked = Q.create([(f"{name}__in", entries) for name in names], connector=Q.OR) if names else Q(pk__in=[])
    return Result.objects.filter(linked).distinct()


def remove_entry(entry: models.Model, *, by: User) -> None:
    """Delete an entry; raises PermissionDenied, ValidationError with the reports that link to it, or ProtectedError."""
    remove_entries([entry], by=by)


@transaction.atomic
def remove_entries(entries: Sequence[models.Model], *, by: User) -> None:
    """Delete entries of one vocabulary, all of them or none, raising as ``remove_entry`` does.

    Deleting them with their links would change reports that nobody wrote, and without a word in their history.
    """
    if not by.is_administrator:
        raise PermissionDenied(_("Only an administrator keeps vocabularies. Ask an administrator to remove this."))
    if not entries:
        return
    if linked := list(reports_linked_to(*entries).values_list("reference", flat=True)[:_SHOWN]):
        raise ValidationError(
            _("%(entry)s is used by %(reports)s. Take it out of these reports first.")
            % {"entry": ", ".join(str(entry) for entry in entries[:_SHOWN]), "reports": ", ".join(linked)}
        )
    # The database looks through the tables of links, and finds nothing there.
    with gate.open_for_upkeep():
        type(entries[0])._default_manager.filter(pk__in=[entry.pk for entry in entries]).delete()
