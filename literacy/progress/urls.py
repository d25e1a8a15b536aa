"""The addresses of this room."""

from django.urls import path

from literacy.progress.views import class_page, own, results, school

urlpatterns = [
    path("progress/", own.own_progress, name="own_progress"),
    path("progress/certificate/", own.certificate, name="certificate"),
    path("assignments/<int:assignment_id>/results/", results.results, name="results"),
    path("schools/<int:school_id>/progress/", school.school_progress, name="school_progress"),
    path("classes/<int:classroom_id>/coverage/", results.coverage, name="coverage"),
    path("classes/<int:classroom_id>/progress/", class_page.class_progress, name="class_progress"),
    path("classes/<int:classroom_id>/progress/board/", class_page.class_board, name="class_board"),
    path("classes/<int:classroom_id>/progress/discuss/", class_page.discuss_pair, name="discuss_pair"),
    path("enrolments/<int:enrolment_id>/progress/", class_page.learner_progress, name="learner_progress"),
]
