"""The addresses of this room."""

from django.urls import path

from literacy.staff.views import invitations, people, school, teachers

urlpatterns = [
    path("schools/<int:school_id>/", school.school, name="school"),
    path("schools/<int:school_id>/settings/", school.settings, name="school_settings"),
    path("schools/<int:school_id>/record/", school.record, name="school_record"),
    path("schools/<int:school_id>/leave/", school.leave, name="leave_school"),
    path("schools/<int:school_id>/staff/", people.staff, name="staff"),
    path("schools/<int:school_id>/staff/<int:user_id>/", people.colleague, name="colleague"),
    path("schools/<int:school_id>/staff/<int:user_id>/remove/", people.remove, name="remove_colleague"),
    path("schools/<int:school_id>/invitations/", invitations.invitations, name="invitations"),
    path("invitations/<int:invitation_id>/again/", invitations.again, name="send_invitation_again"),
    path("invitations/<int:invitation_id>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("classes/<int:classroom_id>/teachers/", teachers.class_teachers, name="class_teachers"),
    path("classes/<int:classroom_id>/teachers/<int:user_id>/remove/", teachers.remove, name="remove_teacher"),
    path("classes/<int:classroom_id>/teach/", school.teach, name="teach_class"),
]
