"""Whatever a photograph is like, it becomes an upright RGB picture or a sentence."""

import io
import random
from typing import Any

import numpy as np
import pytest
from PIL import Image

from quizzes.clips.ingest import MIN_SIDE, IngestError, ingest
from tests.clips.made_library import picture

RED, BLUE = (220, 20, 20), (20, 20, 220)
KINDS: list[tuple[str, dict[str, Any]]] = [
    ("JPEG", {}),
    ("JPEG", {"progressive": True}),
    ("PNG", {}),
    ("WEBP", {"lossless": True}),
]


def file_of(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def corners(width: int = 120, height: int = 80) -> Image.Image:
    """Red at the upper left, blue at the lower right, white elsewhere."""
    image = Image.new("RGB", (width, height), (255, 255, 255))
    image.paste(RED, (0, 0, width // 3, height // 3))
    image.paste(BLUE, (width - width // 3, height - height // 3, width, height))
    return image


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photo_turned_or_mirrored_in_every_way_comes_out_upright(orientation: int, kind: str) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = corners().transpose(undo[orientation]) if orientation in undo else corners()
    exif = Image.Exif()
    exif[274] = orientation
    upright = ingest(file_of(stored, kind, exif=exif)).astype(int)
    assert upright.shape == (80, 120, 3)
    assert abs(upright[8, 8] - RED).max() < 25 and abs(upright[-8, -8] - BLUE).max() < 25


@pytest.mark.parametrize(("kind", "mode"), [
    ("PNG", "1"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "I;16"), ("JPEG", "L"),
    ("JPEG", "CMYK"), ("WEBP", "RGBA"), ("WEBP", "L"),
])  # fmt: skip
def test_every_mode_becomes_rgb_with_its_light(kind: str, mode: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(np.full((80, 120), 0xFFFF, np.uint16))
    else:
        image = Image.new("RGB", (120, 80), (255, 255, 255)).convert(mode)
    found = ingest(file_of(image, kind))
    assert found.shape == (80, 120, 3) and found.dtype == np.uint8
    assert found.min() > 245


@pytest.mark.parametrize(("width", "height"), [(64, 64), (65, 67), (1281, 64), (333, 1999)])
def test_odd_sizes_are_kept_or_made_smaller_in_proportion(width: int, height: int) -> None:
    found = ingest(file_of(corners(width, height), "PNG"), long_side=640)
    scale = min(1, 640 / max(width, height))
    assert found.shape[:2] == (max(1, round(height * scale)), max(1, round(width * scale)))


def test_picture_under_the_smallest_side_is_refused() -> None:
    with pytest.raises(IngestError, match=f"at least {MIN_SIDE}"):
        ingest(file_of(corners(MIN_SIDE - 1, 400), "PNG"))


@pytest.mark.parametrize(("kind", "options"), KINDS)
def test_photo_that_breaks_off_or_is_full_of_wrong_bytes_is_read_or_refused(
    kind: str, options: dict[str, Any]
) -> None:
    whole = file_of(Image.fromarray(picture(1, 160, 120)), kind, **options)
    rng = random.Random(7)
    refused = 0
    for number in range(80):
        bad = bytearray(whole)
        if number < 20:
            del bad[len(whole) * number // 20 :]
        for _ in range(0 if number < 20 else rng.choice([1, 8, 60])):
            bad[rng.randrange(rng.choice([64, len(bad)]))] = rng.randrange(256)
        try:
            found = ingest(bytes(bad))
        except IngestError as error:
            assert str(error).endswith(".")
            refused += 1
        else:
            assert number >= 20, "half a photo was taken for a whole one"
            assert found.ndim == 3 and found.shape[2] == 3
    assert refused >= 20
