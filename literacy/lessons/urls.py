"""The addresses of this room."""

from django.urls import path

from literacy.lessons import views

urlpatterns = [
    path("", views.lessons, name="lessons"),
    path("<slug:slug>/", views.lesson, name="lesson"),
    path("<slug:slug>/checks/<slug:check_id>/", views.lesson_check, name="lesson_check"),
    path("<slug:slug>/lenses/<slug:pair_slug>/<slug:lens>/", views.lesson_lens, name="lesson_lens"),
    path("<slug:slug>/media/<str:token>/", views.lesson_media, name="lesson_media"),
]
