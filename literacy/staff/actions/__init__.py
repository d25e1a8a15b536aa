"""What is done among a school's adults, each with one verb."""

from literacy.staff.actions.invitations import (
    Sent,
    accept_invitation,
    invite_colleagues,
    send_again,
    withdraw_invitation,
)
from literacy.staff.actions.roles import leave_school, remove_colleague, set_roles
from literacy.staff.actions.school import change_school
from literacy.staff.actions.teachers import add_teacher, become_teacher, remove_teacher

__all__ = [
    "Sent",
    "accept_invitation",
    "add_teacher",
    "become_teacher",
    "change_school",
    "invite_colleagues",
    "leave_school",
    "remove_colleague",
    "remove_teacher",
    "send_again",
    "set_roles",
    "withdraw_invitation",
]
