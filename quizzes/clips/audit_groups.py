"""The leak audit of clips that stand alone: can generated ones be told from real ones by files and headers?"""

from collections.abc import Sequence

import numpy as np

from quizzes.clips.audit import (
    FEWEST_PAIRS,
    FOLDS,
    PERMUTATIONS,
    Audit,
    Features,
    Verdict,
    area_under_curve,
    p_of,
    ranks_of,
)
from quizzes.clips.audit_models import MODELS, SEED, Labels, Matrix


def audit_groups(
    real: Sequence[Features], generated: Sequence[Features], *, permutations: int = PERMUTATIONS
) -> Audit:
    """Try to tell `generated` files from `real` ones by their features, one file at a time.

    The models and the measure are those of `audit_pairs`, but there are no pairs: relabelling shuffles all
    files, folds hold both kinds in proportion, and what is said of both halves is left at guessing. Fewer than
    FEWEST_PAIRS of either kind cannot tell anything. `n_pairs` is the number of the fewer kind.
    """
    names, rows = _rows([*real, *generated])
    fewest = min(len(real), len(generated))
    nothing = Verdict(0.5, 0.5, 1.0, 1.0)
    if fewest < FEWEST_PAIRS or not names:
        models = dict.fromkeys(("linear", "tree", "feature"), nothing)
        return Audit(fewest, 0.5, 0.5, 1.0, 1.0, None, len(names), models)
    rng = np.random.default_rng(SEED)
    truth = np.repeat([0, 1], [len(real), len(generated)])
    folds = np.concatenate([rng.permutation(count) % FOLDS for count in (len(real), len(generated))])
    # Row 0 holds the true labels. Shuffled within a fold, so that every fold keeps both kinds.
    labels = np.vstack([truth, *(_shuffled(truth, folds, rng) for _ in range(permutations))])
    models = {name: _verdict(_scores(name, rows, labels, folds), labels) for name in MODELS}
    strengths = _strengths(rows, labels)
    best = strengths.max(axis=1)
    models["feature"] = Verdict(round(float(best[0]) + 0.5, 4), 0.5, round(p_of(best), 4), 1.0)
    return Audit(
        n_pairs=fewest,
        auc_single=max(each.auc_single for each in models.values()),
        auc_paired=0.5,
        p_single=min(each.p_single for each in models.values()),
        p_paired=1.0,
        top_feature=names[int(np.argmax(strengths[0]))],
        varying_features=len(names),
        models=models,
    )


def _rows(files: Sequence[Features]) -> tuple[list[str], Matrix]:
    names = sorted({name for file in files for name in file})
    rows = np.array([[file.get(name, -1.0) for name in names] for file in files], np.float64)
    varying = [at for at in range(len(names)) if np.ptp(rows[:, at]) > 0]
    return [names[at] for at in varying], rows[:, varying] if len(files) else rows


def _shuffled(truth: Labels, folds: Labels, rng: np.random.Generator) -> Labels:
    shuffled = truth.copy()
    for fold in range(FOLDS):
        shuffled[folds == fold] = rng.permutation(truth[folds == fold])
    return shuffled


def _scores(model: str, rows: Matrix, labels: Labels, folds: Labels) -> Matrix:
    scores = np.zeros(labels.shape)
    for fold in range(FOLDS):
        unseen = folds == fold
        centre, spread = rows[~unseen].mean(axis=0), rows[~unseen].std(axis=0)
        scaled = (rows - centre) / np.where(spread > 0, spread, 1.0)
        scores[:, unseen] = MODELS[model](scaled[~unseen], labels[:, ~unseen], scaled[unseen])
    return scores


def _verdict(scores: Matrix, labels: Labels) -> Verdict:
    areas = np.array([area_under_curve(each, row) for each, row in zip(scores, labels, strict=True)])
    return Verdict(round(float(areas[0]), 4), 0.5, round(p_of(areas), 4), 1.0)


def _strengths(rows: Matrix, labels: Labels) -> Matrix:
    ranks = np.apply_along_axis(ranks_of, 0, rows)
    ones = labels.sum(axis=1, keepdims=True)
    areas = (labels @ ranks - ones * (ones + 1) / 2) / (ones * (labels.shape[1] - ones))
    return np.abs(np.asarray(areas, np.float64) - 0.5)
