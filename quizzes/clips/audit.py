"""The leak audit: can any simple model tell the halves of pairs apart by their files and headers alone?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.tree import DecisionTreeClassifier

from quizzes.clips.audit_interval import Interval, interval_of

THRESHOLD = 0.01
HIGHEST = 0.60
"""What the upper end of a model's interval must stay below, where there are pairs enough to show it."""
ENOUGH_PAIRS = 300
# Fixed before the first library was measured, so that nobody can shop for a seed that passes.
SEED = 20260
PERMUTATIONS = 499
FOLDS = 5
FEWEST_PAIRS = 6
CONTEXT = 8
_NEWTON_STEPS = 12

Features: TypeAlias = Mapping[str, float]
Matrix: TypeAlias = NDArray[np.float64]
Labels: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True)
class Verdict:
    """How well one model did: area under the ROC curve (0.5 = guessing) and p of the permutation test.

    The intervals are those of the areas (see `interval_of`); None for a choice among many features, which has
    no scores on unseen pairs.
    """

    auc_single: float
    auc_paired: float
    p_single: float
    p_paired: float
    interval_single: Interval | None = None
    interval_paired: Interval | None = None


@dataclass(frozen=True)
class Audit:
    """The outcome for one medium: the best any model did, the smallest p, and every model by itself."""

    n_pairs: int
    auc_single: float
    auc_paired: float
    p_single: float
    p_paired: float
    top_feature: str | None
    varying_features: int
    models: Mapping[str, Verdict]

    @property
    def highest(self) -> float:
        """The upper end of the highest interval that any model has; 0.5 where there is none."""
        intervals = [each for model in self.models.values() for each in _intervals(model) if each is not None]
        return max((high for _, high in intervals), default=0.5)

    @property
    def has_enough(self) -> bool:
        """Whether there are pairs enough for an interval that shows anything."""
        return self.n_pairs >= ENOUGH_PAIRS

    @property
    def passed(self) -> bool:
        """Whether no model told the halves apart: by every p, and with pairs enough by every interval too."""
        quiet = min(self.p_single, self.p_paired) >= THRESHOLD
        return quiet and (self.highest < HIGHEST or not self.has_enough)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for a report."""
        return {**asdict(self), "highest": self.highest, "passed": self.passed}


def _intervals(verdict: Verdict) -> tuple[Interval | None, Interval | None]:
    return verdict.interval_single, verdict.interval_paired


def audit_pairs(pairs: Sequence[tuple[Features, Features]], *, permutations: int = PERMUTATIONS) -> Audit:
    """Try to tell originals from twins, given the features (original, twin) of each pair.

    Single: one half is judged at a time. Paired: the difference of two halves is judged, once in each
    direction. Both by three models: logistic regression, a small decision tree (each in cross-validation with
    both halves of a pair in the same fold), and the best single feature. p is the share of
    `permutations` relabellings, halves swapped within pairs at random, on which the same model does as well
    (Good 2005, with the observed labelling counted). Fewer than FEWEST_PAIRS pairs cannot tell anything.
    """
    names, originals, twins, context = _matrices(pairs)
    count = len(pairs)
    if count < FEWEST_PAIRS or not names:
        nothing = Verdict(0.5, 0.5, 1.0, 1.0)
        return Audit(
            count, 0.5, 0.5, 1.0, 1.0, None, len(names), dict.fromkeys(("linear", "tree", "feature"), nothing)
        )
    rows = np.vstack([originals, twins])
    single = _Trial(np.hstack([rows, np.tile(context, (2, 1))]), paired=False, permutations=permutations)
    paired = _Trial(np.vstack([originals - twins, twins - originals]), paired=True, permutations=permutations)
    models = {
        name: Verdict(alone[0], both[0], alone[1], both[1], alone[2], both[2])
        for name, alone, both in (
            ("linear", single.cross_validated("linear"), paired.cross_validated("linear")),
            ("tree", single.cross_validated("tree"), paired.cross_validated("tree")),
            ("feature", single.best_feature(), paired.best_feature()),
        )
    }
    strongest = np.maximum(
        single.strengths(single.labels[:1])[0, : len(names)], paired.strengths(paired.labels[:1])[0]
    )
    return Audit(
        n_pairs=count,
        auc_single=max(each.auc_single for each in models.values()),
        auc_paired=max(each.auc_paired for each in models.values()),
        p_single=min(each.p_single for each in models.values()),
        p_paired=min(each.p_paired for each in models.values()),
        top_feature=names[int(np.argmax(strongest))],
        varying_features=len(names),
        models=models,
    )


def _matrices(pairs: Sequence[tuple[Features, Features]]) -> tuple[list[str], Matrix, Matrix, Matrix]:
    """Return names and values (originals, twins) of the features that differ within any pair; missing is -1.

    What is equal in both halves of every pair cannot tell them apart by itself, only say what kind of pair it
    is, and there are hundreds of such features. The last matrix (pairs, few) holds their principal components.
    """
    names = sorted({name for pair in pairs for half in pair for name in half})
    values = np.array([[[half.get(name, -1.0) for name in names] for half in pair] for pair in pairs])
    values = values.reshape(len(pairs), 2, len(names))
    differs = (values[:, 0] != values[:, 1]).any(axis=0)
    found = [name for name, tells in zip(names, differs, strict=True) if tells]
    return found, values[:, 0, differs], values[:, 1, differs], _context(values[:, 0, ~differs])


def _context(values: Matrix) -> Matrix:
    varying = values[:, np.ptp(values, axis=0) > 0] if len(values) else values
    if not varying.size:
        return np.zeros((len(values), 0))
    scaled = (varying - varying.mean(axis=0)) / varying.std(axis=0)
    axes, sizes, _ = np.linalg.svd(scaled, full_matrices=False)
    return np.asarray((axes * sizes)[:, : min(CONTEXT, int((sizes > 1e-6).sum()))], np.float64)


_Outcome: TypeAlias = tuple[float, float, Interval | None]


class _Trial:
    """One way of asking, single or paired: rows (all originals, then all twins) and relabelled answers."""

    def __init__(self, rows: Matrix, *, paired: bool, permutations: int) -> None:
        self.rows, self.paired = rows, paired
        self.pairs = len(rows) // 2
        rng = np.random.default_rng(SEED)
        swaps = rng.random((permutations, self.pairs)) < 0.5
        first = np.vstack([np.zeros((1, self.pairs), np.bool_), swaps]).astype(np.int64)
        # Row 0 holds the true labels; in every other row some pairs have their halves swapped.
        self.labels: Labels = np.hstack([first, 1 - first])
        folds = np.tile(rng.permutation(self.pairs) % FOLDS, 2)
        self.splits = [self._split(folds == fold) for fold in range(FOLDS)]

    def cross_validated(self, model: str) -> _Outcome:
        """Return the AUC of predictions on unseen pairs, p, and the interval of that AUC."""
        scores = np.zeros(self.labels.shape)
        for unseen, rows in self.splits:
            scores[:, unseen] = MODELS[model](rows[~unseen], self.labels[:, ~unseen], rows[unseen])
        aucs = np.array(
            [area_under_curve(each, labels) for each, labels in zip(scores, self.labels, strict=True)]
        )
        # Scores that differ by rounding alone are ties.
        low, high = interval_of(*np.split(np.round(scores[0], 9), 2))
        return round(float(aucs[0]), 4), round(p_of(aucs), 4), (round(low, 4), round(high, 4))

    def best_feature(self) -> _Outcome:
        """Return the AUC of the feature that tells most, and p that counts the choice among all of them."""
        best = self.strengths(self.labels).max(axis=1)
        return round(float(best[0]) + 0.5, 4), round(p_of(best), 4), None

    def strengths(self, labels: Labels) -> Matrix:
        """Return how far each feature's AUC is from guessing, 0 to 0.5: one row a labelling."""
        ranks = np.apply_along_axis(ranks_of, 0, self.rows)
        aucs = (labels @ ranks - self.pairs * (self.pairs + 1) / 2) / self.pairs**2
        return np.abs(np.asarray(aucs, np.float64) - 0.5)

    def _split(self, unseen: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], Matrix]:
        """Scale all rows by those a model may see; no label takes part, so once does for all of them."""
        seen = self.rows[~unseen]
        # Differences come in both directions, so their centre is zero by itself.
        centre = np.zeros(seen.shape[1]) if self.paired else seen.mean(axis=0)
        spread = np.sqrt(((seen - centre) ** 2).mean(axis=0))
        return unseen, (self.rows - centre) / np.where(spread > 0, spread, 1.0)


