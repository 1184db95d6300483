"""Keeping what is typed, and showing who else has a report open: addresses."""

from django.urls import URLPattern, path

from results.desk.keeping import views

urlpatterns: list[URLPattern] = [
    path("kept/", views.kept, name="kept"),
    path("new/keep/", views.keep_new, name="new-keep"),
    path("new/discard/", views.discard_new, name="new-discard"),
    path("<str:reference>/keep/", views.keep_report, name="report-keep"),
    path("<str:reference>/discard/", views.discard, name="report-discard"),
]
