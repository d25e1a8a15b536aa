"""What can be done to quizzes, one verb a file."""

from quizzes.items.actions.change_quiz import change_quiz, delete_quiz, is_begun
from quizzes.items.actions.draw_forms import draw_forms, unseen
from quizzes.items.actions.make_drawn_quiz import (
    FEWEST_DRAWN,
    MOST_DRAWN,
    drawn_quiz,
    make_drawn_quiz,
    what_lacks,
)
from quizzes.items.actions.make_quiz import FEWEST, MOST, make_quiz

__all__ = [
    "FEWEST",
    "FEWEST_DRAWN",
    "MOST",
    "MOST_DRAWN",
    "change_quiz",
    "delete_quiz",
    "draw_forms",
    "drawn_quiz",
    "is_begun",
    "make_drawn_quiz",
    "make_quiz",
    "unseen",
    "what_lacks",
]
