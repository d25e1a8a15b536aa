"""KR-20: how far a form of right-or-wrong items would order the same learners alike a second time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pvariance

from quizzes.scoring.beta import f_quantile
from quizzes.scoring.enough import RELIABILITY, Enough, enough_answers, enough_learners
from quizzes.scoring.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Reliability:
    """The internal consistency of a form.

    learners: who answered every item; others are left out. items: of the form. kr20: at most 1; None unless `enough`.
    """

    enough: Enough
    learners: int
    items: int
    kr20: Estimate | None


def reliability(rows: Sequence[Sequence[bool]]) -> Reliability:
    """KR-20 of a form: k / (k - 1) * (1 - sum of p (1 - p) / variance of the scores), variances over n.

    rows: one a learner, one value an item, all rows equally long (ValueError otherwise). Source: Kuder & Richardson 1937.
    The interval is Feldt's (1965), exact for normal scores: (1 - KR-20) times quantiles of F with n - 1 and
    (n - 1)(k - 1) degrees of freedom. It says how consistently the form orders these learners; a class in which
    everybody is equally able has a low KR-20 on the best of forms.
    """
    learners, items = len(rows), len(rows[0]) if rows else 0
    if any(len(row) != items for row in rows):
        raise ValueError("every learner answered the same items")
    enough = enough_learners(learners, least=RELIABILITY[0])
    if enough:
        enough = enough_answers(items, least=RELIABILITY[1])
    if not enough:
        return Reliability(enough, learners, items, None)
    spread = pvariance([sum(row) for row in rows])
    if spread == 0:
        return Reliability(Enough.NO_SPREAD, learners, items, None)
    within = sum((p := fmean(column)) * (1 - p) for column in zip(*rows, strict=True))
    value = items / (items - 1) * (1 - within / spread)
    ends = [
        1 - (1 - value) * f_quantile(end, learners - 1, (learners - 1) * (items - 1))
        for end in (0.975, 0.025)
    ]
    return Reliability(enough, learners, items, Estimate(value, min(value, ends[0]), max(value, ends[1])))
