"""Frames are filled beyond the larger half, so that the filling of one file does not say which half it is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quizzes.clips.film_margin import margins_of

SIZES = st.lists(st.tuples(st.integers(12, 60_000), st.integers(12, 60_000)), min_size=1, max_size=60)


@given(sizes=SIZES)
def test_margins_do_not_depend_on_which_half_is_which(sizes: list[tuple[int, int]]) -> None:
    rows = np.array(sizes, np.int64)
    assert np.array_equal(margins_of(rows), margins_of(np.ascontiguousarray(rows[:, ::-1])))


@given(sizes=SIZES)
def test_margins_cost_a_fifth_of_the_frames_at_most(sizes: list[tuple[int, int]]) -> None:
    rows = np.array(sizes, np.int64)
    margins = margins_of(rows)
    assert margins.min() >= 24
    assert margins.sum() <= 0.2 * rows.max(axis=1).sum() + 88 * len(rows)


def test_film_without_twin_is_filled_as_others_are() -> None:
    alone = np.random.default_rng(1).integers(2_000, 4_000, (100, 1))
    assert margins_of(alone).sum() > 0.01 * alone.sum()


def test_filling_says_hardly_which_half_is_the_lesser() -> None:
    """Without margins the half that is filled more is the lesser one, each time; with them it is a guess."""
    rng = np.random.default_rng(7)
    greater, lesser = [], []
    for _film in range(300):
        first = rng.integers(500, 3_000, 50)
        second = first + rng.integers(0, 200, 50) * (rng.random() < 0.9)
        sizes = np.stack([first, second], axis=1)
        filled = sizes.max(axis=1) + margins_of(sizes)
        greater.append((filled - second).sum() / filled.sum())
        lesser.append((filled - first).sum() / filled.sum())
    wins = np.mean(np.array(lesser)[:, np.newaxis] > np.array(greater))
    assert 0.5 < wins < 0.8
