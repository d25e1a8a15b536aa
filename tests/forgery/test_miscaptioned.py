"""Claims about miscaptioned: the words deceive, the pixels do not."""

import numpy as np
import pytest

from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import render

SCENE = np.random.default_rng(1).integers(0, 256, (30, 40, 3), dtype=np.uint8)


def test_not_a_byte_differs_between_the_halves() -> None:
    twin = render(SCENE, Recipe("wrong-city", "miscaptioned"))
    assert np.array_equal(twin.original, SCENE)
    assert np.array_equal(twin.twin, SCENE)


def test_no_place_in_the_picture_is_the_altered_one() -> None:
    twin = render(SCENE, Recipe("wrong-city", "miscaptioned"))
    assert not twin.mask.any()
    assert twin.regions == ()
    assert twin.frame is None


def test_the_halves_do_not_share_their_memory() -> None:
    twin = render(SCENE, Recipe("wrong-city", "miscaptioned"))
    twin.twin[0, 0] = 255 - twin.twin[0, 0]
    assert not np.array_equal(twin.original, twin.twin)


def test_parameters_are_refused_because_nothing_would_heed_them() -> None:
    with pytest.raises(RecipeError, match="wrong-city: `crop`"):
        render(SCENE, Recipe("wrong-city", "miscaptioned", {"crop": [0, 0, 9, 9]}))
