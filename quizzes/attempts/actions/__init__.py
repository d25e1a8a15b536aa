"""What can be done to sittings, one verb a file."""

from quizzes.attempts.actions.open_lens import open_lens
from quizzes.attempts.actions.record_answer import Recorded, record_answer
from quizzes.attempts.actions.start_sitting import start_sitting
from quizzes.attempts.actions.take_step import take_step

__all__ = ["Recorded", "open_lens", "record_answer", "start_sitting", "take_step"]
