"""What can be done in a school, each with one verb."""

from literacy.classroom.actions.assigning import (
    assign_quiz,
    begin_assignment,
    give,
    refuse_what_makes_no_sense,
)
from literacy.classroom.actions.classrooms import (
    archive_classroom,
    rename_classroom,
    restore_classroom,
    set_door,
)
from literacy.classroom.actions.codes import NewCode, reset_code, reset_codes
from literacy.classroom.actions.groups import delete_group, fill_group, make_group, rename_group
from literacy.classroom.actions.joining import (
    find_classroom,
    names_at_door,
    open_place,
    open_place_by_pictures,
)
from literacy.classroom.actions.knocking import Knock, open_door
from literacy.classroom.actions.leaving import let_leave, move_pupils, put_back
from literacy.classroom.actions.rosters import Added, add_pupils, set_extra_time
from literacy.classroom.actions.schools import begin_school, delete_school, make_classroom, make_school

__all__ = [
    "Added",
    "Knock",
    "NewCode",
    "add_pupils",
    "archive_classroom",
    "assign_quiz",
    "begin_assignment",
    "begin_school",
    "delete_group",
    "delete_school",
    "fill_group",
    "find_classroom",
    "give",
    "let_leave",
    "make_classroom",
    "make_group",
    "make_school",
    "move_pupils",
    "names_at_door",
    "open_door",
    "open_place",
    "open_place_by_pictures",
    "put_back",
    "refuse_what_makes_no_sense",
    "rename_classroom",
    "rename_group",
    "reset_code",
    "reset_codes",
    "restore_classroom",
    "set_door",
    "set_extra_time",
]
