"""The addresses of this room."""

from django.urls import path

from literacy.studio.views import drafts, home, publishing, quizzes

urlpatterns = [
    path("", home.studio, name="studio"),
    path("schools/<int:school_id>/", home.studio_school, name="studio_school"),
    path("schools/<int:school_id>/upload/", home.studio_upload, name="studio_upload"),
    path("schools/<int:school_id>/quiz/", quizzes.studio_quiz, name="studio_quiz"),
    path(
        "schools/<int:school_id>/quizzes/<int:quiz_id>/",
        quizzes.studio_quiz_change,
        name="studio_quiz_change",
    ),
    path(
        "schools/<int:school_id>/quizzes/<int:quiz_id>/delete/",
        quizzes.studio_quiz_delete,
        name="studio_quiz_delete",
    ),
    path("<uuid:draft_id>/", drafts.studio_draft, name="studio_draft"),
    path("<uuid:draft_id>/rights/", drafts.studio_rights, name="studio_rights"),
    path("<uuid:draft_id>/technique/", drafts.studio_technique, name="studio_technique"),
    path("<uuid:draft_id>/place/", drafts.studio_place, name="studio_place"),
    path("<uuid:draft_id>/make/", drafts.studio_make, name="studio_make"),
    path("<uuid:draft_id>/words/", drafts.studio_words, name="studio_words"),
    path("<uuid:draft_id>/publish/", publishing.studio_publish, name="studio_publish"),
    path("<uuid:draft_id>/retire/", publishing.studio_retire, name="studio_retire"),
    path("<uuid:draft_id>/delete/", publishing.studio_delete, name="studio_delete"),
    path("<uuid:draft_id>/media/<str:token>/", drafts.studio_media, name="studio_media"),
]
