"""A new report: its country, date and language make a draft, in which everything else is written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from countries.models import Country
from results import actions, permissions
from results.actions import Entry
from results.desk.explanations import EXPLANATIONS
from results.desk.keeping import work
from results.desk.opening import at_the_desk, person
from results.desk.writing.around import Around
from results.desk.writing.drafts import Draft
from results.desk.writing.sections import BY_KEY, SECTIONS, section_address
from results.languages import TextLanguage
from results.models import Result, UnsavedWork
from results.permissions import Act

PLACE = "new"


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def report_new(request: HttpRequest) -> HttpResponse:
    """Ask where and when; on POST, make the draft and go on to what changed."""
    user = person(request)
    if not permissions.may_anywhere(user, Act.WRITE):
        raise PermissionDenied(_("Officers write reports. Ask an administrator for the role in your country."))
    around = Around(Result(), by=user)
    if request.method == "POST":
        return _made(request, Draft(around, request.POST, [BY_KEY["basics"]]))
    unsaved = work.offered(user, None, PLACE, request.GET.get("kept", ""))
    draft = Draft(around, work.as_query_dict(unsaved) if unsaved else _beginning(request, around), [BY_KEY["basics"]])
    draft.leave_unjudged()
    return _page(request, draft, unsaved)


def _made(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The draft, or the form again with what is wrong."""
    user, tab = person(request), request.POST.get("tab", "")
    if draft.is_valid():
        try:
            actions.write_many([Entry(draft.result)], by=user, act=Act.WRITE)
        except PermissionDenied as refused:
            # The period of the date is locked; another date may not be.
            draft.form.add_error("date", str(refused))
        else:
            work.forget(user, None, PLACE, tab)
            messages.success(request, _("%(reference)s is begun.") % {"reference": draft.result.reference})
            return redirect(section_address(draft.result, SECTIONS[1].key))
    return _page(request, draft, work.keep(user, None, PLACE, tab, request.POST, 0).unsaved, status=422)


def _beginning(request: HttpRequest, around: Around) -> QueryDict:
    """What can be known before she has typed anything: her only country, and the language she reads."""
    data, language = QueryDict(mutable=True), get_language() or ""
    data["language"] = language if language in TextLanguage.values else TextLanguage.EN.value
    hers = [c for c in around.vocabularies.all(Country).values() if permissions.may_in(around.by, Act.WRITE, c)]
    asked = [country for country in hers if len(hers) == 1 or country.iso3 == request.GET.get("country")]
    data["country"] = str(asked[0].pk) if asked else ""
    return data


def _page(request: HttpRequest, draft: Draft, unsaved: UnsavedWork | None, *, status: int = 200) -> HttpResponse:
    context = {
        "section": "desk",
        "place": PLACE,
        "draft": draft,
        "unsaved": unsaved,
        "mistakes": list(draft.mistakes()),
        "fields": [(field, EXPLANATIONS.get(field.name)) for field in draft.form],
    }
    return render(request, "desk/report_new.html", context, status=status)
