"""What the lenses for films and recordings show, on ones whose answer is known."""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from quizzes.lenses import (
    duplicate_frames,
    eye_openness,
    frame_difference,
    level_profile,
    optical_flow,
    spectrogram,
    waveform,
)
from quizzes.lenses.media import Frames, Picture, Tone

FPS = 25.0
RATE = 16_000


def film(pictures: list[Picture]) -> Frames:
    def read() -> Iterator[Picture]:
        yield from pictures

    return Frames(FPS, read)


def moving(count: int = 40, seed: int = 0) -> list[Picture]:
    """A rough surface that slides to the right by two pixels a frame, under grain."""
    rng = np.random.default_rng(seed)
    surface: NDArray[Any] = np.kron(rng.integers(40, 200, (4, 10)), np.ones((24, 24)))
    surface = cv2.GaussianBlur(surface.astype(np.float64), (0, 0), 5)
    pictures = []
    for at in range(count):
        seen = np.roll(surface, 2 * at, axis=1)[:, :128] + rng.normal(0, 2, (96, 128))
        pictures.append(np.clip(seen, 0, 255).astype(np.uint8)[..., np.newaxis].repeat(3, axis=2))
    return pictures


def voice(seconds: float = 2.0) -> Tone:
    at = np.arange(round(seconds * RATE)) / RATE
    hum = np.random.default_rng(1).normal(0, 0.003, len(at))
    return Tone((0.4 * np.sin(2 * np.pi * 1000 * at) * (at % 1 < 0.5) + hum).astype(np.float32), RATE)


def test_a_cut_is_marked_at_its_very_frame() -> None:
    curve = frame_difference.look(film(moving(20) + moving(20, seed=5)))
    assert [round(mark.start * FPS) for mark in curve.marks] == [20]
    assert curve.values.argmax() == 20


def test_a_film_without_a_cut_has_no_mark() -> None:
    assert frame_difference.look(film(moving())).marks == ()


def test_a_repeated_stretch_is_marked_where_it_comes_again() -> None:
    pictures = moving(20)
    curve = duplicate_frames.look(film([*pictures, *pictures[5:15], *moving(10, seed=4)]))
    assert [(round(mark.start * FPS), round(mark.end * FPS)) for mark in curve.marks] == [(20, 30)]


def test_a_film_that_goes_on_has_no_repeats() -> None:
    assert duplicate_frames.look(film(moving())).marks == ()


def test_flow_shows_one_colour_where_all_moves_alike_and_black_where_nothing_moves() -> None:
    sheet = optical_flow.look(film(moving(12)))
    assert sheet.shape == (2 * 240, optical_flow.COLUMNS * 320, 3)
    hues = sheet[80:160, 80:240].reshape(-1, 3).astype(int)
    assert hues.std(axis=0).max() < 60
    assert optical_flow.look(film([moving(1)[0]] * 5)).max() < 20


def test_motion_takes_two_frames() -> None:
    with pytest.raises(ValueError, match="two frames"):
        optical_flow.look(film(moving(1)))


def face(openness: float, shift: int = 0) -> Picture:
    """A bright face with one eye: lids close over a dark round."""
    skin = np.random.default_rng(2).integers(185, 215, (120, 200), np.uint8)
    picture = np.roll(skin, shift, axis=1)[:, :160, np.newaxis].repeat(3, axis=2)
    y, x = np.mgrid[:120, :160]
    x = x - shift
    picture[(np.hypot((x - 80) / 1.6, y - 60) < 16) & (abs(y - 60) < 14 * openness)] = 245
    picture[(np.hypot(x - 80, y - 60) < 9) & (abs(y - 60) < 14 * openness)] = 30
    return picture


EYE = (50 / 160, 38 / 120, 110 / 160, 82 / 120)


def test_a_blink_is_marked_also_while_the_head_moves() -> None:
    lids = [1.0] * 15 + [0.6, 0.05, 0.05, 0.05, 0.6] + [1.0] * 15
    curve = eye_openness.look(film([face(lid, at // 3) for at, lid in enumerate(lids)]), EYE)
    assert len(curve.marks) == 1
    assert 15 <= curve.marks[0].start * FPS <= 17
    assert curve.values[5] == pytest.approx(1, abs=0.2)


def test_a_long_closed_eye_is_no_blink() -> None:
    curve = eye_openness.look(film([face(1.0)] * 30 + [face(0.05)] * 20), EYE)
    assert curve.marks == ()


@pytest.mark.parametrize("eye", [(0.9, 0.1, 0.5, 0.2), (-0.1, 0, 0.5, 0.5), (0.5, 0.5, 0.51, 0.51)])
def test_an_eye_outside_the_picture_is_refused(eye: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="eye"):
        eye_openness.look(film([face(1.0)]), eye)


def test_a_tone_lies_at_its_pitch_and_only_while_it_sounds() -> None:
    shown = spectrogram.look(voice()).astype(int).sum(axis=2)
    height, width = shown.shape
    row = height - 1 - round(1000 / spectrogram.HIGHEST_HZ * height)
    band = shown[row - 12 : row + 12]
    assert band[:, : width // 5].max() > 3 * np.median(shown[: height // 2])
    assert band[:, round(0.3 * width) : round(0.45 * width)].max() < band[:, : width // 5].max()


def test_levels_are_in_decibels_and_digital_silence_is_marked() -> None:
    sound = voice()
    samples = sound.samples.copy()
    samples[RATE : RATE + RATE // 5] = 0
    curve = level_profile.look(Tone(samples, RATE))
    assert curve.values[5] == pytest.approx(20 * np.log10(0.4 / np.sqrt(2)), abs=0.5)
    assert [(mark.start, mark.end) for mark in curve.marks] == [(1.0, 1.2)]


def test_a_humming_room_is_not_marked() -> None:
    assert level_profile.look(voice()).marks == ()


@pytest.mark.parametrize("count", [1, 7, 1200, 48_001])
def test_lenses_for_sound_cope_with_any_length(count: int) -> None:
    tone = Tone(np.full(count, 0.5, np.float32), RATE)
    assert len(waveform.look(tone).values) == min(count, waveform.POINTS)
    assert spectrogram.look(tone).shape == (spectrogram.HEIGHT, spectrogram.WIDTH, 3)
    assert len(level_profile.look(tone).values) >= 1


def test_the_wave_is_as_tall_as_the_sound() -> None:
    assert waveform.look(voice()).values.max() == pytest.approx(0.4, abs=0.02)
