"""Gain: whether somebody, or a class, tells better after than before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizzes.scoring.discernment import Counts, discern
from quizzes.scoring.enough import LEARNERS, Enough, enough_learners
from quizzes.scoring.estimate import Estimate, minus
from quizzes.scoring.group import for_mean
from quizzes.scoring.mean import mean_of_learners

ALIKE, ALIKE_IN_A_GROUP = 1.5, 1.25
"""How many times as many judged clips of a kind one form may have as the other: the figures of short forms are lower.

One learner's differences in length come and go; those of a whole group would be taken for a gain.
"""


class Change(StrEnum):
    """What a gain says; each word looks at the whole interval."""

    TOO_FEW = "too_few"
    """Too few answers before or after, or forms too unlike."""
    WORSE = "worse"
    UNCLEAR = "unclear"
    """The interval holds 0: no change shows, which is not to say that there is none."""
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class Gain:
    """After minus before, of one learner.

    d_prime: above 0 tells better. criterion: above 0 leans more to "real" than before. None unless `enough`.
    """

    enough: Enough
    d_prime: Estimate | None
    criterion: Estimate | None

    @property
    def change(self) -> Change:
        return _word(self.d_prime)


@dataclass(frozen=True, slots=True)
class GroupGain:
    """After minus before, of a class, over the learners who made both.

    learners: given; paired: who have a figure before and after on forms that are alike. Figures are means over them,
    None unless `enough`.
    """

    enough: Enough
    learners: int
    paired: int
    d_prime: Estimate | None
    criterion: Estimate | None

    @property
    def change(self) -> Change:
        return _word(self.d_prime)


def alike(before: Counts, after: Counts) -> Enough:
    """Whether two forms can be set one against the other: enough clips in both, and about as many of each kind."""
    for counts in (before, after):
        if not counts.enough:
            return counts.enough
    return Enough.ENOUGH if _lengths_ratio(before, after) <= ALIKE else Enough.UNLIKE


def gain(before: Counts, after: Counts) -> Gain:
    """Gain of one learner on two parallel forms that share no clip; also from the form after to a delayed one.

    The two intervals are joined as those of any two independent figures (`estimate.minus`).
    """
    enough = alike(before, after)
    first, second = discern(before), discern(after)
    if not enough or first is None or second is None:
        return Gain(enough, None, None)
    return Gain(enough, minus(second.d_prime, first.d_prime), minus(second.criterion, first.criterion))


def group_gain(pairs: Iterable[tuple[Counts, Counts]]) -> GroupGain:
    """Mean gain of a class from (before, after) of each learner, with Student's interval over the learners' own gains.

    Each learner is set against themselves, so that differences between learners do not blur the gain; how unequally
    they gained does, and is in the interval. Without a class that was not taught, a gain is no proof that the lessons
    did it.
    """
    everyone = list(pairs)
    made = [(pair, row) for pair in everyone if (row := gain_for_mean(*pair)) is not None]
    both, rows = [pair for pair, _ in made], [row for _, row in made]
    enough = _enough(everyone, both)
    if not enough:
        return GroupGain(enough, len(everyone), len(both), None, None)
    noise = [variance for _, _, variance in rows]
    d_prime = mean_of_learners([row[0] for row in rows], noise)
    criterion = mean_of_learners([row[1] for row in rows], [variance / 4 for variance in noise])
    return GroupGain(enough, len(everyone), len(both), d_prime.mean, criterion.mean)


def _enough(everyone: Sequence[tuple[Counts, Counts]], both: Sequence[tuple[Counts, Counts]]) -> Enough:
    if not everyone or not both:
        return Enough.FEW_ANSWERS if everyone else Enough.NOTHING
    totals = sum((before for before, _ in both), Counts()), sum((after for _, after in both), Counts())
    if len(both) >= LEARNERS and _lengths_ratio(*totals) > ALIKE_IN_A_GROUP:
        return Enough.UNLIKE
    return enough_learners(len(both))


def _lengths_ratio(before: Counts, after: Counts) -> float:
    pairs = ((before.manipulated, after.manipulated), (before.authentic, after.authentic))
    return max(max(pair) / min(pair) for pair in pairs)


def gain_for_mean(before: Counts, after: Counts) -> tuple[float, float, float] | None:
    """Gain of d', of c and the variance of that of d', of one learner as they enter a mean; None unless `alike`."""
    if not alike(before, after):
        return None
    first, second = for_mean(before), for_mean(after)
    return second[0] - first[0], second[1] - first[1], first[2] + second[2]


def _word(d_prime: Estimate | None) -> Change:
    if d_prime is None:
        return Change.TOO_FEW
    if d_prime.holds(0):
        return Change.UNCLEAR
    return Change.BETTER if d_prime.value > 0 else Change.WORSE
