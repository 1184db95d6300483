"""Writing a report in sections: addresses."""

from django.urls import URLPattern, path

from results.desk.writing import new, submitting, views

urlpatterns: list[URLPattern] = [
    path("new/", new.report_new, name="report-new"),
    path("<str:reference>/", views.report, name="report"),
    path("<str:reference>/write/", views.report_write, name="report-write"),
    path("<str:reference>/write/<str:section>/", views.report_section, name="report-section"),
    path("<str:reference>/submit/", submitting.report_submit, name="report-submit"),
    path("<str:reference>/recall/", submitting.report_recall, name="report-recall"),
]
