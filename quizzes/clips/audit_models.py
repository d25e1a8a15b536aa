"""The leak audit's models: logistic regression and a small decision tree, for many labellings of the same rows."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.tree import DecisionTreeClassifier

# Fixed before the first library was measured, so that nobody can shop for a seed that passes.
SEED = 20260
_BOUND_STEPS = 30
_NEWTON_STEPS = 12
_STILL = 1e-10
# Of how many numbers the curvatures that are held at once may consist: 32 MB.
_ENTRIES = 4_000_000

Matrix: TypeAlias = NDArray[np.float64]
Labels: TypeAlias = NDArray[np.int64]


def _linear(seen: Matrix, labels: Labels, unseen: Matrix) -> Matrix:
    """Fit logistic regression (penalty 1/2 |w|^2) to every labelling at once by Newton's method.

    Returns the score of each unseen row. No intercept: both halves of a pair are seen or neither, so the
    answers are balanced around zero.
    """
    # The penalty does not mind a rotation, and there are fewer rows than features in a bad file.
    _, sizes, axes = np.linalg.svd(seen, full_matrices=False)
    axes = axes[sizes > 1e-9]
    points = seen @ axes.T
    # As many labellings at once as keep the curvatures of all of them small.
    some = max(1, _ENTRIES // max(1, len(axes)) ** 2)
    weights = [_newton(points, labels[at : at + some]) for at in range(0, len(labels), some)]
    return np.asarray(np.vstack(weights) @ (unseen @ axes.T).T, np.float64)


def _newton(points: Matrix, labels: Labels) -> Matrix:
    """Return the weights that fit each labelling of `points` best.

    First by steps with one curvature that bounds all others (Böhning 1992), which are cheap and come near; then by Newton's
    own, for those labellings that are not there yet.
    """
    count = points.shape[1]
    weights = np.zeros((len(labels), count))
    if not count:
        return weights
    bound = np.linalg.inv(points.T @ points / 4 + np.eye(count))
    for _ in range(_BOUND_STEPS):
        weights += _slope(points, labels, weights)[0] @ bound
    moving = np.arange(len(labels))
    for _ in range(_NEWTON_STEPS):
        slope, curved = _slope(points, labels[moving], weights[moving])
        # Row by row, because products of matrices are what machines are fast at.
        bend = np.stack([curved @ (points[:, [row]] * points) for row in range(count)], axis=1)
        step = np.linalg.solve(bend + np.eye(count), slope[..., np.newaxis])[..., 0]
        weights[moving] += step
        moving = moving[np.abs(step).max(axis=1) >= _STILL]
        if not len(moving):
            break
    return weights


def _slope(points: Matrix, labels: Labels, weights: Matrix) -> tuple[Matrix, Matrix]:
    """How the penalised likelihood rises at these weights, and how each row's chance curves it."""
    chances = 1 / (1 + np.exp(-np.clip(weights @ points.T, -30, 30)))
    return (labels - chances) @ points - weights, chances * (1 - chances)


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
