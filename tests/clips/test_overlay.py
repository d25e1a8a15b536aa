"""The overlay can be seen on any picture, and the truth survives being packed."""

import io

import numpy as np
import pytest
from PIL import Image

from quizzes.clips.overlay import draw_frame, draw_overlay
from quizzes.clips.truth import MASK_SIDE, pack_mask, pack_truth, unpack_mask
from quizzes.forgery.twin import Region, Twin


def _mask(height: int = 480, width: int = 640) -> np.ndarray:
    mask = np.zeros((height, width), np.bool_)
    mask[100:220, 300:420] = True
    return mask


def _drawn(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGBA")).astype(int)


@pytest.mark.parametrize("light", [0, 127, 255])
def test_overlay_stands_out_on_any_grey(light: int) -> None:
    drawn = _drawn(draw_overlay(_mask()))
    lines = drawn[drawn[..., 3] == 255]
    assert (np.abs(lines[:, :3].mean(axis=1) - light) > 100).mean() > 0.25
    assert (lines[:, 0] == lines[:, 1]).all() and (lines[:, 1] == lines[:, 2]).all(), "no colour is needed"


def test_overlay_lies_on_the_changed_place_and_lets_it_show_through() -> None:
    mask, drawn = _mask(), _drawn(draw_overlay(_mask()))
    inside = drawn[..., 3][mask]
    assert 0.2 < (inside > 0).mean() < 0.6
    far = np.ones_like(mask)
    far[90:230, 290:430] = False
    assert (drawn[..., 3][far] == 0).all()


def test_single_changed_pixel_can_be_seen() -> None:
    mask = np.zeros((480, 640), np.bool_)
    mask[240, 320] = True
    assert (_drawn(draw_overlay(mask))[..., 3] > 0).sum() >= 9


def test_frame_of_a_crop_leaves_what_was_cut_away_in_sight() -> None:
    drawn = _drawn(draw_frame((480, 640), (100, 80, 500, 400)))
    assert (drawn[..., 3] > 0).mean() < 0.05
    assert drawn[240, 98, 3] == 255 and drawn[240, 300, 3] == 0 and drawn[20, 20, 3] == 0


def test_packed_mask_comes_back_and_loses_no_place() -> None:
    mask = np.zeros((853, 1280), np.bool_)
    mask[400, 700] = True
    packed = pack_mask(mask)
    small = unpack_mask({"mask": packed})
    assert max(small.shape) == MASK_SIDE and packed["size"] == [small.shape[1], small.shape[0]]
    assert small.sum() == 1
    row, column = np.argwhere(small)[0] / small.shape
    assert abs(row - 400 / 853) < 0.02 and abs(column - 700 / 1280) < 0.02


def test_small_mask_is_kept_as_it_is() -> None:
    mask = np.random.default_rng(3).random((101, 67)) < 0.3
    assert (unpack_mask({"mask": pack_mask(mask)}) == mask).all()


def test_truth_says_where_in_fractions() -> None:
    mask, picture = _mask(), np.zeros((480, 640, 3), np.uint8)
    twin = Twin(picture, picture, mask, (Region((300, 100, 420, 220), 14400),), frame=(64, 48, 640, 480))
    truth = pack_truth(twin)
    assert truth["size"] == [640, 480]
    assert truth["regions"] == [{"box": [0.46875, 0.20833, 0.65625, 0.45833]}]
    assert truth["frame"] == [0.1, 0.1, 1.0, 1.0]
    assert abs(unpack_mask(truth).mean() - mask.mean()) < 0.01


def test_broken_mask_is_met_by_a_sentence() -> None:
    packed = pack_mask(_mask())
    for wrong in (
        {**packed, "bits": "AAAA"},
        {**packed, "bits": packed["bits"][:20]},
        {**packed, "size": [9, 9]},
    ):
        with pytest.raises(ValueError, match="The mask of this pair"):
            unpack_mask({"mask": packed | wrong})


def test_boxes_stand_in_for_a_mask_that_was_not_kept() -> None:
    mask = unpack_mask({"size": [40, 20], "regions": [{"box": [0.5, 0.5, 1.0, 1.0]}]})
    assert mask.shape == (20, 40) and mask.sum() == 200 and mask[10:, 20:].all()
