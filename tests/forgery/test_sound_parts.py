"""The parts that techniques for sound are made of: joins, room tone, time, pitch and timbre."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.recipe import ParamError
from quizzes.forgery.sound.joints import cross_fade, in_step, quietest
from quizzes.forgery.sound.room_tone import room_tone
from quizzes.forgery.sound.sound import Sound, around, as_samples, as_stored, heard, level
from quizzes.forgery.sound.stretch import resample, stretch, with_pitch
from quizzes.forgery.sound.timbre import with_formants, with_tone_of
from quizzes.forgery.sound.twin import Kept, SoundTwin
from quizzes.forgery.sound.words import speech_level
from tests.forgery.sounds import RATE, pitch_of, speech, tone


def noise(seconds: float, loudness: float = 0.1, seed: int = 0) -> Sound:
    rng = np.random.default_rng(seed)
    return Sound(as_samples(rng.normal(0, loudness, (round(seconds * RATE), 1))), RATE)


@pytest.mark.parametrize("factor", [0.7, 0.85, 1.2, 1.6])
def test_stretching_changes_the_length_and_keeps_pitch_and_loudness(factor: float) -> None:
    sound = tone(1.0, 210)
    longer = Sound(stretch(sound.samples, factor, RATE), RATE)
    assert abs(longer.duration - factor) < 0.001
    assert abs(pitch_of(longer) - 210) < 4
    assert abs(level(longer.samples) / level(sound.samples) - 1) < 0.06


@pytest.mark.parametrize("ratio", [0.6, 0.8, 1.25, 1.7])
def test_resampling_moves_pitch_and_length_together(ratio: float) -> None:
    sound = tone(1.0, 200)
    read = Sound(resample(sound.samples, ratio), RATE)
    assert abs(read.duration - 1 / ratio) < 0.001
    assert abs(pitch_of(read) - 200 * ratio) < 4
    assert abs(level(read.samples) / level(sound.samples) - 1) < 0.05


def test_resampling_upwards_folds_nothing_back() -> None:
    read = resample(tone(1.0, 7000).samples, 1.6)
    assert level(read[200:-200]) < 0.02


@pytest.mark.parametrize("ratio", [0.75, 1.3])
def test_pitch_moves_alone_and_the_length_stays_to_the_sample(ratio: float) -> None:
    sound = tone(1.0, 200)
    moved = Sound(with_pitch(sound.samples, ratio, RATE), RATE)
    assert len(moved.samples) == len(sound.samples)
    assert abs(pitch_of(moved) - 200 * ratio) < 5


@pytest.mark.parametrize("ratio", [0.8, 1.25])
def test_formants_move_and_pitch_does_not(ratio: float) -> None:
    sound = speech()
    word = as_samples(sound.samples[round(1.75 * RATE) : round(2.15 * RATE)])
    moved = with_formants(word, ratio, RATE)
    assert len(moved) == len(word)
    assert abs(pitch_of(Sound(moved, RATE)) - pitch_of(Sound(word, RATE))) < 8
    hertz = np.fft.rfftfreq(len(word), 1 / RATE)
    middle = [
        float((np.abs(np.fft.rfft(each[:, 0])) * hertz).sum() / np.abs(np.fft.rfft(each[:, 0])).sum())
        for each in (word, moved)
    ]
    assert (middle[1] > middle[0]) == (ratio > 1)


def test_formants_left_alone_give_the_same_samples() -> None:
    word = speech().samples
    assert np.array_equal(with_formants(word, 1, RATE), word)
    assert np.array_equal(with_pitch(word, 1, RATE), word)
    assert np.array_equal(with_tone_of(word, word, 0, RATE), word)


def test_tone_comes_nearer_to_the_model() -> None:
    bright, dull = noise(1.0), noise(1.0, seed=1)
    dull = Sound(as_samples(np.convolve(dull.samples[:, 0], np.ones(8) / 8, "same")[:, np.newaxis]), RATE)

    def highs(samples: np.ndarray) -> float:
        size = np.abs(np.fft.rfft(samples[:, 0])) ** 2
        return float(size[len(size) // 2 :].sum() / size.sum())

    nearer = with_tone_of(bright.samples, dull.samples, 1, RATE)
    assert highs(nearer) < highs(bright.samples) / 3
    half = with_tone_of(bright.samples, dull.samples, 0.5, RATE)
    assert highs(nearer) < highs(half) < highs(bright.samples)


@given(length=st.integers(0, 40_000), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_room_tone_is_as_long_as_asked_and_as_loud_as_the_pause(length: int, seed: int) -> None:
    pause = noise(0.4, 0.01)
    made = room_tone(pause.samples, length, RATE, np.random.default_rng(seed))
    assert made.shape == (length, 1)
    if length > RATE // 2:
        assert abs(level(made) / level(pause.samples) - 1) < 0.2


def test_pause_too_short_for_room_tone_is_refused() -> None:
    with pytest.raises(ParamError, match=r"at least 0\.06 s"):
        room_tone(noise(0.02).samples, 100, RATE, np.random.default_rng(0))


@given(seed=st.integers(0, 2**32 - 1), alike=st.booleans())
@settings(max_examples=25, deadline=None)
def test_cross_fade_neither_sinks_nor_swells(seed: int, alike: bool) -> None:
    one = noise(0.5, seed=seed).samples
    two = one if alike else noise(0.5, seed=seed + 1).samples
    mixed = cross_fade(one, two)
    assert abs(level(mixed) / level(one) - 1) < 0.08
    assert np.allclose(mixed[0], one[0], atol=0.02) and np.allclose(mixed[-1], two[-1], atol=0.02)


def test_join_moves_to_the_pause_nearby() -> None:
    sound = speech()
    place = quietest(sound.samples, round(0.72 * RATE), RATE // 20, RATE)
    assert 0.7 <= place / RATE <= 0.78


def test_join_is_made_in_step_with_the_wave() -> None:
    sound = tone(1.0, 130).samples
    start = in_step((sound, 8000), (sound, 4321), 240, RATE)
    lag = (8000 - start) * 130 / RATE
    assert abs(lag - round(lag)) < 0.05


def test_speech_level_does_not_mind_pauses() -> None:
    word = speech().samples[round(0.8 * RATE) : round(1.2 * RATE)]
    with_pause = as_samples(np.concatenate([word, np.zeros((len(word) // 2, 1))]))
    assert abs(speech_level(with_pause, RATE) / speech_level(word, RATE) - 1) < 0.25


@pytest.mark.parametrize(
    ("samples", "rate"),
    [
        (np.zeros(10, np.float32), RATE),
        (np.zeros((0, 1), np.float32), RATE),
        (np.zeros((10, 3), np.float32), RATE),
        (np.zeros((10, 1), np.float64), RATE),
        (np.zeros((10, 1), np.float32), 0),
    ],
)
def test_what_is_no_sound_is_refused(samples: np.ndarray, rate: int) -> None:
    with pytest.raises(ValueError, match="A sound has"):
        Sound(samples, rate)


def test_sound_is_kept_and_heard_again_without_loss_in_sixteen_bits() -> None:
    every = np.arange(-32768, 32768, dtype=np.int16)[:, np.newaxis]
    assert np.array_equal(as_stored(heard(every)), every)
    assert np.array_equal(Sound(heard(every), RATE).samples, heard(every))


def test_silence_lies_around_a_sound() -> None:
    sound = noise(0.1).stored
    wide = around(sound, -5, len(sound) + 7)
    assert np.array_equal(wide[5:-7], heard(sound))
    assert not wide[:5].any() and not wide[-7:].any()


@pytest.mark.parametrize("ratio", [0.8, 1.25])
def test_sound_that_is_kept_is_worked_on_as_any_other(ratio: float) -> None:
    sound = speech()
    for work in (stretch, with_pitch, with_formants):
        kept, plain = work(sound.stored, ratio, RATE), work(sound.samples, ratio, RATE)
        assert kept.dtype == np.int16
        assert np.abs(heard(kept) - plain).max() < 0.02


def test_truth_that_is_not_true_is_refused() -> None:
    one, two = noise(0.2), noise(0.2, seed=1)
    with pytest.raises(ValueError, match="differs from its original"):
        SoundTwin(one, two, (), (Kept(0, 100, 0),))
    with pytest.raises(ValueError, match="equally long"):
        SoundTwin(one, noise(0.3), (), ())
