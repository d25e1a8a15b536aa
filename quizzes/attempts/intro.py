"""What the page before a quiz says of it: how many clips, pairs and stories there are, and what will be asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext

from quizzes.attempts.course import Course
from quizzes.items.models import Quiz
from quizzes.items.types import ITEM_TYPES, JUDGEMENTS, Shows


@dataclass(frozen=True)
class Contents:
    """The chains of questions of a quiz, one for each clip, pair or story that is asked about now."""

    chains: list[list[str]]

    @property
    def count(self) -> int:
        return len(self.chains)

    @property
    def clips(self) -> int:
        """How many clips are shown by themselves."""
        return self._of(Shows.HALF)

    @property
    def pairs(self) -> int:
        """How many times two versions of a clip are shown beside each other."""
        return self._of(Shows.BOTH)

    @property
    def stories(self) -> int:
        return self._of(Shows.NOTHING)

    @property
    def parts(self) -> list[str]:
        """What there is and how much of it, as it is said above the title; clips where there is nothing yet."""
        counted = [
            (self.clips, ngettext("%(count)s clip", "%(count)s clips", self.clips)),
            (self.pairs, ngettext("%(count)s pair of clips", "%(count)s pairs of clips", self.pairs)),
            (self.stories, ngettext("%(count)s story", "%(count)s stories", self.stories)),
        ]
        return [words % {"count": count} for count, words in counted if count] or [
            counted[0][1] % {"count": 0}
        ]

    @property
    def judges(self) -> bool:
        """Whether anything is asked on the scale, with how sure one is."""
        return any(set(JUDGEMENTS).intersection(chain) for chain in self.chains)

    @property
    def opens_cards(self) -> bool:
        """Whether there are cards with evidence to be opened before judging."""
        return any("context" in chain for chain in self.chains)

    @property
    def asks_on(self) -> bool:
        """Whether anything is asked about a manipulation besides whether it is one."""
        return any({"locate", "when", "technique", "cue"}.intersection(chain) for chain in self.chains)

    @property
    def is_stories(self) -> bool:
        """Whether nothing but stories is asked about."""
        return bool(self.stories) and self.stories == self.count

    @property
    def reads(self) -> bool:
        """Whether Content Credentials are read."""
        return any("provenance" in chain for chain in self.chains)

    def _of(self, shows: Shows) -> int:
        return sum(bool(chain) and ITEM_TYPES[chain[0]].shows is shows for chain in self.chains)


def contents_of_quiz(quiz: Quiz) -> Contents:
    """What is dealt of a quiz now."""
    return Contents(list(quiz.dealt().values_list("item__chain", flat=True)))


def contents_of_course(course: Course) -> Contents:
    """What a sitting asks, without what was taken away."""
    return Contents([place.chain for place in course.places if not place.is_absent])
