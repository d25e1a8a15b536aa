"""Claims about crop-out: nothing is invented, both halves are made alike, and the cut edges are the truth."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import render
from quizzes.forgery.twin import Twin


def scene(width: int = 400, height: int = 300) -> Picture:
    """A picture with detail everywhere: no two places are alike."""
    rng = np.random.default_rng(5)
    return rng.integers(0, 256, (height, width, 3), dtype=np.uint8)


def crop_out(original: Picture, **params: Any) -> Twin:
    return render(original, Recipe("lonely-walker", "crop-out", params))


def test_halves_show_the_whole_and_the_crop() -> None:
    original = scene()
    twin = crop_out(original, crop=[40, 30, 240, 180])
    image = Image.fromarray(original)
    size = (twin.twin.shape[1], twin.twin.shape[0])
    assert size == (194, 146)
    assert np.array_equal(twin.original, np.asarray(image.resize(size, Image.Resampling.LANCZOS)))
    crop = image.crop((40, 30, 240, 180)).resize(size, Image.Resampling.LANCZOS)
    assert np.abs(twin.twin[4:-4, 4:-4].astype(int) - np.asarray(crop)[4:-4, 4:-4]).max() <= 2


def test_frame_is_the_crop_in_pixels_of_the_original_half() -> None:
    twin = crop_out(scene(), crop=[100, 75, 300, 225], long_side=200)
    assert twin.frame == (50, 38, 150, 112)


def test_truth_is_a_band_along_each_cut_edge_and_only_there() -> None:
    twin = crop_out(scene(), crop=[0, 0, 200, 150], long_side=200, band=0.1)
    assert [region.box for region in twin.regions] == [(185, 0, 200, 150), (0, 135, 200, 150)]
    assert twin.mask.sum() == 15 * 150 + 15 * 200 - 15 * 15
    assert not twin.mask[:135, :185].any()


def test_all_four_edges_count_when_all_were_cut() -> None:
    assert len(crop_out(scene(), crop=[40, 30, 240, 180]).regions) == 4


def test_the_original_half_may_show_less_than_the_file_holds() -> None:
    original = scene()
    twin = crop_out(original, whole=[100, 0, 300, 300], crop=[150, 0, 250, 150])
    part = crop_out(np.ascontiguousarray(original[:, 100:300]), crop=[50, 0, 150, 150])
    assert np.array_equal(twin.twin, part.twin)
    assert twin.frame == part.frame
    assert len(twin.regions) == 3


def sharpness(picture: Picture) -> float:
    return float(np.abs(np.diff(picture.astype(float), axis=1)).mean())


@pytest.mark.parametrize("long_side", [150, 194, 400])
def test_neither_half_is_sharper_by_construction(long_side: int) -> None:
    # Detail on every scale, as in nature: the whole must not look crisper than the crop, nor the other way.
    rng = np.random.default_rng(3)
    layers = [
        np.asarray(
            Image.fromarray(rng.integers(0, 256, (3 * n, 4 * n, 3), dtype=np.uint8)).resize((400, 300)), float
        )
        for n in (6, 12, 25, 50, 100)
    ]
    twin = crop_out(np.mean(layers, axis=0).astype(np.uint8), crop=[100, 75, 300, 225], long_side=long_side)
    assert 0.6 < sharpness(twin.twin) / sharpness(twin.original) < 1.7


@settings(max_examples=20, deadline=None)
@given(x=st.integers(0, 200), y=st.integers(0, 150), seed=st.integers(0, 9))
def test_same_recipe_same_bytes_whatever_the_seed(x: int, y: int, seed: int) -> None:
    original = scene()
    params = {"crop": [x, y, x + 200, y + 150]}
    first, second = (render(original, Recipe("r", "crop-out", params, each)) for each in (seed, seed + 1))
    assert np.array_equal(first.twin, second.twin)
    assert np.array_equal(first.original, second.original)
    assert first.twin.shape == first.original.shape
    assert first.mask.any()
    assert np.array_equal(original, scene())


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({}, "crop"),
        ({"crop": [0, 0, 400, 300]}, "crop"),
        ({"crop": [0, 0, 399, 300]}, "crop"),
        ({"crop": [300, 0, 500, 150]}, "crop"),
        ({"crop": [200, 0, 100, 150]}, "crop"),
        ({"crop": [0, 0, 20, 15]}, "crop"),
        ({"crop": [0, 0, 200, 100]}, "crop"),
        ({"crop": [0, 0, 200]}, "crop"),
        ({"crop": [0, 0, 200, 150], "whole": [100, 0, 400, 225]}, "crop"),
        ({"crop": [0, 0, 200, 150], "whole": [0, 0, 900, 675]}, "whole"),
        ({"crop": [0, 0, 200, 150], "long_side": 10}, "long_side"),
        ({"crop": [0, 0, 200, 150], "band": 0.9}, "band"),
        ({"crop": [0, 0, 200, 150], "blur": 2}, "blur"),
    ],
)
def test_a_wrong_parameter_is_named_with_its_recipe(params: dict[str, Any], name: str) -> None:
    with pytest.raises(RecipeError, match=rf"lonely-walker: `{name}`"):
        crop_out(scene(), **params)
