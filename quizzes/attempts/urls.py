"""The addresses of the player."""

from django.urls import path

from quizzes.attempts import answering, catalogue_views, closer_views, views
from quizzes.attempts.hand_in_page import hand_in_page
from quizzes.attempts.preview import leave_preview, previewed

urlpatterns = [
    path("try/", views.start, name="try_quiz"),
    path("quizzes/<slug:slug>/", views.start, name="open_quiz"),
    path("outbox/", views.outbox, name="outbox"),
    path("sittings/<uuid:sitting_id>/", previewed(views.sitting_page), name="sitting"),
    path("sittings/<uuid:sitting_id>/hand-in/", previewed(hand_in_page), name="hand_in"),
    path("sittings/<uuid:sitting_id>/leave/", leave_preview, name="leave_preview"),
    path("sittings/<uuid:sitting_id>/<int:position>/", previewed(views.place_page), name="place"),
    path("sittings/<uuid:sitting_id>/<int:position>/answer/", previewed(answering.answer), name="answer"),
    path(
        "sittings/<uuid:sitting_id>/<int:position>/lenses/<slug:slug>/",
        previewed(closer_views.lens),
        name="lens",
    ),
    path(
        "sittings/<uuid:sitting_id>/<int:position>/cards/<slug:kind>/",
        previewed(closer_views.card),
        name="card",
    ),
    path(
        "sittings/<uuid:sitting_id>/<int:position>/credentials/",
        previewed(closer_views.credentials),
        name="place_credentials",
    ),
    path("sittings/<uuid:sitting_id>/media/<str:token>/", previewed(views.media), name="sitting_media"),
    path("item-types/", catalogue_views.catalogue, name="catalogue"),
    path(
        "item-types/<slug:slug>/<slug:clip>/<slug:state>/",
        catalogue_views.catalogue_state,
        name="catalogue_state",
    ),
]
