"""Differential item functioning: whether an item is harder for one group than for equally able learners of another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from quizzes.scoring.enough import DIF, DIF_CLASS, Enough
from quizzes.scoring.estimate import Z95, Estimate

_NORMAL = NormalDist()
_ONE_SIDED_95 = _NORMAL.inv_cdf(0.95)


class DifClass(StrEnum):
    """The classes of the Educational Testing Service."""

    A = "A"
    """Negligible: below 1, or not certainly different from 0."""
    B = "B"
    """Moderate: neither A nor C."""
    C = "C"
    """Large: 1.5 or more, and certainly above 1. Have a person look at the item."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Learners of one score: right and wrong in the reference group, right and wrong in the focal group."""

    reference_right: int = 0
    reference_wrong: int = 0
    focal_right: int = 0
    focal_wrong: int = 0

    @property
    def total(self) -> int:
        return self.reference_right + self.reference_wrong + self.focal_right + self.focal_wrong


@dataclass(frozen=True, slots=True)
class Dif:
    """An item set against two groups.

    reference, focal: learners in each, over the scores that both groups have.
    odds_ratio: of the reference group over the focal one; above 1 the item is easier for the reference group.
    delta: -2.35 times its logarithm (MH D-DIF); below 0 is harder for the focal group.
    chi_squared, p: the test of no difference, 1 degree of freedom, corrected for continuity.
    letter: None below the numbers that ETS asks for. Everything None unless `enough`.
    """

    enough: Enough
    reference: int
    focal: int
    odds_ratio: Estimate | None
    delta: Estimate | None
    chi_squared: float | None
    p: float | None
    letter: DifClass | None


def strata(answers: Iterable[tuple[Hashable, bool, bool]]) -> list[Stratum]:
    """Tables by score from (score, whether of the focal group, whether right). The score includes the item itself."""
    cells: dict[Hashable, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for score, focal, right in answers:
        cells[score][2 * focal + (not right)] += 1
    return [Stratum(*cell) for cell in cells.values()]


def differs(tables: Iterable[Stratum]) -> Dif:
    """Mantel-Haenszel over the scores.

    Common odds ratio and test: Mantel & Haenszel 1959, corrected for continuity; variance of its logarithm: Robins,
    Breslow & Greenland 1986; delta and letters: Holland & Thayer 1988 and Zieky 1993 (A: not significant at 5 % or
    below 1; C: at least 1.5 and significantly above 1). Scores that only one group has say nothing and are left out.
    """
    used = [
        table
        for table in tables
        if table.reference_right + table.reference_wrong and table.focal_right + table.focal_wrong
    ]
    reference = sum(table.reference_right + table.reference_wrong for table in used)
    focal = sum(table.focal_right + table.focal_wrong for table in used)
    enough = _enough(reference, focal)
    found = common_odds_ratio(used) if enough else None
    test = chi_squared(used) if enough else None
    if found is None or test is None:
        return Dif(enough and Enough.NO_SPREAD, reference, focal, None, None, None, None, None)
    logs = [-2.35 * math.log(end) for end in (found.value, found.high, found.low)]
    delta = Estimate(*logs)
    p = 2 * (1 - _NORMAL.cdf(test**0.5))
    in_class = min(reference, focal) >= DIF_CLASS[0] and reference + focal >= DIF_CLASS[1]
    return Dif(enough, reference, focal, found, delta, test, p, _letter(delta, p) if in_class else None)


def common_odds_ratio(tables: Iterable[Stratum]) -> Estimate | None:
    """The Mantel-Haenszel odds ratio with its interval by Robins, Breslow & Greenland; None when it is 0 or endless."""
    agree = against = pr = mixed = qs = 0.0
    for table in tables:
        if not table.total:
            continue
        r = table.reference_right * table.focal_wrong / table.total
        s = table.reference_wrong * table.focal_right / table.total
        p = (table.reference_right + table.focal_wrong) / table.total
        agree, against = agree + r, against + s
        pr, mixed, qs = pr + p * r, mixed + p * s + (1 - p) * r, qs + (1 - p) * s
    if not agree or not against:
        return None
    variance = pr / (2 * agree**2) + mixed / (2 * agree * against) + qs / (2 * against**2)
    ratio, reach = agree / against, math.exp(Z95 * variance**0.5)
    return Estimate(ratio, ratio / reach, ratio * reach)


def chi_squared(tables: Iterable[Stratum]) -> float | None:
    """The Mantel-Haenszel statistic, (|A - E(A)| - 1/2)^2 / Var(A); None when nothing varies."""
    excess = spread = 0.0
    for table in tables:
        if table.total < 2:
            continue
        right = table.reference_right + table.focal_right
        reference = table.reference_right + table.reference_wrong
        wrong, focal = table.total - right, table.total - reference
        excess += table.reference_right - reference * right / table.total
        spread += reference * focal * right * wrong / (table.total**2 * (table.total - 1))
    return max(0.0, abs(excess) - 0.5) ** 2 / spread if spread else None


def _enough(reference: int, focal: int) -> Enough:
    if not reference + focal:
        return Enough.NOTHING
    if min(reference, focal) < DIF[0] or reference + focal < DIF[1]:
        return Enough.FEW_LEARNERS
    return Enough.ENOUGH


def _letter(delta: Estimate, p: float) -> DifClass:
    size = abs(delta.value)
    if size < 1 or p >= 0.05:
        return DifClass.A
    error = (delta.high - delta.low) / (2 * Z95)
    return DifClass.C if size >= 1.5 and (size - 1) / error > _ONE_SIDED_95 else DifClass.B
