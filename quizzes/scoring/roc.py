"""The area under the curve: how often a manipulated clip was rated more suspect than a real one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quizzes.scoring.enough import EACH_KIND, Enough, enough_of_both
from quizzes.scoring.estimate import Z95, Estimate
from quizzes.scoring.mean import LearnersMean, mean_of_learners
from quizzes.scoring.ratings import Ratings


@dataclass(frozen=True, slots=True)
class Area:
    """The area under the curve of confidence ratings: 0.5 is chance, 1 is perfect. area: None unless `enough`."""

    enough: Enough
    area: Estimate | None


def area_under_curve(ratings: Ratings, *, least: int = EACH_KIND) -> Area:
    """The area under the receiver operating characteristic of the stops, "I would check first" among them.

    It needs no bell curves and no threshold: it uses how sure somebody was.
    """
    enough = enough_of_both(sum(ratings.manipulated), sum(ratings.authentic), least=least)
    return Area(enough, area(ratings.manipulated, ratings.authentic) if enough else None)


def group_area(learners: Iterable[Ratings]) -> LearnersMean:
    """Mean area over the learners with enough judgements, with the uncertainty between learners."""
    found = [each.area.value for each in map(area_under_curve, learners) if each.area is not None]
    return mean_of_learners(found)


def area(higher: Sequence[int], lower: Sequence[int]) -> Estimate:
    """Probability that one from `higher` stands above one from `lower`, ties half, with a 95 % interval.

    higher, lower: counts at each step of one scale, from low to high; neither may be empty (ValueError). Equals the
    trapezoid area and the Mann-Whitney statistic over the number of pairs (Bamber 1975). The interval holds every
    area from which the one found is less than 1.96 standard errors away, by the standard error that Hanley & McNeil
    (1982) give for it, with the sample sizes in their bracket replaced by their mean minus 1: method 5 of
    Newcombe 2006 (Statistics in Medicine 25, 559-573). It has width at 0 and 1 too.
    """
    ups, downs = sum(higher), sum(lower)
    if not ups or not downs:
        raise ValueError("an area needs answers of both kinds")
    below, won = 0, 0.0
    for up, down in zip(higher, lower, strict=True):
        won += up * (below + down / 2)
        below += down
    found = won / (ups * downs)
    return Estimate(found, *_interval(found, ups, downs))


def _interval(found: float, ups: int, downs: int) -> tuple[float, float]:
    def too_far(theta: float) -> bool:
        spread = theta * (1 - theta) * (1 + extra * ((1 - theta) / (2 - theta) + theta / (1 + theta)))
        return (found - theta) ** 2 > Z95**2 * spread / (ups * downs)

    extra = (ups + downs) / 2 - 1
    return _edge(found, 0.0, too_far), _edge(found, 1.0, too_far)


def _edge(inside: float, outside: float, too_far: Callable[[float], bool]) -> float:
    if not too_far(outside):
        return outside
    for _ in range(60):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if too_far(middle) else (middle, outside)
    return inside
