"""What the sound of a film does when its pictures are played in another order or at another pace."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from quizzes.forgery.sound.sound import Sound

_FADE_S = 0.006
_NEAR = 1e-4


def first_seconds(sound: Sound, seconds: float) -> Sound:
    """Return the beginning of a sound, exactly `seconds` long; silence follows where it is shorter."""
    wanted = round(seconds * sound.rate)
    kept = sound.samples[:wanted]
    missing = np.zeros((wanted - len(kept), kept.shape[1]), np.float32)
    return replace(sound, samples=np.concatenate([kept, missing]))


def retimed(sound: Sound, timeline: Sequence[float], fps: Fraction) -> Sound:
    """Play a sound along a film's timeline, as a tape would: slower is lower, backwards is backwards.

    A frozen picture is silent. Where two stretches meet, both fade over 6 ms, so that no join clicks.
    """
    fade = np.linspace(0, 1, max(2, round(_FADE_S * sound.rate)), dtype=np.float32)[:, np.newaxis]
    known = np.arange(len(sound.samples))
    per_frame = sound.rate / float(fps)
    stretches = _stretches(timeline)
    joined, done = [], 0
    for first, length, pace in stretches:
        wanted = round((done + length) * per_frame) - round(done * per_frame)
        done += length
        at = first * per_frame + pace * np.arange(wanted)
        channels = [np.interp(at, known, each, left=0, right=0) for each in sound.samples.T]
        played = np.stack(channels, axis=1).astype(np.float32) * np.float32(abs(pace) > _NEAR)
        if len(stretches) > 1 and len(played) >= 2 * len(fade):
            played[: len(fade)] *= fade
            played[-len(fade) :] *= fade[::-1]
        joined.append(played)
    return replace(sound, samples=np.concatenate(joined))


def _stretches(timeline: Sequence[float]) -> list[tuple[float, int, float]]:
    """Split a timeline into stretches of one pace: first frame, number of frames, frames a frame."""
    found: list[tuple[float, int, float]] = []
    start = 0
    while start < len(timeline):
        end = start + 1
        pace = timeline[end] - timeline[start] if end < len(timeline) else 1.0
        # A jump is no pace: the frame before it stands at the end of its own stretch.
        pace = pace if abs(pace) <= 4 else 1.0
        while end < len(timeline) and abs(timeline[end] - timeline[end - 1] - pace) < _NEAR:
            end += 1
        found.append((timeline[start], end - start, pace))
        start = end
    return found
