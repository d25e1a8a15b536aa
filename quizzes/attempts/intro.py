"""What the page before a quiz says of it: how many clips and stories there are, and what will be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.attempts.course import Course
from quizzes.items.models import Quiz
from quizzes.items.types import ITEM_TYPES, JUDGEMENTS, Shows


@dataclass(frozen=True)
class Contents:
    """The chains of questions of a quiz, one for each clip or story that is asked about now."""

    chains: list[list[str]]

    @property
    def count(self) -> int:
        return len(self.chains)

    @property
    def clips(self) -> int:
        return self.count - self.stories

    @property
    def stories(self) -> int:
        return sum(Shows.NOTHING in _shown(chain) for chain in self.chains)

    @property
    def judges(self) -> bool:
        """Whether anything is asked on the scale, with how sure one is."""
        return any(set(JUDGEMENTS).intersection(chain) for chain in self.chains)

    @property
    def compares(self) -> bool:
        return any(Shows.BOTH in _shown(chain) for chain in self.chains)

    @property
    def reads(self) -> bool:
        """Whether Content Credentials are read."""
        return any("provenance" in chain for chain in self.chains)


def contents_of_quiz(quiz: Quiz) -> Contents:
    """What is dealt of a quiz now."""
    return Contents(list(quiz.dealt().values_list("item__chain", flat=True)))


def contents_of_course(course: Course) -> Contents:
    """What a sitting asks, without what was taken away."""
    return Contents([place.chain for place in course.places if not place.is_absent])


def _shown(chain: Iterable[str]) -> set[Shows]:
    return {ITEM_TYPES[slug].shows for slug in chain}
