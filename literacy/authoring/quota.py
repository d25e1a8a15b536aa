"""How many lessons a school may keep, and how much text with all its versions."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from literacy.authoring.models import Manuscript, Version
from quizzes.http.refusal import Refusal

MOST_LESSONS = 100
MOST_CHARACTERS = 30_000_000
"""Of all versions together: two thousand versions of a long lesson."""


@dataclass(frozen=True)
class Meter:
    """How many lessons there are, and how many characters their versions have."""

    lessons: int
    characters: int

    @property
    def most(self) -> int:
        return MOST_LESSONS

    @property
    def percent(self) -> int:
        """How full it is by whichever is fuller, from 0 to 100."""
        return min(100, max(100 * self.lessons // MOST_LESSONS, 100 * self.characters // MOST_CHARACTERS))

    @property
    def is_nearly_full(self) -> bool:
        return self.percent >= 85


def meter_of(shelf: str) -> Meter:
    """Two queries."""
    used = Version.objects.filter(manuscript__shelf=shelf).aggregate(sum=Sum("size"))["sum"] or 0
    return Meter(Manuscript.objects.on_shelves(shelf).count(), used)


def refuse_lesson_beyond(shelf: str) -> None:
    """Raise `Refusal` where no further lesson fits."""
    if Manuscript.objects.on_shelves(shelf).count() >= MOST_LESSONS:
        raise Refusal(
            _("Your school has %(most)s lessons of its own, and no more fit. Delete one you no longer need.")
            % {"most": MOST_LESSONS}
        )


def refuse_text_beyond(shelf: str, size: int) -> None:
    """Raise `Refusal` where so many characters more do not fit."""
    if meter_of(shelf).characters + size > MOST_CHARACTERS:
        raise Refusal(
            _(
                "There is no room left for further versions. Delete a lesson that was put away, then save again."
            )
        )
