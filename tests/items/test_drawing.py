"""A drawn quiz is what was wished for, as varied as can be, and shows no recording twice."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.clips.models import Pair
from quizzes.items.deal import deal_halves
from quizzes.items.drawing import Wishes, draw_pairs


@pytest.fixture
def pairs(make_pair: Any) -> list[Pair]:
    """Eight copied, two retouched, one that was never manipulated, and one made as a whole."""
    made = [make_pair() for _ in range(8)] + [make_pair(technique="retouch") for _ in range(2)]
    return [*made, make_pair(has_twin=False), make_pair(has_original=False)]


@pytest.mark.usefixtures("pairs")
def test_techniques_are_drawn_in_turn_and_a_seed_repeats_the_draw() -> None:
    wishes = Wishes(count=5)
    draw = draw_pairs(Pair.objects.published(), wishes, seed="one")
    assert Counter(pair.technique for pair in draw.pairs) == {"copy-move": 3, "retouch": 2}
    assert draw_pairs(Pair.objects.published(), wishes, seed="one").pairs == draw.pairs
    assert all(pair.has_both for pair in draw.pairs)


def test_no_recording_is_drawn_twice(pairs: list[Pair]) -> None:
    first, second, *_others = pairs
    second.sources.add(first.clip)
    draw = draw_pairs(Pair.objects.published(), Wishes(techniques=("copy-move",), count=7), seed="x")
    assert not {first, second} <= set(draw.pairs)
    assert len(draw.pairs) == 7


@pytest.mark.usefixtures("pairs")
def test_too_few_says_how_many_there_are_and_what_would_help() -> None:
    wishes = Wishes(techniques=("retouch",), difficulties=("medium",), count=4)
    draw = draw_pairs(Pair.objects.published(), wishes, seed="x")
    assert not draw.is_enough
    assert draw.there == 2
    assert draw.more_without == {"techniques": 4, "difficulties": 2}


@given(
    st.integers(4, 30),
    st.sampled_from([25, 40, 50, 60, 75]),
    st.integers(0, 40),
    st.text(max_size=5),
)
def test_the_share_of_real_ones_comes_true_to_within_one(
    count: int, share: int, ordinal: int, seed: str
) -> None:
    twins = sum(deal_halves([True] * count, seed=seed, ordinal=ordinal, real_share=share))
    assert abs(twins - count * (100 - share) / 100) < 1
