"""What completes each address, and what is sent to it: what would do the act if whoever sends it may."""

from django.urls import reverse

from results.desk.keeping import typists
from tests.repository.addresses import imports
from tests.repository.addresses.world import REFERENCE, TAB
from tests.results.desk.browser import form_in
from tests.results.desk.files.contents import upload

_PARTS = ("driver_texts", "sdg_links", "contributions", "evidence")
_CHOICES = {"app_label": "results", "model_name": "result", "field_name": "cpo"}


def address_of(world, name):
    """The address as somebody would call it, with what it is about."""
    if name == "admin:(?P<url>.*)$":
        return "/admin/nothing/"
    if name.endswith("_<object_id>"):
        return address_of(world, name.replace("<object_id>", "change")).removesuffix("change/")
    query = _CHOICES if name == "admin:autocomplete" else {"kept": TAB} if "discard" in name else None
    return reverse(name, args=_arguments(world, name), query=query)


def _arguments(world, name):
    if name in imports.NAMES:
        return imports.arguments(world, name)
    if name.startswith("admin:") and (screen := next((s for s in world.entries if f":{s}_" in name), None)):
        is_about_one = name.endswith(("_change", "_delete", "_history", "_second_factor"))
        return [world.entries[screen].pk] if is_about_one else []
    special = {
        "admin:auth_user_password_change": [world.entries["countries_user"].pk],
        "admin:app_list": ["results"],
        "evidence-file": [world.file.token],
        "account_reset_password_from_key": ["abc", "set-password"],
        "publication": [REFERENCE, 1],
        "country": ["tjk"],
        "cpo": ["tjk", "tjk128"],
        "indicator": ["2020-21", "8.3.1"],
        "goal": [1],
        "target": ["1.3"],
        "period-unlock": [world.lock.pk],
        "period-exception": [world.lock.pk],
        "report-section": [REFERENCE, "change"],
        "report-resolve": [REFERENCE, world.comment.pk],
        "report-restore": [REFERENCE, 1],
        "report-new": [],
    }
    is_about_the_report = name in ("report", "result") or name.startswith("report-")
    return special.get(name, [REFERENCE] if is_about_the_report else [])


def posting_for(world, name, person):
    """What this person sends to an address; where it says by whom it was typed, by her."""
    if name == "report-write":
        return {**world.written, **_typed(world, person, "all"), "summary": "Forged"}
    if name in imports.NAMES:
        return imports.posting(world, name)
    if name.endswith("_delete"):
        return {"post": "yes"}
    if name.endswith("_changelist"):
        entry = world.entries[name.removeprefix("admin:").removesuffix("_changelist")]
        return {"action": "delete_selected", "_selected_action": entry.pk, "post": "yes"}
    version, report = world.report.version, world.report
    return {
        "report-section": {**_typed(world, person, "change"), "summary": "Forged", "outcome_achieved": "Forged"},
        "report-new": {
            **_typed(world, person, "new"), "country": world.tajikistan.pk, "date": "2021-06", "language": "en"
        },
        "report-submit": {"typed_version": version},
        "report-keep": {**_typed(world, person, "change"), "tab": "other", "summary": "Forged"},
        "new-keep": {**_typed(world, person, "new"), "tab": "other", "date": "2021"},
        "report-file": {"prefix": "evidence-1", "upload": upload()},
        "report-approve": {"version": version},
        "reports-approve": {"report": f"{REFERENCE}:{version}"},
        "report-return": {"version": version, "reason": "Name the law."},
        "report-reassign": {"to": world.people["regional_reviewer"].pk},
        "report-publish": {"version": version},
        "report-withdraw": {"reason": "A court annulled the law."},
        "report-comment": {"new:whole": "Which law?"},
        "report-resolve": {"resolved": "1"},
        "report-judge": {"criterion": world.tick.criterion_id, "met": "1", "note": "In the second sentence."},
        "report-restore": {"read": version},
        "mail-settings": {"language": "fr"},
        "period-lock": {"country": world.tajikistan.pk, "year": 2018, "reason": "It is printed."},
        "period-unlock": {"reason": "One figure is wrong."},
        "period-exception": {
            "person": world.people["colleague"].pk, "ends_on": "2099-12-31", "reason": "One figure is wrong."
        },
        "admin:results_result_add": _admin_form(world, date="2021-06"),
        "admin:results_result_change": _admin_form(world, version=version, date=report.known_date, summary="Forged"),
    }.get(name, {})  # fmt: skip


def whole_form(world):
    """What the page of all sections sends, as the officer opens it."""
    page = world.browser("officer").get(reverse("report-write", args=[REFERENCE]))
    return dict(form_in(page).lists())


def _typed(world, person, place):
    user = world.people.get(person, world.people["officer"])
    return {"typed_by": typists.sign(user), "typed_place": place, "typed_version": world.report.version}


def _admin_form(world, **fields):
    counts = {f"{part}-{kind}_FORMS": 0 for part in _PARTS for kind in ("TOTAL", "INITIAL")}
    return {"country": world.tajikistan.pk, "language": "en", **counts, **fields}
