"""The workspace's screens for sheets: upload, the plan and its button, the template, the export.

Wired into the admin of results with ``import_views(admin_site)``.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from countries.models import User
from results.imports import uploads, workbooks
from results.imports.columns import columns_for
from results.imports.forms import UploadForm
from results.imports.gate import Format
from results.imports.lookups import Lookups
from results.imports.plans import Outcome, Plan
from results.imports.problems import SheetError
from results.imports.writing import Import, PlanChangedError, require_importer
from results.models import Result
from results.permissions import Act, may_anywhere

SHOWN_ROWS = 200
SHOWN_PROBLEMS = 500

View = Callable[..., HttpResponse]


def import_views(admin_site: AdminSite) -> list[Any]:
    """The addresses of these screens, each behind the admin's own sign-in check."""

    def page(address: str, view: View, name: str) -> Any:
        def answer(request: HttpRequest, **captured: str) -> HttpResponse:
            if not isinstance(request.user, User):
                raise PermissionDenied
            request.current_app = admin_site.name
            return view(request, admin_site.each_context(request), request.user, **captured)

        return path(address, admin_site.admin_view(answer), name=f"results_result_{name}")

    return [
        page("import/", upload, "import"),
        page("import/template/", send_template, "import_template"),
        page("import/<str:token>/", show_plan, "import_plan"),
        page("import/<str:token>/refused/", send_problems, "import_refused"),
        page("export/", send_export, "export"),
    ]


def upload(request: HttpRequest, context: dict[str, Any], user: User) -> HttpResponse:
    """Ask for a file; one that can be read is kept, and its plan shown."""
    require_importer(user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, sheet, publish = (form.cleaned_data[name] for name in ("file", "sheet", "publish"))
        content = file.read()
        try:
            Import(content, by=user, sheet=sheet)
        except SheetError as error:
            form.add_error("file", str(error))
        else:
            kept = uploads.keep(content, request.session, name=file.name, sheet=sheet, publish=publish, user=user.pk)
            return HttpResponseRedirect(reverse("admin:results_result_import_plan", args=[kept.token]))
    columns = columns_for(Lookups().drivers)
    page = {**context, "title": _("Import reports"), "form": form, "columns": columns, "formats": list(Format)}
    return TemplateResponse(request, "results/result_import.html", page)


def show_plan(request: HttpRequest, context: dict[str, Any], user: User, token: str) -> HttpResponse:
    """Show what a kept file will do; on POST, do exactly that."""
    job, kept = _job(request, user, token)
    if request.method != "POST":
        return _plan_page(request, context, kept, job.plan())
    try:
        plan = job.carry_out(shown=request.POST.get("plan", ""))
    except PlanChangedError as changed:
        messages.warning(
            request,
            _("Some reports have changed since this page was shown. Look at the plan again; nothing was written."),
        )
        return _plan_page(request, context, kept, changed.plan)
    except SheetError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(request.path)
    if plan.is_refused:
        return _plan_page(request, context, kept, plan)
    uploads.forget(kept, request.session)
    messages.success(request, _in_words(plan))
    return HttpResponseRedirect(reverse("admin:results_result_changelist"))


def send_problems(request: HttpRequest, context: dict[str, Any], user: User, token: str) -> HttpResponse:
    """All that is wrong with a kept file, as csv."""
    job, _kept = _job(request, user, token)
    headings = [_("Sheet"), _("Row"), _("Column"), _("Value"), _("What to do")]
    rows = [[p.sheet, str(p.row), p.column, p.value, p.sentence] for p in job.plan().problems]
    return _file(workbooks.write_csv([headings, *rows]), Format.CSV, "refused")


def send_template(request: HttpRequest, context: dict[str, Any], user: User) -> HttpResponse:
    """The workbook to fill in."""
    require_importer(user)
    return _file(workbooks.template(Lookups()), Format.XLSX, "template")


def send_export(request: HttpRequest, context: dict[str, Any], user: User) -> HttpResponse:
    """The working copies she may read, in the format of the address (?format=ods); xlsx where it names none."""
    if not may_anywhere(user, Act.READ):
        raise PermissionDenied(_("You do not hold a role in any country. Ask an administrator for one."))
    names = {kind.value: kind for kind in Format}
    kind = names.get(request.GET.get("format", Format.XLSX.value))
    if kind is None:
        raise Http404(_("Reports are exported as xlsx, ods or csv."))
    results = Result.objects.visible_to(user).order_by("reference")
    return _file(workbooks.export(results, Lookups(), kind=kind), kind, "results")


def _job(request: HttpRequest, user: User, token: str) -> tuple[Import, uploads.Upload]:
    """The import of a kept file; whose file it is not learns no more than that there is none."""
    require_importer(user)
    kept = uploads.find(token, request.session, user=user.pk)
    content = kept.read() if kept else None
    if kept is None or content is None:
        raise Http404(_("This upload is no longer here. Choose the file again."))
    return Import(content, by=user, publish=kept.publish, sheet=kept.sheet, name=kept.name), kept


def _plan_page(request: HttpRequest, context: dict[str, Any], kept: uploads.Upload, plan: Plan) -> HttpResponse:
    counts = plan.counts()
    page = {
        **context,
        "title": _("What this import will do"),
        "upload": kept,
        "plan": plan,
        "counts": [(Outcome(outcome).label, count) for outcome, count in counts.items()],
        "new": plan.with_outcome(Outcome.CREATED)[:SHOWN_ROWS],
        "changed": plan.with_outcome(Outcome.UPDATED)[:SHOWN_ROWS],
        "unchanged": plan.with_outcome(Outcome.UNCHANGED)[:SHOWN_ROWS],
        "problems": plan.problems[:SHOWN_PROBLEMS],
        "hidden": {name: max(count - SHOWN_ROWS, 0) for name, count in counts.items()},
        "written": counts[Outcome.CREATED] + counts[Outcome.UPDATED],
        "published": len(plan.to_publish),
    }
    return TemplateResponse(request, "results/result_import_plan.html", page)


def _in_words(plan: Plan) -> str:
    counts = plan.counts()
    sentence = _("Imported: %(created)s new, %(updated)s changed, %(unchanged)s unchanged.") % counts
    if published := len(plan.to_publish):
        sentence += " " + ngettext("%s report was published.", "%s reports were published.", published) % published
    return sentence


def _file(content: bytes, kind: Format, name: str) -> HttpResponse:
    filename = f"waymark-{name}-{timezone.localdate():%Y-%m-%d}.{kind.value}"
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=workbooks.CONTENT_TYPES[kind], headers=headers)
