"""What can be done to sittings, one verb a file."""

from quizzes.attempts.actions.begin_clock import begin_clock
from quizzes.attempts.actions.hand_in import hand_in
from quizzes.attempts.actions.open_lens import open_lens
from quizzes.attempts.actions.record_answer import Recorded, record_answer
from quizzes.attempts.actions.start_sitting import start_sitting

__all__ = ["Recorded", "begin_clock", "hand_in", "open_lens", "record_answer", "start_sitting"]
