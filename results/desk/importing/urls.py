"""Imports: addresses."""

from django.urls import path

from results.desk.importing import arriving, following, listing, mapping, plan, prepared, sheets, taking_back

urlpatterns = [
    path("imports/", listing.imports, name="imports"),
    path("imports/new/", arriving.upload, name="import-new"),
    path("imports/template/", sheets.template, name="import-template"),
    path("imports/export/", prepared.export, name="import-export"),
    path("imports/files/<uuid:token>/", prepared.wait, name="import-prepared"),
    path("imports/files/<uuid:token>/download/", prepared.fetch, name="import-prepared-file"),
    path("imports/<uuid:token>/", following.follow, name="import"),
    path("imports/<uuid:token>/file/", following.original, name="import-file"),
    path("imports/<uuid:token>/cancel/", following.cancel, name="import-cancel"),
    path("imports/<uuid:token>/mapping/", mapping.ask, name="import-mapping"),
    path("imports/<uuid:token>/plan/", plan.plan, name="import-plan"),
    path("imports/<uuid:token>/plan/choose/", plan.choose, name="import-choose"),
    path("imports/<uuid:token>/plan/rows/", plan.leave_out, name="import-rows"),
    path("imports/<uuid:token>/plan/write/", plan.write, name="import-apply"),
    path("imports/<uuid:token>/refused/", prepared.refused, name="import-refused"),
    path("imports/<uuid:token>/take-back/", taking_back.take_back, name="import-take-back"),
]