def _linear(seen: Matrix, labels: Labels, unseen: Matrix) -> Matrix:
    """Fit logistic regression (penalty 1/2 |w|^2) to every labelling at once by Newton's method.

    Returns the score of each unseen row. No intercept: both halves of a pair are seen or neither, so the
    answers are balanced around zero.
    """
    # The penalty does not mind a rotation, and there are fewer rows than features in a bad file.
    _, sizes, axes = np.linalg.svd(seen, full_matrices=False)
    axes = axes[sizes > 1e-9]
    points = seen @ axes.T
    weights = np.zeros((len(labels), len(axes)))
    for _ in range(_NEWTON_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(weights @ points.T, -30, 30)))
        slope = (labels - chances) @ points - weights
        bend = np.einsum("pm,mi,mj->pij", chances * (1 - chances), points, points, optimize=True)
        weights += np.linalg.solve(bend + np.eye(len(axes)), slope[..., np.newaxis])[..., 0]
    return np.asarray(weights @ (unseen @ axes.T).T, np.float64)


def _tree(seen: Matrix, labels: Labels, unseen: Matrix) -> Matrix:
    """Fit a small decision tree to every labelling; return the chance of a twin for each unseen row."""
    known, asked = (np.ascontiguousarray(rows, np.float32) for rows in (seen, unseen))
    scores = []
    for answers in labels:
        tree = DecisionTreeClassifier(max_depth=3, min_samples_leaf=3, random_state=SEED)
        tree.fit(known, answers, check_input=False)
        scores.append(tree.predict_proba(asked, check_input=False)[:, 1])
    return np.array(scores, np.float64)


MODELS: Mapping[str, Callable[[Matrix, Labels, Matrix], Matrix]] = {"linear": _linear, "tree": _tree}


def area_under_curve(scores: Matrix, labels: Labels) -> float:
    """Area under the ROC curve by ranks (Hanley and McNeil 1982); ties count half."""
    ones = int(labels.sum())
    ranks = ranks_of(scores)
    return float((ranks[labels == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(labels) - ones)))


def ranks_of(values: Matrix) -> Matrix:
    """Ranks from 1, ties sharing their mean."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray(last - (counts - 1) / 2, np.float64)[place]


def p_of(values: Matrix) -> float:
    # Rounding keeps equal outcomes equal: a tie counts against us.
    rounded = np.round(values, 9)
    return float(np.mean(rounded >= rounded[0]))
