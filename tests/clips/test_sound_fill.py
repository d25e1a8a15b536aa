"""What is free in a coded sound is filled: nothing that is counted differs, and nothing that is heard changes."""

import io
import re

import av
import numpy as np
import pytest

from quizzes.clips.encode_sound import RATE, _mp3, encode_sounds
from quizzes.clips.sound_fill import FRAME, _fill, fill_sounds
from quizzes.forgery.sound.sound import Sound
from tests.forgery.sounds import speech, tone

LOUD, QUIET = speech(1, 1.0, RATE), Sound(speech(2, 1.0, RATE).samples * np.float32(0.02), RATE)


def _heard(data: bytes) -> np.ndarray:
    with av.open(io.BytesIO(data), "r", format="mp3") as file:
        return np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])


def _counts(data: bytes) -> list[int]:
    return [int(each) for each in np.bincount(np.frombuffer(data, np.uint8), minlength=256)]


def test_both_files_hold_every_byte_equally_often() -> None:
    bare = [_mp3(LOUD), _mp3(QUIET)]
    assert _counts(bare[0]) != _counts(bare[1])
    first, second = fill_sounds(bare)
    assert _counts(first) == _counts(second) and len(first) == len(second)
    assert first != second


@pytest.mark.parametrize("sound", [LOUD, QUIET, tone(1.0, rate=RATE)], ids=["loud", "quiet", "tone"])
def test_what_is_heard_stays_sample_for_sample(sound: Sound) -> None:
    bare = _mp3(sound)
    (filled,) = fill_sounds([bare])
    assert np.array_equal(_heard(filled), _heard(bare))


def test_the_encoder_leaves_no_name_and_no_zeros_at_the_end_of_its_frames() -> None:
    assert b"LAME" in _mp3(QUIET)
    for file in encode_sounds([LOUD, QUIET]):
        assert b"LAME" not in file and b"\0" * 24 not in file


def test_fill_never_looks_like_the_beginning_of_a_frame() -> None:
    lacking = np.full(256, 20)
    rooms = [64] * 80
    for fill, room in zip(_fill(lacking, rooms, 100), rooms, strict=True):
        assert len(fill) == room and not re.search(rb"\xff[\xe0-\xff]|\xff$", fill, re.S)


def test_files_of_other_lengths_do_not_belong_together() -> None:
    bare = _mp3(LOUD)
    with pytest.raises(ValueError, match="as many frames"):
        fill_sounds([bare, bare[FRAME:]])
