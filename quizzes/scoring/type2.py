"""Type-2 sensitivity: whether somebody is surer when right than when wrong."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.scoring.enough import RIGHT_AND_WRONG, Enough, enough_of_both
from quizzes.scoring.estimate import Estimate
from quizzes.scoring.ratings import Ratings
from quizzes.scoring.roc import area


@dataclass(frozen=True, slots=True)
class Insight:
    """Insight into one's own judgements.

    right, wrong: judgements that chose a side. area: how often a right judgement was surer than a wrong one, ties half;
    0.5 is no insight. None unless `enough`.
    """

    enough: Enough
    right: int
    wrong: int
    area: Estimate | None


def insight(ratings: Ratings, *, least: int = RIGHT_AND_WRONG) -> Insight:
    """The area under the type-2 curve: confidence set against being right (Galvin et al. 2003; Fleming & Lau 2014).

    It grows with d' itself, so compare people who tell about equally well. meta-d', which takes that out, needs
    hundreds of judgements of one learner (Rahnev 2025) and is not given. "I would check first" states no side and is
    left out.
    """
    rows = ratings.by_confidence
    right, wrong = sum(yes for _, yes, _ in rows), sum(no for _, _, no in rows)
    enough = enough_of_both(right, wrong, least=least)
    found = area([yes for _, yes, _ in rows], [no for _, _, no in rows]) if enough else None
    return Insight(enough, right, wrong, found)
