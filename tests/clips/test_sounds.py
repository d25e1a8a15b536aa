"""Recordings come in as one plain kind of sound and leave as files that tell nothing but what is heard."""

import base64
import io
import wave

import av
import numpy as np
import pytest

from quizzes.clips.encode_sound import MIME, PEAKS, RATE, EncodeError, encode_sounds, peaks_of
from quizzes.clips.file_features import features_of
from quizzes.clips.ingest import IngestError
from quizzes.clips.sounds import PEAK, ingest_sound
from quizzes.forgery.sound.sound import Sound, as_samples
from tests.forgery.sounds import speech, tone


def wav(sound: Sound, width: int = 2) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(sound.samples.shape[1])
        file.setsampwidth(width)
        file.setframerate(sound.rate)
        file.writeframes((sound.samples * 32767).astype("<i2").tobytes())
    return out.getvalue()


def decoded(data: bytes) -> np.ndarray:
    with av.open(io.BytesIO(data), "r", format="mp3") as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


def halves(seconds: float = 3.0) -> tuple[Sound, Sound]:
    original, other = speech(1, seconds, RATE), speech(2, seconds, RATE)
    return original, other


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (16_000, 1), (44_100, 2), (48_000, 2)])
def test_every_recording_comes_in_alike(rate: int, channels: int) -> None:
    found = ingest_sound(wav(speech(rate=rate, channels=channels)))
    assert found.rate == RATE
    assert found.samples.shape == (3 * RATE, 1)
    assert np.abs(found.samples).max() == pytest.approx(PEAK)


def test_parts_of_one_recording_stay_as_loud_as_they_were_beside_each_other() -> None:
    data = wav(speech())
    whole, part = ingest_sound(data), ingest_sound(data, start=1.0, end=2.5)
    assert np.array_equal(part.samples, whole.samples[RATE : 5 * RATE // 2])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a recording we can read"),
        (b"#EXTM3U\nfile:///etc/passwd", "not a recording we can read"),
        (b"ffconcat version 1.0\nfile /etc/passwd", "not a recording we can read"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "damaged or not complete"),
        (wav(Sound(as_samples(np.zeros((RATE, 1))), RATE)), "silent"),
        (wav(tone(0.2)), "shorter than"),
    ],
)
def test_what_cannot_be_used_is_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(IngestError, match=said):
        ingest_sound(data)


@pytest.mark.parametrize(("start", "end"), [(2.0, 3.5), (-1.0, 1.0), (2.0, 1.0)])
def test_part_outside_the_recording_is_a_sentence(start: float, end: float) -> None:
    with pytest.raises(IngestError, match=r"does not lie inside the recording of 3\.00 s"):
        ingest_sound(wav(speech()), start=start, end=end)


def test_halves_are_equal_in_size_and_in_every_header() -> None:
    first, second = encode_sounds(halves())
    assert MIME == "audio/mpeg"
    assert len(first) == len(second)
    frame = 144 * 128_000 // RATE
    assert len(first) % frame == 0
    assert {first[at : at + 4] for at in range(0, len(first), frame)} == {
        second[at : at + 4] for at in range(0, len(second), frame)
    }
    assert len({first[at : at + 4] for at in range(0, len(first), frame)}) == 1
    assert not first.startswith(b"ID3") and b"Xing" not in first and b"Lavf" not in first


def test_only_what_comes_from_the_sound_differs_between_the_files() -> None:
    first, second = (features_of(half, {}) for half in encode_sounds(halves()))
    differing = {name.split(".")[0] for name in first if first[name] != second[name]}
    assert differing <= {"coded", "parts", "reserve", "header"} | {"file"}
    for name in ("file.size", "file.after", "frames", "frame.first", "frame.headers", "frame.sizes"):
        assert first[name] == second[name]


def test_a_file_sounds_like_what_went_in() -> None:
    (original, _), (data, _) = halves(), encode_sounds(halves())
    heard = decoded(data)
    delay = 1105
    heard = heard[delay : delay + len(original.samples)]
    loss = heard - original.samples[: len(heard), 0]
    assert np.sqrt((loss**2).mean()) < 0.1 * np.sqrt((original.samples**2).mean())


def test_same_sounds_give_same_bytes_and_sound_alike_with_whatever_they_go_together() -> None:
    one, two = halves()
    first, second = encode_sounds([one, two])
    assert encode_sounds([two, one]) == (second, first)
    (alone,) = encode_sounds([one])
    assert len(alone) == len(first) and np.array_equal(decoded(alone), decoded(first))


def test_sounds_that_do_not_belong_together_are_refused() -> None:
    one, two = halves()
    with pytest.raises(EncodeError, match="equally long"):
        encode_sounds([one, Sound(two.samples[:-1], RATE)])
    with pytest.raises(EncodeError, match="48000 Hz"):
        encode_sounds([speech()])


def test_waves_of_both_halves_are_drawn_on_one_scale() -> None:
    loud = tone(1.0, rate=RATE)
    soft = Sound(as_samples(loud.samples / 2), RATE)
    drawn = [np.frombuffer(base64.b64decode(each), np.uint8) for each in peaks_of([loud, soft])]
    assert [len(each) for each in drawn] == [PEAKS, PEAKS]
    assert drawn[0].max() == 255
    assert abs(int(drawn[1].max()) - 128) <= 1
