"""The leak audit of time: does the first byte of a twin come sooner or later than that of its original?"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import HttpResponseBase
from numpy.typing import NDArray

from quizzes.clips.answers import end_answer
from quizzes.clips.audit import SEED, THRESHOLD
from quizzes.clips.models import Half

DRAWS = 30
_WARM = 2
_SWAPS = 4999

Asks = Mapping[str, Callable[[], HttpResponseBase]]
"""How to ask for each half of a pair."""


@dataclass(frozen=True)
class Timing:
    """What was measured through one door, over `n_pairs` pairs.

    `median_us` is how long a first byte takes; `later_us` how much later that of a twin comes, as the median
    over pairs, in microseconds; `later_share` in how many pairs it does come later; `p` is that of the test.
    """

    n_pairs: int
    median_us: float
    later_us: float
    later_share: float
    p: float

    @property
    def passed(self) -> bool:
        """Whether time does not tell the halves apart."""
        return self.p >= THRESHOLD


def seconds_to_first_byte(ask: Callable[[], HttpResponseBase]) -> float:
    """Return how long it takes from the request until the first block of the file is there."""
    start = time.perf_counter()
    response = ask()
    next(iter(response), None)
    took = time.perf_counter() - start
    end_answer(response)
    return took


def time_pairs(pairs: Sequence[Asks], *, draws: int = DRAWS, seed: int = SEED) -> NDArray[np.float64]:
    """Return the median time to the first byte of each pair's halves (pairs, 2; original first), in seconds.

    Both halves are asked for in turn, `draws` times, and who is first is drawn each time anew, so that neither
    profits from what the other has warmed up.
    """
    rng = np.random.default_rng(seed)
    medians = []
    for asks in pairs:
        took: dict[str, list[float]] = {half: [] for half in Half.values}
        for draw in range(draws + _WARM):
            for half in rng.permutation(Half.values).tolist():
                seconds = seconds_to_first_byte(asks[half])
                if draw >= _WARM:
                    took[half].append(seconds)
        medians.append([float(np.median(took[half])) for half in (Half.ORIGINAL, Half.TWIN)])
    return np.array(medians, np.float64).reshape(-1, 2)


def timing_of(medians: NDArray[np.float64], *, seed: int = SEED) -> Timing:
    """Judge times (pairs, 2; original first) by Wilcoxon's signed ranks.

    p is the share of relabellings, the halves of each pair swapped at random, by which the ranks lean as far
    to either side.
    """
    count = len(medians)
    if not count:
        return Timing(0, 0.0, 0.0, 0.5, 1.0)
    later = medians[:, 1] - medians[:, 0]
    ranks = np.argsort(np.argsort(np.abs(later))) + 1.0
    swaps = np.random.default_rng(seed).choice((-1.0, 1.0), (_SWAPS, count))
    leans = np.abs(np.vstack([np.sign(later), swaps]) @ ranks)
    return Timing(
        n_pairs=count,
        median_us=float(np.median(medians) * 1e6),
        later_us=float(np.median(later) * 1e6),
        later_share=float(np.mean((later > 0) + 0.5 * (later == 0))),
        p=float(np.mean(leans >= leans[0])),
    )


def measured_twice(measure: Callable[[int], NDArray[np.float64]]) -> Timing:
    """Judge what `measure(seed)` gives; what looks like a leak is measured anew, because chance does that too.

    Time is the one thing here that is never the same twice: one in a hundred clean measurements falls below
    the threshold, and only a leak does so again.
    """
    first = timing_of(measure(SEED))
    return first if first.passed else timing_of(measure(SEED + 1))


def as_plain(timing: Timing) -> dict[str, Any]:
    """Plain data for a report."""
    return {
        "n_pairs": timing.n_pairs,
        "median_us": round(timing.median_us),
        "later_us": round(timing.later_us, 1),
        "later_share": round(timing.later_share, 3),
        "p": round(timing.p, 4),
        "passed": timing.passed,
    }
