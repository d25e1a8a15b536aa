"""The halves of a pair are alike in everything but the picture."""

import io
import itertools
import zlib

import cv2
import numpy as np
import pytest
from PIL import Image

from quizzes.clips.encode import BUCKET, _jpeg, _scan_start, encode, encode_even
from quizzes.clips.file_features import features_of
from tests.clips.made_library import picture


def _halves(number: int = 1) -> tuple[bytes, bytes]:
    original = picture(number)
    twin = original.copy()
    twin[100:180, 120:260] = np.random.default_rng(9).integers(0, 255, (80, 140, 3), dtype=np.uint8)
    first, second = encode([original, twin])
    return first, second


def test_halves_have_equal_headers_and_one_size() -> None:
    original, twin = _halves()
    assert len(_jpeg(picture(1))) < len(original), "the longer half decides"
    assert len(original) == len(twin) and len(original) % BUCKET == 0
    start = _scan_start(original)
    assert original[:start] == twin[:start]
    assert original[-2:] == twin[-2:] == b"\xff\xd9"
    assert original.find(b"\xff\xd9", start) == twin.find(b"\xff\xd9", start) == len(twin) - 2


def test_nothing_counted_in_the_files_differs() -> None:
    original, twin = (features_of(half, {}) for half in _halves())
    assert {name for name in original | twin if original.get(name) != twin.get(name)} <= {"file.packed"}


def test_every_byte_occurs_equally_often_in_both_halves() -> None:
    original, twin = (np.bincount(np.frombuffer(half, np.uint8), minlength=256) for half in _halves())
    assert (original == twin).all()


def test_what_fills_the_file_is_no_marker_and_no_pattern() -> None:
    bare, (filled, _) = _jpeg(picture(1)), _halves()
    assert filled.startswith(bare[:-2])
    fill = filled[len(bare) - 2 : -2]
    assert len(fill) > 4000
    assert all(after == 0 for before, after in itertools.pairwise(fill) if before == 0xFF)
    assert len(zlib.compress(fill, 9)) > 0.9 * len(fill)


def test_the_filled_file_shows_the_very_same_picture() -> None:
    bare, (filled, _) = _jpeg(picture(1)), _halves()
    pixels = np.asarray(Image.open(io.BytesIO(bare)))
    assert (np.asarray(Image.open(io.BytesIO(filled))) == pixels).all()
    by_opencv = cv2.imdecode(np.frombuffer(filled, np.uint8), cv2.IMREAD_COLOR)
    assert by_opencv is not None and (by_opencv[..., ::-1] == pixels).all()


def test_no_metadata_is_left() -> None:
    (data,) = encode([picture(1)])
    image = Image.open(io.BytesIO(data))
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not image.getexif()
    markers = {code for name, code in features_of(data, {}).items() if name.endswith(".code")}
    assert markers == {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}, "JFIF, tables, frame and scan, and nothing else"


def test_the_same_pictures_give_the_same_bytes() -> None:
    assert _halves() == _halves()


def test_clip_without_twin_goes_the_same_way() -> None:
    (alone,) = encode([picture(1)])
    original, _ = encode([picture(1), picture(1)])
    assert alone == original


@pytest.mark.parametrize("noise", [0, 255])
def test_every_length_ends_in_a_file_that_can_be_read(noise: int) -> None:
    for side in range(64, 80):
        square = np.random.default_rng(side).integers(0, noise + 1, (side, side, 3), dtype=np.uint8)
        (data,) = encode([square])
        assert len(data) % BUCKET == 0
        assert Image.open(io.BytesIO(data)).convert("RGB").size == (side, side)


def test_strips_of_one_length_when_packed_though_one_repeats_itself() -> None:
    """The second shows one moment all the time: its coded data repeat themselves, which packs well."""
    tiles = [picture(number, 160, 96) for number in range(4)]
    strips = [np.hstack(tiles), np.hstack([tiles[0]] * 4)]
    plain, even = ([len(zlib.compress(file, 6)) for file in way(strips)] for way in (encode, encode_even))
    assert abs(even[0] - even[1]) < 130 < abs(plain[0] - plain[1])
    files = encode_even(strips)
    assert len(files[0]) == len(files[1]) and len(files[0]) % BUCKET == 0
    assert features_of(files[0], {})["coded.entropy"] == features_of(files[1], {})["coded.entropy"]
