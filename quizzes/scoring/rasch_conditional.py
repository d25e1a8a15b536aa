"""Conditional maximum likelihood of Rasch difficulties, with each learner given a part of the items."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)
Vector = list[float]

PRIOR = 3.0
"""Standard deviation, in logits, of the normal prior of a difficulty."""


@dataclass(frozen=True, slots=True)
class Conditional(Generic[Item]):
    """Difficulties in logits, mean 0, and their standard errors."""

    difficulty: Mapping[Item, float]
    error: Mapping[Item, float]


def linked(rows: Sequence[Mapping[Item, bool]]) -> bool:
    """Whether learners link all items: from each to each other by a chain of items that one learner answered both of."""
    groups: list[set[Item]] = []
    for row in rows:
        joined = set(row)
        apart = []
        for group in groups:
            if group & joined:
                joined |= group
            else:
                apart.append(group)
        groups = [*apart, joined] if joined else apart
    return len(groups) <= 1


def conditional(rows: Sequence[Mapping[Item, bool]]) -> Conditional[Item]:
    """Newton's method on the conditional likelihood given each learner's score, with a normal prior (`PRIOR`).

    Learners with everything or nothing right say nothing about difficulties and drop out by themselves. Standard errors
    come from the inverse of the information, within the plane in which difficulties add up to 0.
    """
    order = list(dict.fromkeys(item for row in rows for item in row))
    place = {item: index for index, item in enumerate(order)}
    forms: dict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
    right = [0.0] * len(order)
    for row in rows:
        score = sum(row.values())
        if 0 < score < len(row):
            forms[tuple(sorted(place[item] for item in row))][score] += 1
            for item, correct in row.items():
                right[place[item]] += correct
    difficulty = [0.0] * len(order)
    for _ in range(100):
        expected, information = _moments(forms, difficulty)
        slope = [e - r - d / PRIOR**2 for e, r, d in zip(expected, right, difficulty, strict=True)]
        step = _solve(information, slope)
        largest = max(map(abs, step))
        damp = min(1.0, 2.0 / largest) if largest else 1.0
        difficulty = [d + damp * s for d, s in zip(difficulty, step, strict=True)]
        if largest < 1e-10:
            break
    middle = sum(difficulty) / len(difficulty)
    _, information = _moments(forms, difficulty)
    errors = _errors(information)
    return Conditional(
        {item: difficulty[index] - middle for item, index in place.items()},
        {item: errors[index] for item, index in place.items()},
    )


def elementary(weights: Sequence[float]) -> Vector:
    """Elementary symmetric functions of these weights, of order 0 to their number (the summation algorithm)."""
    sums = [1.0]
    for weight in weights:
        sums = [a + weight * b for a, b in zip([*sums, 0.0], [0.0, *sums], strict=True)]
    return sums


def without(sums: Vector, weight: float) -> Vector:
    """The same with one weight taken out.

    From the bottom up to where the functions are largest, from the top down beyond: each way is exact only on its side
    (Verhelst, Glas & van der Sluis 1984).
    """
    top = len(sums) - 2
    peak = max(range(len(sums)), key=sums.__getitem__)
    found = [0.0] * (top + 1)
    previous = 0.0
    for order in range(min(peak, top + 1)):
        previous = found[order] = sums[order] - weight * previous
    following = 0.0
    for order in range(top, min(peak, top + 1) - 1, -1):
        following = found[order] = (sums[order + 1] - following) / weight
    return found


def _moments(
    forms: Mapping[tuple[int, ...], Counter[int]], difficulty: Sequence[float]
) -> tuple[Vector, list[Vector]]:
    """Expected numbers right given the scores, and the information (with the prior's)."""
    number = len(difficulty)
    expected = [0.0] * number
    information = [[0.0] * number for _ in range(number)]
    for index in range(number):
        information[index][index] = 1 / PRIOR**2
    for form, scores in forms.items():
        weights = _weights(difficulty, form)
        sums = elementary(weights)
        shares: list[dict[int, float]] = []
        for i, weight in zip(form, weights, strict=True):
            fewer = without(sums, weight)
            shares.append({score: weight * fewer[score - 1] / sums[score] for score in scores})
            for score, learners in scores.items():
                p = shares[-1][score]
                expected[i] += learners * p
                information[i][i] += learners * p * (1 - p)
            for j_place in range(len(shares) - 1):
                j, other = form[j_place], weights[j_place]
                both = without(fewer, other)
                for score, learners in scores.items():
                    together = weight * other * both[score - 2] / sums[score] if score > 1 else 0.0
                    covariance = learners * (together - shares[-1][score] * shares[j_place][score])
                    information[i][j] += covariance
                    information[j][i] += covariance
    return expected, information


def _weights(difficulty: Sequence[float], form: tuple[int, ...]) -> Vector:
    """Easiness of the items of one form, scaled so that their product is about 1."""
    middle = sum(difficulty[i] for i in form) / len(form)
    return [math.exp(middle - difficulty[i]) for i in form]


def _solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> Vector:
    """Solve a positive definite system by Cholesky's method."""
    lower = _cholesky(matrix)
    return _back(lower, _forth(lower, right))


def _errors(matrix: Sequence[Sequence[float]]) -> Vector:
    """Standard errors of each value less the mean of all, from an information matrix."""
    number, lower = len(matrix), _cholesky(matrix)
    found = []
    for index in range(number):
        contrast = [-1 / number] * number
        contrast[index] += 1
        found.append(math.fsum(value * value for value in _forth(lower, contrast)) ** 0.5)
    return found


def _cholesky(matrix: Sequence[Sequence[float]]) -> list[Vector]:
    lower: list[Vector] = []
    for i, row in enumerate(matrix):
        built: Vector = []
        for j in range(i):
            above = lower[j]
            built.append((row[j] - sum(a * b for a, b in zip(built, above, strict=False))) / above[j])
        built.append((row[i] - sum(a * a for a in built)) ** 0.5)
        lower.append(built)
    return lower


def _forth(lower: Sequence[Vector], right: Sequence[float]) -> Vector:
    found: Vector = []
    for row, value in zip(lower, right, strict=True):
        found.append((value - sum(a * b for a, b in zip(row, found, strict=False))) / row[-1])
    return found


def _back(lower: Sequence[Vector], right: Sequence[float]) -> Vector:
    number = len(lower)
    found = [0.0] * number
    for i in range(number - 1, -1, -1):
        rest = sum(lower[j][i] * found[j] for j in range(i + 1, number))
        found[i] = (right[i] - rest) / lower[i][i]
    return found
