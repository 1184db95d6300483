"""Locked periods: which there are, and locking, unlocking and excepting from them."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from results import locks, permissions
from results.desk.opening import at_the_desk, person
from results.desk.overseeing.period_forms import ExceptionForm, LockForm, UnlockForm
from results.models import PeriodLock
from results.permissions import Act


@require_safe
@at_the_desk
def periods(request: HttpRequest) -> HttpResponse:
    """The locked periods and their exceptions; whoever holds a role sees which they are."""
    user = person(request)
    found = PeriodLock.objects.select_related("biennium", "country__region", "locked_by", "unlocked_by")
    listed = list(found.prefetch_related("exceptions__person", "exceptions__given_by"))
    everywhere = permissions.may_lock_everywhere(user)
    in_force = [
        (lock, permissions.may_in(user, Act.LOCK, lock.country) if lock.country else everywhere)
        for lock in listed
        if lock.unlocked_at is None
    ]
    context = {
        "place": "periods",
        "section": "desk",
        "in_force": in_force,
        "opened": [lock for lock in listed if lock.unlocked_at],
        "may_lock": permissions.may_anywhere(user, Act.LOCK),
    }
    return render(request, "desk/periods.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def lock_period(request: HttpRequest) -> HttpResponse:
    """Lock a biennium, or a year in a country."""
    user = person(request)
    if not permissions.may_anywhere(user, Act.LOCK):
        raise PermissionDenied(_("Reviewers of a region, publishers and administrators lock periods. Ask one of them."))
    form = LockForm(_posted(request), by=user)
    if request.method == "POST" and form.is_valid() and _done(form, lambda: locks.lock(form.instance, by=user)):
        return redirect("periods")
    return _page(request, form, _("Lock a period"), _("Lock it"))


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def unlock_period(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a locked period again, with a reason."""
    lock, user = _open_lock(request, pk), person(request)
    form = UnlockForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if _done(form, lambda: locks.unlock(lock, by=user, reason=reason)):
            return redirect("periods")
    return _page(request, form, _("Unlock %(period)s") % {"period": lock}, _("Unlock it"))


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def except_from_lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one person change reports of a locked period until a day."""
    lock, user = _open_lock(request, pk), person(request)
    form = ExceptionForm(_posted(request), lock=lock, by=user)
    give = lambda: locks.give_exception(form.instance, by=user)  # noqa: E731 - read in one breath with its use
    if request.method == "POST" and form.is_valid() and _done(form, give):
        return redirect("periods")
    return _page(request, form, _("An exception to the lock of %(period)s") % {"period": lock}, _("Give the exception"))


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _open_lock(request: HttpRequest, pk: int) -> PeriodLock:
    """A lock in force that this person may open; raises Http404 or PermissionDenied."""
    lock = get_object_or_404(PeriodLock.objects.select_related("country__region", "biennium"), pk=pk, unlocked_at=None)
    permissions.require_periods(person(request), lock.country)
    return lock


def _done(form: forms.Form | LockForm | ExceptionForm, act: Callable[[], object]) -> bool:
    """Carry an act out; what it refuses stands in the form."""
    try:
        act()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _page(request: HttpRequest, form: forms.Form | LockForm | ExceptionForm, title: str, act: str) -> HttpResponse:
    context = {"place": "periods", "section": "desk", "form": form, "heading": title, "act": act}
    return render(request, "desk/period_form.html", context)
