"""The addresses of this room."""

from django.urls import path

from literacy.rosters.views import looking, reading

urlpatterns = [
    path("classes/<int:classroom_id>/list/", reading.class_list, name="class_roster"),
    path("classes/<int:classroom_id>/pupils.csv", reading.class_export, name="class_roster_csv"),
    path("schools/<int:school_id>/list/", reading.school_list, name="school_roster"),
    path("schools/<int:school_id>/pupils.csv", reading.school_export, name="school_roster_csv"),
    path("lists/example.csv", reading.example, name="roster_example"),
    path("lists/<uuid:list_id>/", looking.roster, name="roster"),
    path("lists/<uuid:list_id>/columns/", looking.columns, name="roster_columns"),
    path("lists/<uuid:list_id>/complete/", looking.completeness, name="roster_complete"),
    path("lists/<uuid:list_id>/apply/", looking.apply, name="roster_apply"),
    path("lists/<uuid:list_id>/drop/", looking.drop, name="roster_drop"),
    path("lists/<uuid:list_id>/cards/<int:classroom_id>/", looking.cards, name="roster_cards"),
]
