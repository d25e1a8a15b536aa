"""The pupils in the results of an assignment: found by name, in pages, and in no order that ranks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from literacy.classroom.finding import Found, found_in
from literacy.classroom.tasklist import State
from literacy.progress.results import LearnerResult

ON_A_PAGE = 40
FINDER_FROM = 10
"""From how many pupils on there is something to search among."""
_LEFT_TO_DO = (State.OPEN, State.BUSY)
_SORTS: dict[str, tuple[str | Promise, Callable[[LearnerResult], Any] | None]] = {
    "": (_("by name"), None),
    "todo": (_("who is not done yet first"), lambda each: _place(each, _LEFT_TO_DO)),
    "done": (_("who is done first"), lambda each: _place(each, (State.DONE, State.BUSY))),
}


def _place(learner: LearnerResult, first: tuple[State, ...]) -> int:
    return first.index(learner.state) if learner.state in first else len(first)


def found_learners(learners: Sequence[LearnerResult], asked: Mapping[str, str]) -> Found[LearnerResult]:
    """The page that `q`, `sort` and `page` ask for."""
    return found_in(
        learners,
        asked,
        says=lambda each: each.name,
        sorts=_SORTS,
        on_a_page=ON_A_PAGE,
        finder_from=FINDER_FROM,
    )
