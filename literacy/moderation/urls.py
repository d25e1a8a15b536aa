"""The addresses of this room."""

from django.urls import path

from literacy.moderation.views import deciding, reporting

urlpatterns = [
    path("sittings/<uuid:sitting_id>/<int:position>/report/", reporting.report_place, name="report_place"),
    path(
        "lessons/<slug:slug>/clips/<slug:pair_slug>/report/",
        reporting.report_lesson_clip,
        name="report_lesson_clip",
    ),
    path("library/<slug:slug>/report/", reporting.report_pair, name="report_pair"),
    path("library/<slug:slug>/pull/", deciding.pull, name="pull_pair"),
    path("library/<slug:slug>/restore/", deciding.restore, name="restore_pair"),
    path("reports/", deciding.reports, name="reports"),
    path("reports/<int:report_id>/", deciding.report, name="report"),
    path("reports/<int:report_id>/dismiss/", deciding.dismiss, name="dismiss_report"),
    path("reports/<int:report_id>/media/<str:token>/", deciding.report_media, name="report_media"),
]
