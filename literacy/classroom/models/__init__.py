"""Schools, classrooms, who is in them, and what they are given to do."""

from literacy.classroom.models.assignment import AssignedSitting, Assignment
from literacy.classroom.models.classroom import Classroom, Enrolment, ExtraTime, Group
from literacy.classroom.models.school import SHELF, Membership, School

__all__ = [
    "SHELF",
    "AssignedSitting",
    "Assignment",
    "Classroom",
    "Enrolment",
    "ExtraTime",
    "Group",
    "Membership",
    "School",
]
