"""Elo: an estimate of ability and difficulty that is moved by every answer, for choosing what to practise next."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

K = 1.0
FADING = 0.05
"""An answer moves a rating by K / (1 + 0.05 n) times the surprise, n being the answers it rests on (Pelánek 2016)."""
TARGET = (0.70, 0.85)
"""The chance of success to practise at."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Elo:
    """An ability or a difficulty, in logits; 0 is the middle. answers: how many it rests on.

    Raises ValueError when answers is negative.
    """

    value: float = 0.0
    answers: int = 0

    def __post_init__(self) -> None:
        if self.answers < 0:
            raise ValueError("a rating rests on no fewer than 0 answers")

    @property
    def step(self) -> float:
        """How far one answer can move it: the less, the more it rests on."""
        return K / (1 + FADING * self.answers)

    def moved(self, surprise: float) -> Elo:
        return Elo(self.value + self.step * surprise, self.answers + 1)


def expected_success(ability: float, difficulty: float, *, chance: float = 0.0) -> float:
    """Probability of a right answer: chance + (1 - chance) / (1 + exp(difficulty - ability)).

    chance: share right by guessing, from 0 up to but not including 1: 0.5 for real or manipulated, 1 / k for a choice
    of k (Pelánek 2016, section 3.2).
    """
    logit = min(700.0, max(-700.0, difficulty - ability))
    return chance + (1 - chance) / (1 + math.exp(logit))


def update(learner: Elo, item: Elo, right: bool, *, chance: float = 0.0) -> tuple[Elo, Elo]:
    """Both ratings after one answer: the learner moves by the surprise, the item by as much of its own step the other way.

    Count a learner's first answer to an item only: a second answer says what was remembered.
    """
    surprise = float(right) - expected_success(learner.value, item.value, chance=chance)
    return learner.moved(surprise), item.moved(-surprise)


def distance_from_target(success: float, target: tuple[float, float] = TARGET) -> float:
    """How far an expected success lies outside the target; 0 inside it."""
    low, high = target
    return max(low - success, success - high, 0.0)


def nearest_to_target(
    ability: float,
    candidates: Iterable[tuple[T, float]],
    *,
    chance: float = 0.0,
    target: tuple[float, float] = TARGET,
) -> list[T]:
    """Candidates, given with their difficulties, from best to worst fit; those inside the target keep the order given."""
    return [
        candidate
        for candidate, difficulty in sorted(
            candidates,
            key=lambda pair: distance_from_target(expected_success(ability, pair[1], chance=chance), target),
        )
    ]
