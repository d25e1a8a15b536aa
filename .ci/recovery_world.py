"""Simulated learners whose truth is known: what they answer, and what their figures ought to be."""

import math
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from statistics import NormalDist

from quizzes.scoring.discernment import Counts
from quizzes.scoring.ratings import Ratings

NORMAL = NormalDist()
RUNS = 2000
D_PRIMES = (0.0, 0.5, 1.0, 2.0, 3.0)
CRITERIA = (-0.7, 0.0, 0.7)
EACH = (5, 10, 30)
_BETWEEN_STOPS = (0.125, 0.3, 0.45, 0.55, 0.7, 0.875)
_LEAST_SLOPE = 0.4


def binomial(share: float, total: int) -> list[float]:
    """Probability of every count from 0 to `total`."""
    return [math.comb(total, n) * share**n * (1 - share) ** (total - n) for n in range(total + 1)]


def rates(d_prime: float, criterion: float) -> tuple[float, float]:
    """Hit rate and false-alarm rate of the equal-variance model."""
    return NORMAL.cdf(d_prime / 2 - criterion), NORMAL.cdf(-d_prime / 2 - criterion)


def judged(chance: Random, d_prime: float, criterion: float, manipulated: int, authentic: int) -> Counts:
    """What one learner answers to so many clips of each kind."""
    hit, alarm = rates(d_prime, criterion)
    hits = sum(chance.random() < hit for _ in range(manipulated))
    alarms = sum(chance.random() < alarm for _ in range(authentic))
    return Counts(hits, manipulated - hits, alarms, authentic - alarms)


@dataclass(frozen=True)
class Rater:
    """A learner who states probabilities: evidence of the bell curves, felt as its likelihood ratio times `boldness`."""

    d_prime: float
    criterion: float = 0.0
    boldness: float = 1.0

    def stops(self, manipulated: bool) -> list[float]:
        """Probability of each stop for a clip of this kind."""
        mean = self.d_prime / 2 if manipulated else -self.d_prime / 2
        slope = self.boldness * max(self.d_prime, _LEAST_SLOPE)
        ends = [self.criterion + math.log(p / (1 - p)) / slope for p in _BETWEEN_STOPS]
        below = [0.0, *(NORMAL.cdf(end - mean) for end in ends), 1.0]
        return [after - before for before, after in pairwise(below)]

    def rated(self, chance: Random, each: int) -> Ratings:
        return Ratings(*(self._drawn(chance, each, kind) for kind in (True, False)))

    def _drawn(self, chance: Random, number: int, manipulated: bool) -> tuple[int, ...]:
        chosen = chance.choices(range(7), self.stops(manipulated), k=number)
        return tuple(chosen.count(stop) for stop in range(7))


def held(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
