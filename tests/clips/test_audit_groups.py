"""Clips that stand alone: their files tell nothing when they went through one encode, and everything when not."""

import io

import numpy as np
import pytest
from PIL import Image, ImageFilter

from quizzes.clips.audit import FEWEST_PAIRS, THRESHOLD, Features
from quizzes.clips.audit_groups import audit_groups
from quizzes.clips.canvas import Canvas, canvas_of, fit
from quizzes.clips.encode import BUCKET, encode, encode_alone
from quizzes.clips.file_features import features_of
from quizzes.forgery.picture import Picture
from tests.clips.made_library import picture

COUNT = 16


def _kind(generated: bool) -> list[Picture]:
    """Two kinds that differ as a camera and a model do: one is smoother than the other."""
    pictures = [picture(number + 100 * generated, 160, 160) for number in range(COUNT)]
    if not generated:
        return pictures
    return [np.asarray(Image.fromarray(each).filter(ImageFilter.GaussianBlur(1))) for each in pictures]


@pytest.fixture(scope="module")
def kinds() -> tuple[list[Picture], list[Picture]]:
    return _kind(False), _kind(True)


def _features(files: list[bytes]) -> list[Features]:
    return [features_of(file, {}) for file in files]


def test_clips_through_one_encode_cannot_be_told_apart(kinds: tuple[list[Picture], list[Picture]]) -> None:
    real, generated = (_features([encode_alone(each) for each in kind]) for kind in kinds)
    audit = audit_groups(real, generated, permutations=199)
    assert audit.n_pairs == COUNT and audit.p_single >= THRESHOLD and audit.passed


def test_clips_each_filled_by_themselves_are_found_out(kinds: tuple[list[Picture], list[Picture]]) -> None:
    real, generated = (_features([encode([each])[0] for each in kind]) for kind in kinds)
    audit = audit_groups(real, generated, permutations=199)
    assert not audit.passed and audit.auc_single > 0.9 and audit.top_feature is not None


def test_too_few_files_tell_nothing(kinds: tuple[list[Picture], list[Picture]]) -> None:
    files = _features([encode([each])[0] for each in kinds[0]])
    audit = audit_groups(files[: FEWEST_PAIRS - 1], files, permutations=9)
    assert audit.passed and audit.models["linear"].p_single == 1.0 and audit.top_feature is None


def test_every_file_of_a_shape_has_one_size_and_every_byte_equally_often() -> None:
    flat = np.full((160, 160, 3), 128, np.uint8)
    files = [encode_alone(flat), encode_alone(picture(3, 160, 160))]
    assert {len(file) for file in files} == {2 * BUCKET}
    counts = [np.bincount(np.frombuffer(file, np.uint8), minlength=256) for file in files]
    assert (counts[0] == counts[1]).all()
    with Image.open(io.BytesIO(files[0])) as shown:
        assert np.abs(np.asarray(shown, int) - 128).max() <= 1


def test_picture_with_more_detail_than_the_room_holds_is_refused() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (512, 512, 3)).astype(np.uint8)
    with pytest.raises(ValueError, match="too much fine detail"):
        encode_alone(noise)


def test_the_middle_of_a_picture_is_taken_and_never_made_larger() -> None:
    wide = np.zeros((100, 300, 3), np.uint8)
    wide[:, 100:200] = 255
    assert (fit(wide, Canvas(80, 80, None)) == 255).all()
    with pytest.raises(ValueError, match="too small"):
        fit(wide, Canvas(120, 120, None))
    with pytest.raises(ValueError, match="stretched"):
        fit(wide, Canvas(80, 80, (0, 0, 300, 100)))
    with pytest.raises(ValueError, match="does not lie inside"):
        fit(wide, Canvas(80, 80, (250, 0, 350, 100)))


@pytest.mark.parametrize(
    "params", [{"canvas": [1, 1]}, {"canvas": "big"}, {"crop": [0, 0, 9, 9]}, {"canvas": [80, 80], "blur": 3}]
)
def test_canvas_that_is_none_is_refused(params: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="canvas"):
        canvas_of(params)
