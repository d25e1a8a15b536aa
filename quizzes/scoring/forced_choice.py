"""Side by side: how well somebody points out the manipulated one of two clips, on a scale of its own."""

from __future__ import annotations

import math
from dataclasses import dataclass

from quizzes.scoring.discernment import WELL, Telling
from quizzes.scoring.enough import PAIRS, Enough, enough_answers
from quizzes.scoring.estimate import Estimate
from quizzes.scoring.rates import z_of

ROOT2 = math.sqrt(2)


@dataclass(frozen=True, slots=True)
class PairDPrime:
    """A two-alternative d' with its 95 % interval. Not an `Estimate`, so that nothing sets it beside a single-clip d'."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PairDiscernment:
    """What somebody's side-by-side choices say.

    right, total: choices. d_prime: None unless `enough`.
    """

    enough: Enough
    right: int
    total: int
    d_prime: PairDPrime | None

    @property
    def telling(self) -> Telling:
        """The word for it. "Well" begins at d' = 1 here too: 76 % of the pairs right, for a chance of 50 %."""
        if self.d_prime is None:
            return Telling.TOO_FEW
        if self.d_prime.high < 0:
            return Telling.REVERSED
        if self.d_prime.low <= 0:
            return Telling.NOT_YET
        return Telling.WELL if self.d_prime.low >= WELL else Telling.SOMEWHAT


def discern_pairs(right: int, total: int) -> PairDiscernment:
    """d' of choosing between two clips: the root of 2 times z of the share right.

    The share is log-linear (Hautus 1995) and its interval that of `rates.z_of`, both carried through the same formula
    (Macmillan & Creelman 2005, chapter 7, equation 7.2). Assumes no leaning to the left or the right clip: sides are
    dealt at random. Raises ValueError unless 0 <= right <= total.
    """
    if not 0 <= right <= total:
        raise ValueError(f"{right} right of {total} pairs cannot be")
    enough = enough_answers(total, least=PAIRS)
    if not enough:
        return PairDiscernment(enough, right, total, None)
    z: Estimate = z_of(right, total)
    return PairDiscernment(enough, right, total, PairDPrime(ROOT2 * z.value, ROOT2 * z.low, ROOT2 * z.high))
