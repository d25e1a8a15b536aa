"""The questions of an assignment as a list: found by title, in an order, in pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from literacy.classroom.finding import Found, folded, found_in
from quizzes.items.models import Item

ON_A_PAGE = 30
FINDER_FROM = 10
"""From how many questions on there is something to search among."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question. number: its place in the quiz, from 1. is_out: whether it was taken out of this assignment."""

    item: Item
    number: int
    title: str
    is_out: bool


_SORTS: dict[str, tuple[str | Promise, Callable[[QuestionRow], Any] | None]] = {
    "": (_("as in the quiz"), None),
    "title": (_("by title"), lambda row: folded(row.title)),
    "out": (_("taken out first"), lambda row: not (row.is_out or row.item.is_pulled)),
}


def found_questions(rows: Sequence[QuestionRow], asked: Mapping[str, str]) -> Found[QuestionRow]:
    """The page that `q`, `sort` and `page` ask for."""
    return found_in(
        rows, asked, says=lambda row: row.title, sorts=_SORTS, on_a_page=ON_A_PAGE, finder_from=FINDER_FROM
    )
