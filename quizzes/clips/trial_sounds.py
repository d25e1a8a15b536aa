"""Machine-made recordings for the leak audit: random sounds, and twins by the techniques of the library."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizzes.clips.encode_sound import RATE
from quizzes.clips.trial_photos import Params, Random
from quizzes.forgery.recipe import Recipe
from quizzes.forgery.sound.render import render_sound
from quizzes.forgery.sound.sound import Sound, as_samples
from quizzes.forgery.sound.twin import SoundTwin

_SECONDS = 2.0
_PAUSE = 0.3
_HARMONICS = 14


def made_sound(rng: Random, sounds: Sequence[Sound], seconds: float) -> Sound:
    """Return a random recording in one channel: syllables made by a machine, or a part of one of `sounds`.

    Either way its loudness, its colour and its hiss are changed at random.
    """
    count = round(seconds * RATE)
    fitting = [each for each in sounds if len(each.samples) >= count and each.rate == RATE]
    if fitting and rng.random() < 0.7:
        whole = fitting[int(rng.integers(len(fitting)))].samples[:, 0]
        start = int(rng.integers(len(whole) - count + 1))
        samples = whole[start : start + count].astype(np.float64)
    else:
        samples = _syllables(rng, count)
    samples = samples * rng.uniform(0.3, 1.2)
    if rng.random() < 0.5:
        samples = np.convolve(samples, [1, rng.uniform(-0.6, 0.6)], "same")
    samples += rng.normal(0, 10 ** rng.uniform(-4.5, -2.3), count)
    return Sound(as_samples(samples[:, np.newaxis]), RATE)


def _syllables(rng: Random, count: int) -> NDArray[np.float64]:
    samples, at = np.zeros(count), 0
    while at < count:
        length = min(count - at, int(rng.uniform(0.08, 0.35) * RATE))
        time = np.arange(length) / RATE
        phase = 2 * np.pi * np.cumsum(rng.uniform(90, 260) * (1 + rng.uniform(-0.3, 0.3) * time)) / RATE
        tilt = rng.uniform(0.6, 1.6)
        voice = np.sum([np.sin(k * phase) / k**tilt for k in range(1, _HARMONICS)], axis=0)
        if rng.random() < 0.25:
            voice = rng.normal(0, 1, length)
        swell = np.sin(np.pi * np.arange(length) / length) ** 0.5
        samples[at : at + length] = 0.15 * voice * swell
        at += length + int(rng.uniform(0, 0.15) * RATE)
    return samples


def _with_pause(rng: Random, sound: Sound) -> Sound:
    """Put a pause before what is heard: techniques fill with room tone, and need to be told where some is."""
    room = rng.normal(0, 0.0015, (round(_PAUSE * RATE), 1))
    return Sound(as_samples(np.vstack([room, sound.samples])), RATE)


def _stretches(rng: Random, many: int) -> list[list[float]]:
    """Return stretches of 0.2 to 0.4 seconds that do not touch, one in each of `many` parts of the recording."""
    part = (_SECONDS - 0.2) / many
    found = []
    for number in range(many):
        length = rng.uniform(0.2, min(0.4, part - 0.1))
        start = _PAUSE + 0.1 + number * part + rng.uniform(0, part - length - 0.05)
        found.append([round(float(start), 3), round(float(start + length), 3)])
    return found


def _omission(rng: Random) -> Params:
    return {"cut": _stretches(rng, int(rng.integers(1, 3)))}


def _reorder(rng: Random) -> Params:
    return {"swap": _stretches(rng, 2)}


def _speed(rng: Random) -> Params:
    factor = float(rng.choice((0.7, 0.8, 1.25, 1.5)))
    return {"at": _stretches(rng, 1), "factor": factor, "pitch": str(rng.choice(("kept", "follows")))}


def _splice(rng: Random) -> Params:
    at, take = rng.permutation(_stretches(rng, 2)).tolist()
    return {"replace": [{"at": at, "take": take} | ({"source": "other"} if rng.random() < 0.5 else {})]}


def _imitation(rng: Random) -> Params:
    (replaced,) = _splice(rng)["replace"]
    voice = {"pitch": float(rng.uniform(-4, 4)), "formant": float(rng.uniform(0.85, 1.2)), "tone": 0.5}
    return {"replace": [replaced | voice]}


def _voice(rng: Random) -> Params:
    shift = {"pitch": float(rng.choice((-4, -2, 2, 4))), "formant": float(rng.uniform(0.85, 1.2))}
    return {"at": _stretches(rng, 1)} | shift


TECHNIQUES: Mapping[str, Callable[[Random], Params]] = {
    "omission": _omission,
    "reorder": _reorder,
    "speed-change": _speed,
    "splice-audio": _splice,
    "partial-audio-fake": _imitation,
    "voice-conversion": _voice,
}


def made_sounds(rng: Random, sounds: Sequence[Sound]) -> tuple[str, SoundTwin]:
    """Make a random recording of 2 seconds and a twin of it; returns the technique and the twin.

    Raises `RecipeError` where the random parameters do not fit the random recording.
    """
    original, other = (_with_pause(rng, made_sound(rng, sounds, _SECONDS)) for _ in range(2))
    slug = list(TECHNIQUES)[int(rng.integers(len(TECHNIQUES)))]
    params: dict[str, Any] = {"room": [0.02, _PAUSE - 0.02], **TECHNIQUES[slug](rng)}
    recipe = Recipe("machine-made", slug, params, int(rng.integers(1 << 30)))
    return slug, render_sound(original, recipe, {"other": other})
