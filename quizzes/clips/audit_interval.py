"""How sure the leak audit is: the interval in which a model's area under the curve lies."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
DRAWS = 2000

_SEED = 20260

Interval: TypeAlias = tuple[float, float]


def interval_of(originals: NDArray[np.float64], twins: NDArray[np.float64]) -> Interval:
    """Return the interval, at `LEVEL`, of the area under the ROC curve by which scores tell twins.

    `originals` and `twins` are the scores of the halves of each pair, in one order. A percentile bootstrap
    over pairs (Efron and Tibshirani 1993, chapter 13): whole pairs are drawn anew, because the scores of two
    halves belong together (as Obuchowski 1997 has it for clustered curves). The seed is fixed.
    """
    count = len(originals)
    wins = (twins[:, np.newaxis] > originals) + 0.5 * (twins[:, np.newaxis] == originals)
    weights = np.random.default_rng(_SEED).multinomial(count, np.full(count, 1 / count), DRAWS)
    areas = ((weights @ wins) * weights).sum(axis=1) / count**2
    low, high = np.quantile(areas, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
