"""What can be done to quizzes, one verb a file."""

from quizzes.items.actions.draw_forms import draw_forms, unseen
from quizzes.items.actions.make_quiz import FEWEST, MOST, make_quiz

__all__ = ["FEWEST", "MOST", "draw_forms", "make_quiz", "unseen"]
