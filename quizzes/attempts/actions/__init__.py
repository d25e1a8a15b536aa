"""What can be done to sittings, one verb a file."""

from quizzes.attempts.actions.begin_clock import begin_clock
from quizzes.attempts.actions.clear_shelf import Cleared, clear_shelf
from quizzes.attempts.actions.hand_in import hand_in
from quizzes.attempts.actions.leave_out_items import leave_out_items, skip_items
from quizzes.attempts.actions.open_lens import open_lens
from quizzes.attempts.actions.record_answer import Recorded, record_answer
from quizzes.attempts.actions.start_sitting import start_sitting
from quizzes.attempts.actions.take_step import take_step

__all__ = [
    "Cleared",
    "Recorded",
    "begin_clock",
    "clear_shelf",
    "hand_in",
    "leave_out_items",
    "open_lens",
    "record_answer",
    "skip_items",
    "start_sitting",
    "take_step",
]
