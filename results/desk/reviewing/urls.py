"""Judging reports that were sent in: addresses."""

from django.urls import path

from results.desk.reviewing import commenting, deciding, judging, review, several, timeline

urlpatterns = [
    path("approve/", several.approve_several, name="reports-approve"),
    path("<str:reference>/review/", review.review, name="report-review"),
    path("<str:reference>/approve/", deciding.approve, name="report-approve"),
    path("<str:reference>/return/", deciding.send_back, name="report-return"),
    path("<str:reference>/reassign/", deciding.reassign, name="report-reassign"),
    path("<str:reference>/publish/", deciding.publish, name="report-publish"),
    path("<str:reference>/withdraw/", deciding.withdraw, name="report-withdraw"),
    path("<str:reference>/comments/", commenting.comment, name="report-comment"),
    path("<str:reference>/comments/<int:pk>/", commenting.resolve, name="report-resolve"),
    path("<str:reference>/criteria/", judging.judge, name="report-judge"),
    path("<str:reference>/history/", timeline.report_history, name="report-history"),
    path("<str:reference>/history/<int:version>/", timeline.restore, name="report-restore"),
]
