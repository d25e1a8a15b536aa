"""What can be done in a school, each with one verb."""

from literacy.classroom.actions.assigning import assign_quiz, begin_assignment
from literacy.classroom.actions.joining import Knock, find_classroom, open_place
from literacy.classroom.actions.rosters import Added, NewCode, add_pupils, reset_code, set_extra_time
from literacy.classroom.actions.schools import begin_school, delete_school, make_classroom, make_school

__all__ = [
    "Added",
    "Knock",
    "NewCode",
    "add_pupils",
    "assign_quiz",
    "begin_assignment",
    "begin_school",
    "delete_school",
    "find_classroom",
    "make_classroom",
    "make_school",
    "open_place",
    "reset_code",
    "set_extra_time",
]
