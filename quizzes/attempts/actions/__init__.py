"""What can be done to sittings, one verb a file."""

from quizzes.attempts.actions.begin_clock import begin_clock
from quizzes.attempts.actions.change_time import change_time, reopen_sitting
from quizzes.attempts.actions.clear_shelf import Cleared, clear_shelf
from quizzes.attempts.actions.hand_in import hand_in
from quizzes.attempts.actions.hold_sittings import hold_sittings, release_sittings
from quizzes.attempts.actions.leave_out_items import leave_out_items, skip_items
from quizzes.attempts.actions.mark_anew import NewMark, mark_anew, new_marks, take_back_marks
from quizzes.attempts.actions.open_lens import open_lens
from quizzes.attempts.actions.record_answer import Recorded, record_answer
from quizzes.attempts.actions.start_sitting import start_sitting
from quizzes.attempts.actions.take_step import take_step

__all__ = [
    "Cleared",
    "NewMark",
    "Recorded",
    "begin_clock",
    "change_time",
    "clear_shelf",
    "hand_in",
    "hold_sittings",
    "leave_out_items",
    "mark_anew",
    "new_marks",
    "open_lens",
    "record_answer",
    "release_sittings",
    "reopen_sitting",
    "skip_items",
    "start_sitting",
    "take_back_marks",
    "take_step",
]
