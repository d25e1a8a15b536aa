"""The addresses of this room."""

from django.urls import path

from literacy.classroom.views import classrooms, costs, home, joining, preview

urlpatterns = [
    path("", joining.front, name="front"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join_class, name="join_class"),
    path("jobs/lenses/", costs.lens_costs, name="lens_costs"),
    path("leave/", joining.leave, name="leave"),
    path("home/", home.home, name="home"),
    path("schools/", home.new_school, name="new_school"),
    path("schools/<int:school_id>/classes/", home.new_classroom, name="new_classroom"),
    path("classes/<int:classroom_id>/", classrooms.classroom, name="classroom"),
    path("classes/<int:classroom_id>/pupils/", classrooms.new_pupils, name="new_pupils"),
    path("enrolments/<int:enrolment_id>/code/", classrooms.new_code, name="new_code"),
    path("enrolments/<int:enrolment_id>/time/", classrooms.extra_time, name="extra_time"),
    path("assignments/<int:assignment_id>/preview/", preview.preview_assignment, name="preview_assignment"),
    path("previews/<slug:slug>/", preview.preview_quiz, name="preview_quiz"),
    path("assignments/<int:assignment_id>/begin/", home.begin, name="begin"),
]
