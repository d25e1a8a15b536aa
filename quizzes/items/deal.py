"""Dealing halves: which half of each pair a learner sees, evenly in a quiz and over a group of learners."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence


def deal_halves(
    has_twin: Sequence[bool],
    *,
    seed: str,
    ordinal: int = 0,
    has_original: Sequence[bool] | None = None,
    real_share: int = 50,
) -> list[bool]:
    """For each item whether the twin is shown (True) or the original (False).

    has_twin: per item, whether its pair has a twin at all; an authentic clip alone is always shown as it is.
    has_original: per item, whether its pair has an original; a generated clip is always shown, and counts as a twin.
    seed: names the group of learners; ordinal: the learner's number in that group, from 0. real_share: percent.

    Half of the items are twins, or what another share of real ones leaves. When that is no whole number it is rounded
    up and down by turns, and the seed says which comes first, so that nobody can count on it; there are fewer when too
    few items have a twin. Within a group every pair is a twin equally often: learners take consecutive runs from a
    circle of the pairs, and a full turn of that circle shows each pair as a twin the same number of times. The circle is
    shuffled anew for every turn, so no learner's halves can be guessed from another's. Generated clips take their places
    among the twins first.
    """
    originals = has_original if has_original is not None else [True] * len(has_twin)
    generated = {i for i, original in enumerate(originals) if not original}
    pairs = [i for i, twin in enumerate(has_twin) if twin and i not in generated]
    if not pairs:
        return [i in generated for i in range(len(has_twin))]
    first = hashlib.sha256(f"{seed}:rounding".encode()).digest()[0] % 2
    turn, place, count = _turn(len(pairs), len(has_twin) * (100 - real_share), ordinal, first, len(generated))
    circle = pairs[:]
    random.Random(hashlib.sha256(f"{seed}:{turn}".encode()).digest()).shuffle(circle)
    chosen = {circle[(place * count + step) % len(circle)] for step in range(count)} | generated
    return [i in chosen for i in range(len(has_twin))]


def _turn(pairs: int, hundredths: int, ordinal: int, first: int, generated: int) -> tuple[int, int, int]:
    """Which turn of the circle a learner is in, their place in it, and how many pairs they see as twins.

    hundredths: how many twins there should be, times a hundred.
    """
    turn = 0
    while True:
        # One pair fewer than there are, or a quiz with few pairs would show every one of them as the fake.
        wanted = hundredths // 100 + (hundredths % 100 > 0 and (turn + first) % 2)
        count = min(max(1, pairs - 1), max(0, wanted - generated))
        length = pairs // math.gcd(pairs, count)
        if ordinal < length:
            return turn, ordinal, count
        ordinal -= length
        turn += 1


def deal_order(count: int, *, seed: str) -> list[int]:
    """The order in which the items are shown: a permutation of 0..count-1, its own for every sitting."""
    order = list(range(count))
    random.Random(hashlib.sha256(f"order:{seed}".encode()).digest()).shuffle(order)
    return order
