"""The addresses of this room."""

from django.urls import path

from literacy.care.views import erasing, exports, looks, overview, own, research, statements

_SCHOOL = "schools/<int:school_id>/care/"
_PLACE = "enrolments/<int:enrolment_id>/data/"

urlpatterns = [
    path(_SCHOOL, overview.care, name="care"),
    path(f"{_SCHOOL}looks/", looks.care_looks, name="care_looks"),
    path(f"{_SCHOOL}pupils/", looks.care_pupils, name="care_pupils"),
    path(f"{_SCHOOL}texts/<slug:kind>/<slug:language>/", statements.care_text, name="care_text"),
    path(f"{_SCHOOL}export/", exports.care_export, name="care_export"),
    path(f"{_SCHOOL}figures/", exports.care_figures, name="care_figures"),
    path(f"{_SCHOOL}research/", research.care_research, name="care_research"),
    path(f"{_SCHOOL}research/file/", research.care_research_file, name="care_research_file"),
    path(f"{_SCHOOL}erase/", erasing.care_erase, name="care_erase"),
    path(f"{_SCHOOL}stay/", erasing.care_stay, name="care_stay"),
    path(_PLACE, overview.learner_data, name="learner_data"),
    path(f"{_PLACE}export/", exports.export_learner, name="export_learner"),
    path(f"{_PLACE}erase/", erasing.erase_learner_page, name="erase_learner"),
    path("my-data/", own.my_data, name="my_data"),
    path("my-data/export/", own.export_mine, name="export_mine"),
    path("exports/<uuid:export_id>/", exports.export, name="export"),
    path("exports/<uuid:export_id>/<str:signature>/", exports.export_file, name="export_file"),
    path("privacy/", statements.privacy, name="privacy"),
    path("privacy/<str:door>/", statements.privacy_at_door, name="privacy_at_door"),
]
