"""Judgements with their confidence, counted by stop of the control: all that the measures of confidence need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.scoring.discernment import Counts
from quizzes.scoring.marking.judge import CHECK_FIRST, STOPS

_NONE = (0,) * len(STOPS)
_MIDDLE = STOPS.index(CHECK_FIRST)


@dataclass(frozen=True, slots=True)
class Ratings:
    """How often each stop was chosen. Two of them add up with `+`.

    manipulated, authentic: one count a stop, in the order of `STOPS`, for clips of that kind.

    Raises ValueError when there are not as many counts as stops, or one is negative.
    """

    manipulated: tuple[int, ...] = _NONE
    authentic: tuple[int, ...] = _NONE

    def __post_init__(self) -> None:
        if len(self.manipulated) != len(STOPS) or len(self.authentic) != len(STOPS):
            raise ValueError(f"there are {len(STOPS)} stops")
        if min(*self.manipulated, *self.authentic) < 0:
            raise ValueError(f"a count cannot be negative: {self}")

    def __add__(self, other: Ratings) -> Ratings:
        return Ratings(
            tuple(map(sum, zip(self.manipulated, other.manipulated, strict=True))),
            tuple(map(sum, zip(self.authentic, other.authentic, strict=True))),
        )

    @classmethod
    def tally(cls, judgements: Iterable[tuple[float, bool]]) -> Ratings:
        """Count judgements given as (probability stated, whether the clip was manipulated)."""
        seen = Counter(judgements)
        strange = {stop for stop, _ in seen} - set(STOPS)
        if strange:
            raise ValueError(f"{strange} are not stops of the control")
        return cls(tuple(seen[stop, True] for stop in STOPS), tuple(seen[stop, False] for stop in STOPS))

    @property
    def number(self) -> int:
        """All judgements, "I would check first" included."""
        return sum(self.manipulated) + sum(self.authentic)

    @property
    def counts(self) -> Counts:
        """The same judgements without their confidence."""
        return Counts(
            hits=sum(self.manipulated[_MIDDLE + 1 :]),
            misses=sum(self.manipulated[:_MIDDLE]),
            false_alarms=sum(self.authentic[_MIDDLE + 1 :]),
            correct_rejections=sum(self.authentic[:_MIDDLE]),
            checked=self.manipulated[_MIDDLE] + self.authentic[_MIDDLE],
        )

    @property
    def by_confidence(self) -> tuple[tuple[float, int, int], ...]:
        """Confidence, right and wrong, for each confidence above one half, from least to most sure."""
        rows = []
        for above in range(_MIDDLE + 1, len(STOPS)):
            below = len(STOPS) - 1 - above
            right = self.manipulated[above] + self.authentic[below]
            wrong = self.authentic[above] + self.manipulated[below]
            rows.append((STOPS[above], right, wrong))
        return tuple(rows)
