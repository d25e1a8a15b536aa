"""The addresses of the player."""

from django.urls import path

from quizzes.attempts import views

urlpatterns = [
    path("try/", views.start, name="try_quiz"),
    path("quizzes/<slug:slug>/", views.start, name="open_quiz"),
    path("outbox/", views.outbox, name="outbox"),
    path("sittings/<uuid:sitting_id>/", views.sitting_page, name="sitting"),
    path("sittings/<uuid:sitting_id>/<int:position>/", views.place_page, name="place"),
    path("sittings/<uuid:sitting_id>/<int:position>/answer/", views.answer, name="answer"),
    path("sittings/<uuid:sitting_id>/<int:position>/lenses/<slug:slug>/", views.lens, name="lens"),
    path("sittings/<uuid:sitting_id>/media/<str:token>/", views.media, name="sitting_media"),
]
