"""Items as classical test theory sees them: how hard each is, and whether it tells good lookers from others."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean
from typing import TypeVar

from quizzes.scoring.enough import (
    ANSWERS_TO_AN_ITEM,
    DISCRIMINATION,
    Enough,
    enough_answers,
    enough_learners,
)
from quizzes.scoring.estimate import Z95, Estimate
from quizzes.scoring.share import share

Item = TypeVar("Item", bound=Hashable)

TOO_EASY = 0.9
REST = 3
"""Other items a learner must have answered before their rest score counts."""


class Health(StrEnum):
    """What the share right says of an item; each word looks at the whole interval."""

    TOO_FEW = "too_few"
    BELOW_CHANCE = "below_chance"
    """Fewer right than by guessing: a wrong key, or a clip that misleads everybody."""
    FINE = "fine"
    TOO_EASY = "too_easy"
    """Nine in ten or more right: it takes time and tells little."""


@dataclass(frozen=True, slots=True)
class Difficulty:
    """How many answered an item right. share: None unless `enough`; "I would check first" is not an answer here."""

    enough: Enough
    right: int
    total: int
    share: Estimate | None
    health: Health


@dataclass(frozen=True, slots=True)
class Discrimination:
    """Whether those who do well elsewhere do well on an item.

    learners: who answered it and at least `REST` others. correlation: corrected point-biserial, -1 to 1; None unless
    `enough`. A whole interval below 0 is a reason to look at the key.
    """

    enough: Enough
    learners: int
    correlation: Estimate | None


def difficulty(right: int, total: int, *, chance: float = 0.5) -> Difficulty:
    """Share right with Wilson's interval, and what it says. chance: share right by guessing, 0.5 for real or manipulated."""
    enough = enough_answers(total, least=ANSWERS_TO_AN_ITEM)
    if not enough:
        return Difficulty(enough, right, total, None, Health.TOO_FEW)
    found = share(right, total)
    if found.high < chance:
        health = Health.BELOW_CHANCE
    else:
        health = Health.TOO_EASY if found.low > TOO_EASY else Health.FINE
    return Difficulty(enough, right, total, found, health)


def discrimination(answers: Iterable[tuple[bool, float]]) -> Discrimination:
    """Corrected point-biserial: the correlation of an item with the rest of the test, the item itself left out.

    answers: for each learner whether the item was right, and the learner's share right on their other items. With
    complete data that share correlates exactly as the rest score does; with parts of a pool dealt out it makes
    learners comparable. The interval is Fisher's (1915), through atanh with variance 1 / (n - 3). Source: Henrysson 1963.
    """
    pairs = [(float(right), rest) for right, rest in answers]
    enough = enough_learners(len(pairs), least=DISCRIMINATION)
    if not enough:
        return Discrimination(enough, len(pairs), None)
    r = _correlation(pairs)
    if r is None:
        return Discrimination(Enough.NO_SPREAD, len(pairs), None)
    middle = math.atanh(max(-0.999999, min(0.999999, r)))
    reach = Z95 / (len(pairs) - 3) ** 0.5
    low, high = math.tanh(middle - reach), math.tanh(middle + reach)
    return Discrimination(enough, len(pairs), Estimate(r, min(r, low), max(r, high)))


def against_rest(rows: Iterable[Mapping[Item, bool]]) -> dict[Item, list[tuple[bool, float]]]:
    """For each item what `discrimination` takes, from what each learner got right (learners with few others left out)."""
    found: dict[Item, list[tuple[bool, float]]] = defaultdict(list)
    for row in rows:
        right, others = sum(row.values()), len(row) - 1
        if others >= REST:
            for item, correct in row.items():
                found[item].append((correct, (right - correct) / others))
    return dict(found)


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    mean_x, mean_y = fmean(x for x, _ in pairs), fmean(y for _, y in pairs)
    sum_xx = math.fsum((x - mean_x) ** 2 for x, _ in pairs)
    sum_yy = math.fsum((y - mean_y) ** 2 for _, y in pairs)
    if sum_xx < 1e-12 or sum_yy < 1e-12:
        return None
    sum_xy = math.fsum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return max(-1.0, min(1.0, sum_xy / math.sqrt(sum_xx * sum_yy)))
