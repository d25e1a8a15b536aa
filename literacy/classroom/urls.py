"""The addresses of this room."""

from django.urls import path

from literacy.classroom.views import cards, classrooms, costs, home, joining, keeping, preview, pupils

urlpatterns = [
    path("", joining.front, name="front"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join_class, name="join_class"),
    path("join/<str:code>/<int:place_id>/", joining.join_class, name="join_place"),
    path("jobs/lenses/", costs.lens_costs, name="lens_costs"),
    path("leave/", joining.leave, name="leave"),
    path("home/", home.home, name="home"),
    path("schools/", home.new_school, name="new_school"),
    path("schools/<int:school_id>/classes/", home.new_classroom, name="new_classroom"),
    path("classes/<int:classroom_id>/", classrooms.classroom, name="classroom"),
    path("classes/<int:classroom_id>/pupils/", classrooms.new_pupils, name="new_pupils"),
    path("classes/<int:classroom_id>/roster/", pupils.pupils, name="pupils"),
    path("classes/<int:classroom_id>/roster/leave/", pupils.leave_class, name="leave_class"),
    path("classes/<int:classroom_id>/roster/move/", pupils.move, name="move_pupils"),
    path("classes/<int:classroom_id>/roster/group/", pupils.into_group, name="into_group"),
    path("classes/<int:classroom_id>/roster/cards/", cards.new_cards, name="new_cards"),
    path("classes/<int:classroom_id>/cards/", cards.print_cards, name="print_cards"),
    path("classes/<int:classroom_id>/settings/", keeping.keep_class, name="keep_class"),
    path("classes/<int:classroom_id>/archive/", keeping.archive, name="archive_class"),
    path("classes/<int:classroom_id>/board/", keeping.board, name="board"),
    path("classes/<int:classroom_id>/door/", keeping.let_in, name="let_in"),
    path("classes/<int:classroom_id>/groups/", keeping.groups, name="groups"),
    path("groups/<int:group_id>/", keeping.change_group, name="change_group"),
    path("groups/<int:group_id>/delete/", keeping.remove_group, name="remove_group"),
    path("enrolments/<int:enrolment_id>/", pupils.pupil, name="pupil"),
    path("enrolments/<int:enrolment_id>/back/", pupils.come_back, name="come_back"),
    path("enrolments/<int:enrolment_id>/code/", cards.new_code, name="new_code"),
    path("enrolments/<int:enrolment_id>/time/", classrooms.extra_time, name="extra_time"),
    path("assignments/<int:assignment_id>/preview/", preview.preview_assignment, name="preview_assignment"),
    path("previews/<slug:slug>/", preview.preview_quiz, name="preview_quiz"),
    path("assignments/<int:assignment_id>/begin/", home.begin, name="begin"),
]
