"""The Rasch model: items and learners on one scale, whoever was given which items."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from quizzes.scoring.enough import RASCH, Enough
from quizzes.scoring.estimate import Z95, Estimate
from quizzes.scoring.rasch_conditional import Conditional, conditional, linked
from quizzes.scoring.rasch_fit import Fit, Person, fit_of_item, person

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class RaschItem:
    """An item on the scale.

    answers: how many it rests on. difficulty: in logits, with its interval; the mean over the items is 0.
    fit: how its answers agree with the model.
    """

    answers: int
    difficulty: Estimate
    fit: Fit


@dataclass(frozen=True, slots=True)
class Rasch(Generic[Item]):
    """A calibration. items: empty unless `enough`. persons: one for each row given, None for one without answers."""

    enough: Enough
    items: Mapping[Item, RaschItem]
    persons: Sequence[Person | None]


def rasch(rows: Sequence[Mapping[Item, bool]]) -> Rasch[Item]:
    """Calibrate items and place learners.

    rows: for each learner what was right, item by item; items not dealt to a learner are not in the row. What is
    missing must be missing by design or by chance, not because it was too hard.

    Difficulties maximise the conditional likelihood given each learner's score (Andersen 1972), which needs no
    assumption about the learners, less half the square of each difficulty over 3^2. That last term, a normal prior of
    3 logits, matters little where there are answers and keeps items finite that everybody had right, or nobody.
    Abilities are Warm's (1989) weighted likelihood estimates, finite for perfect scores as well.
    """
    dealt: Counter[Item] = Counter(item for row in rows for item in row)
    enough = _enough(rows, dealt)
    if not enough:
        return Rasch(enough, {}, [None] * len(rows))
    found: Conditional[Item] = conditional(rows)
    placed = [person([found.difficulty[item] for item in row], sum(row.values())) for row in rows]
    residuals: dict[Item, list[tuple[float, bool]]] = defaultdict(list)
    for row, learner in zip(rows, placed, strict=True):
        if learner is not None and 0 < sum(row.values()) < len(row):
            for item, right in row.items():
                residuals[item].append((learner.ability.value - found.difficulty[item], right))
    items = {
        item: RaschItem(
            number,
            _around(found.difficulty[item], found.error[item]),
            fit_of_item(residuals[item]),
        )
        for item, number in dealt.items()
    }
    return Rasch(enough, items, placed)


def _enough(rows: Sequence[Mapping[Item, bool]], dealt: Counter[Item]) -> Enough:
    if not dealt:
        return Enough.NOTHING
    if sum(len(row) > 1 for row in rows) < RASCH[0]:
        return Enough.FEW_LEARNERS
    if min(dealt.values()) < RASCH[1] or len(dealt) < 2:
        return Enough.FEW_ANSWERS
    return Enough.ENOUGH if linked(rows) else Enough.NOT_LINKED


def _around(value: float, error: float) -> Estimate:
    return Estimate(value, value - Z95 * error, value + Z95 * error)
