"""Schools, classrooms, who is in them, and what they are given to do."""

from literacy.classroom.models.assigned import AssignedSitting, AssignmentEvent
from literacy.classroom.models.assignment import Assignment, OwnTerms, PulledItem
from literacy.classroom.models.classroom import Classroom, Enrolment, ExtraTime, Group
from literacy.classroom.models.school import SHELF, Membership, School

__all__ = [
    "SHELF",
    "AssignedSitting",
    "Assignment",
    "AssignmentEvent",
    "Classroom",
    "Enrolment",
    "ExtraTime",
    "Group",
    "Membership",
    "OwnTerms",
    "PulledItem",
    "School",
]
