"""Whatever a recording is like, it becomes one channel at 48 kHz or a sentence."""

import io
import random
from typing import cast

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream

from quizzes.clips.ingest import IngestError
from quizzes.clips.sounds import PEAK, RATE, ingest_sound
from quizzes.forgery.sound.sound import Sound, as_samples
from tests.clips.test_sounds import wav
from tests.forgery.sounds import speech


def coded(kind: str, codec: str, layout: str = "mono", rate: int = RATE, *, tags: bool = True) -> bytes:
    """A second of speech in some format, with as many channels as `layout` has."""
    out = io.BytesIO()
    options = {} if tags else {"id3v2_version": "0", "write_xing": "0"}
    with av.open(out, "w", format=kind, options=options) as container:
        stream = cast(AudioStream, container.add_stream(codec, rate=rate, layout=layout))
        one = speech(seconds=1.0, rate=rate).samples[:, 0]
        many = np.repeat(one[np.newaxis], stream.codec_context.layout.nb_channels, axis=0)
        frame = av.AudioFrame.from_ndarray(many, format="fltp", layout=layout)
        frame.sample_rate = rate
        for part in av.AudioResampler(stream.codec_context.format, layout, rate).resample(frame):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "codec", "layout", "rate"),
    [
        ("wav", "pcm_u8", "mono", 8000),
        ("wav", "pcm_s16le", "stereo", 44_100),
        ("wav", "pcm_s24le", "mono", 48_000),
        ("wav", "pcm_s24le", "5.1", 96_000),
        ("wav", "pcm_f32le", "stereo", 22_050),
        ("mp3", "libmp3lame", "mono", 8000),
        ("mp3", "libmp3lame", "stereo", 44_100),
        ("flac", "flac", "5.1", 48_000),
        ("ogg", "libopus", "stereo", 48_000),
    ],
)
def test_every_kind_of_recording_comes_in_alike(kind: str, codec: str, layout: str, rate: int) -> None:
    found = ingest_sound(coded(kind, codec, layout, rate))
    assert found.rate == RATE and found.samples.shape[1] == 1
    assert abs(found.duration - 1) < 0.15
    assert np.abs(found.samples).max() == pytest.approx(PEAK, abs=2e-5)


@pytest.mark.parametrize("rate", [8000, 16_000, 44_100])
def test_mp3_without_any_tag_is_known_by_its_first_frame(rate: int) -> None:
    data = coded("mp3", "libmp3lame", rate=rate, tags=False)
    assert data[0] == 0xFF
    assert abs(ingest_sound(data).duration - 1) < 0.2  # coders fill their last frame


def test_tag_in_an_old_alphabet_does_not_cost_the_recording() -> None:
    data = coded("mp3", "libmp3lame", tags=False)
    title = b"\x03Caf\xe9\xff"  # says UTF-8, and is not
    frame = b"TIT2" + len(title).to_bytes(4, "big") + b"\0\0" + title
    tag = b"ID3\x03\0\0" + len(frame).to_bytes(4, "big") + frame
    assert ingest_sound(tag + data).duration > 0.8


def test_mp3_with_a_cover_is_heard_and_the_cover_left_out() -> None:
    plain = coded("mp3", "libmp3lame", tags=False)
    cover = b"\0image/png\0\x03\0" + b"\x89PNG\r\n\x1a\n" + bytes(300)
    frame = b"APIC" + len(cover).to_bytes(4, "big") + b"\0\0" + cover
    size = bytes((len(frame) >> 7 & 0x7F, len(frame) & 0x7F))
    with_cover = b"ID3\x03\0\0\0\0" + size + frame + plain
    with av.open(io.BytesIO(with_cover), format="mp3") as container:
        assert container.streams.video, "the test is about a cover that counts as a film"
    assert ingest_sound(with_cover).samples.shape == ingest_sound(plain).samples.shape


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a recording we can read"),
        (b"\xff", "not a recording we can read"),
        (b"\0\0\0\x18ftypmp42" + bytes(100), "not a recording we can read"),
        (b"ID3\x03\0\0\0\0\0\0", "damaged|no sound"),
        (wav(Sound(as_samples(np.zeros((RATE, 2))), RATE)), "silent"),
    ],
)
def test_what_holds_no_sound_is_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(IngestError, match=said):
        ingest_sound(data)


@pytest.mark.parametrize(
    ("kind", "codec"),
    [("wav", "pcm_s16le"), ("mp3", "libmp3lame"), ("flac", "flac"), ("ogg", "libopus")],
)
def test_recording_that_breaks_off_or_is_full_of_wrong_bytes_is_read_or_refused(
    kind: str, codec: str
) -> None:
    whole = coded(kind, codec)
    rng = random.Random(5)
    for number in range(40):
        bad = bytearray(whole)
        if number < 10:
            del bad[len(whole) * number // 10 :]
        for _ in range(0 if number < 10 else rng.choice([1, 8, 60])):
            bad[rng.randrange(rng.choice([64, len(bad)]))] = rng.randrange(256)
        try:
            found = ingest_sound(bytes(bad))
        except IngestError as error:
            assert str(error).endswith(".")
        else:
            assert np.isfinite(found.samples).all() and found.duration >= 0.5
