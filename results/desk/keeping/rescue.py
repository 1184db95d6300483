"""What is sent by somebody whose session has ended: set aside while she signs in, and kept as hers after it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from countries.models import User
from results.desk.keeping import tabs, typists, work
from results.models import Result

View = Callable[..., HttpResponseBase]
_ASIDE = "rescued"


def rescued(view: View) -> View:
    """Nothing that is typed into a form with ``desk_kept_fields.html`` is lost at the sign-in page.

    A form that somebody else opened in this browser is refused: it would be saved under the wrong name.
    """

    @wraps(view)
    def answer(request: HttpRequest, **captured: object) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User):
            if request.method == "POST" and (writer := typists.read(request.POST.get(typists.FIELD, ""))):
                return _set_aside(request, writer, str(captured.get("reference", "")))
            return view(request, **captured)
        if typists.is_somebody_elses(request, user):
            raise PermissionDenied(typists.not_yours(user))
        if _ASIDE in request.session:
            _take_up(request, user)
        return view(request, **captured)

    return answer


def _set_aside(request: HttpRequest, writer: int, reference: str) -> HttpResponse:
    """Remember in the session what was sent, and ask to sign in again."""
    typed = work.worth_keeping(request.POST)
    if reason := work.too_long(typed):
        messages.error(request, reason)
        return redirect_to_login(request.get_full_path())
    request.session[_ASIDE] = {
        "writer": writer,
        "reference": reference,
        "place": tabs.place_of(request.POST),
        "tab": request.POST.get("tab", ""),
        "version": tabs.version_of(request.POST),
        "data": typed,
    }
    messages.info(
        request,
        _("You have been signed out. What you wrote is kept: sign in, and it is there again for you to save."),
    )
    return redirect_to_login(request.get_full_path())


def _take_up(request: HttpRequest, user: User) -> None:
    """Keep as unsaved work what was set aside, if it is hers and she may still read the report."""
    aside = request.session[_ASIDE]
    reference = aside["reference"]
    result = Result.objects.visible_to(user).filter(reference=reference).first() if reference else None
    if aside["writer"] == user.pk and bool(reference) == bool(result):
        typed = work.as_posted(aside["data"])
        kept = work.keep(user, result, aside["place"], aside["tab"], typed, aside["version"])
        if kept.refusal:
            # It stays aside until she has made room for it.
            messages.error(request, kept.refusal)
            return
    del request.session[_ASIDE]
