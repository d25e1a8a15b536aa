"""What the sound of a film does when its pictures are played in another order or at another pace."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from quizzes.forgery.sound.sound import Samples, Sound

_FADE_S = 0.006
_NEAR = 1e-4
_BLOCK = 1 << 16


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
    per_frame = sound.rate / float(fps)
    stretches = _stretches(timeline)
    laid = np.zeros((round(len(timeline) * per_frame), sound.samples.shape[1]), np.float32)
    done = 0
    for first, length, pace in stretches:
        played = laid[round(done * per_frame) : round((done + length) * per_frame)]
        done += length
        if abs(pace) > _NEAR:
            _play(sound.samples, first * per_frame, pace, played)
        if len(stretches) > 1 and len(played) >= 2 * len(fade):
            played[: len(fade)] *= fade
            played[-len(fade) :] *= fade[::-1]
    return replace(sound, samples=laid)


def _play(samples: Samples, first: float, pace: float, laid: Samples) -> None:
    """Fill `laid` with the samples at `first` and every `pace` on; silence where there are none.

    In blocks, so that places and fine values of a whole film never stand in memory at once.
    """
    for begin in range(0, len(laid), _BLOCK):
        block = laid[begin : begin + _BLOCK]
        at = first + pace * np.arange(begin, begin + len(block))
        low = max(0, int(np.floor(at.min())) - 1)
        near = samples[low : max(low, int(np.ceil(at.max())) + 2)]
        if not len(near):
            continue
        for channel, known in enumerate(near.T):
            block[:, channel] = np.interp(at - low, np.arange(len(known)), known, left=0, right=0)


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
