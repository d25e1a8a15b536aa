"""The stated model that the demo school's answers come from: equal-variance signal detection (docs/algorithms/demo-model.md)."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.scoring.marking.judge import CHECK_FIRST, STOPS

SEED = "second look"
D_PRIME = (1.0, 0.6)  # mean and standard deviation over learners
CRITERION = (0.1, 0.4)
CHECKS_FIRST = 0.04  # how near to even the odds must be for "I would check first", as a probability
LEAST_SLOPE = 0.4  # even a learner who tells nothing apart feels some confidence


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner of the model: ability d' and criterion c, in standard deviations of the evidence."""

    d_prime: float
    criterion: float

    @classmethod
    def drawn(cls, chance: random.Random) -> Learner:
        return cls(chance.gauss(*D_PRIME), chance.gauss(*CRITERION))

    def judge(self, *, is_manipulated: bool, chance: random.Random) -> float:
        """The stop of the judgement control that the learner chooses for one clip.

        The evidence x is normal with mean d'/2 for a manipulated clip and -d'/2 for a real one. The felt probability is
        logistic(d' (x - c)): the likelihood ratio of the model, with the even point moved to the learner's criterion.
        """
        mean = self.d_prime / 2 if is_manipulated else -self.d_prime / 2
        evidence = chance.gauss(mean, 1)
        odds = max(self.d_prime, LEAST_SLOPE) * (evidence - self.criterion)
        return nearest_stop(1 / (1 + math.exp(-odds)))


def nearest_stop(p_manipulated: float) -> float:
    """The stop nearest to a felt probability, on its own side of the middle; the middle only when the odds are near even."""
    if abs(p_manipulated - CHECK_FIRST) < CHECKS_FIRST:
        return CHECK_FIRST
    side = [
        stop
        for stop in STOPS
        if stop != CHECK_FIRST and (stop > CHECK_FIRST) == (p_manipulated > CHECK_FIRST)
    ]
    return min(side, key=lambda stop: abs(stop - p_manipulated))


def point_at(
    boxes: Sequence[Sequence[float]], *, p_manipulated: float, chance: random.Random
) -> tuple[float, float]:
    """Where a learner points, in fractions of the picture.

    As often as they feel sure they saw it: near the middle of what was changed (`boxes`: x0, y0, x1, y1). Otherwise, and
    where nothing was changed (no boxes), anywhere.
    """
    if boxes and chance.random() < p_manipulated:
        x0, y0, x1, y1 = boxes[0]
        return _inside(chance.gauss((x0 + x1) / 2, (x1 - x0) / 6)), _inside(
            chance.gauss((y0 + y1) / 2, (y1 - y0) / 6)
        )
    return chance.random(), chance.random()


def _inside(fraction: float) -> float:
    return min(max(fraction, 0.0), 1.0)
