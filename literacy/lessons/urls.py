"""The addresses of this room."""

from django.urls import path

from literacy.lessons.views import curriculum, exercises, paper, reading

urlpatterns = [
    path("", reading.lessons, name="lessons"),
    path("glossary/", reading.glossary, name="glossary"),
    path("curriculum/", curriculum.curriculum, name="curriculum"),
    path("guide/", paper.teachers_guide, name="teachers_guide"),
    path("<slug:slug>/", reading.lesson, name="lesson"),
    path("<slug:slug>/paper/", paper.lesson_paper, name="lesson_paper"),
    path("<slug:slug>/checks/<slug:check_id>/", exercises.lesson_check, name="lesson_check"),
    path("<slug:slug>/polls/<slug:poll_id>/", exercises.lesson_poll, name="lesson_poll"),
    path("<slug:slug>/where/<slug:pair_slug>/", exercises.lesson_where, name="lesson_where"),
    path("<slug:slug>/scenarios/<slug:scenario>/", exercises.lesson_scenario, name="lesson_scenario"),
    path("<slug:slug>/steps/<slug:step>/", exercises.lesson_step, name="lesson_step"),
    path("<slug:slug>/lenses/<slug:pair_slug>/<slug:lens>/", exercises.lesson_lens, name="lesson_lens"),
    path("<slug:slug>/media/<str:token>/", reading.lesson_media, name="lesson_media"),
]
