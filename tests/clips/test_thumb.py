"""The small picture of a pair: small, without metadata, of the original."""

import io

import numpy as np
import pytest
from PIL import Image

from quizzes.clips.thumb import LONG_SIDE, draw_thumb
from tests.clips.made_library import picture


@pytest.mark.parametrize(
    ("size", "expected"), [((1280, 960), (320, 240)), ((900, 1200), (240, 320)), ((200, 90), (200, 90))]
)
def test_thumb_fits_the_card_and_is_never_enlarged(size: tuple[int, int], expected: tuple[int, int]) -> None:
    data, width, height = draw_thumb(picture(1, *size))
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (width, height) == expected
        assert max(image.size) <= LONG_SIDE
        assert not image.getexif() and "comment" not in image.info


def test_thumb_shows_the_picture_and_is_the_same_each_time() -> None:
    original = picture(2, 1280, 960)
    data, width, height = draw_thumb(original)
    assert draw_thumb(original)[0] == data and len(data) < 40_000
    small = np.asarray(Image.open(io.BytesIO(data)), np.float64)
    expected = np.asarray(Image.fromarray(original).resize((width, height), Image.Resampling.BOX), np.float64)
    assert np.abs(small - expected).mean() < 6
