"""Files as evidence: adding them, and handing them out: addresses."""

from django.urls import URLPattern, path

from results.desk.files import views

urlpatterns: list[URLPattern] = [path("<str:reference>/files/", views.report_file, name="report-file")]
