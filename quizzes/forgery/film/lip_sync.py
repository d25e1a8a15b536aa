"""Offset: the sound of a film comes earlier or later than what is to be seen.

It deceives because we bind what we hear to what we see within a quarter of a second, and look for reasons
when it does not fit: a cry before the blow seems to be its cause. Lips, claps and falls tell, wherever a sound
has its own moment in the picture. Old players and bad connections do it by themselves. Cost: none.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from quizzes.forgery.film.film import Film, FilmTwin, FrameTriple, Span
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.sound.sound import Sound

LEAST = 0.15
"""Seconds: what is less than that apart, nobody notices (ITU-R BT.1359 has 0.125 for sound that is late)."""

_FADE_S = 0.03


@technique("lip-sync", medium="video")
def lip_sync(
    original: Film, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Film]
) -> FilmTwin:
    """Move the sound by `by` seconds, later where it is above 0; the pictures stay as they are.

    The span is the whole film, and no place in the picture is marked. Nothing is left to chance.
    """
    reader = Reader(params)
    seconds = original.count / float(original.fps)
    by = reader.number("by", low=-seconds / 2, high=seconds / 2)
    reader.done()
    if abs(by) < LEAST:
        raise ParamError("by", f"must be at least {LEAST} seconds, or nobody can notice it")
    if original.sound is None:
        raise ParamError("by", "needs a film with sound")

    def pairs() -> Iterator[FrameTriple]:
        for frame in original.recorded():
            yield FrameTriple(frame, frame)

    return FilmTwin(
        width=original.width,
        height=original.height,
        fps=original.fps,
        count=original.count,
        spans=(Span(0.0, round(seconds, 3), "lip-sync"),),
        pairs=pairs,
        original_sound=original.sound,
        twin_sound=moved(original.sound, by),
    )


def moved(sound: Sound, by: float) -> Sound:
    """Return a sound `by` seconds later (earlier below 0), of the same length.

    What comes free at one end is filled with the sound of that end played backwards: a room's own noise
    sounds alike both ways, and silence would be heard as a hole. The join fades over 30 ms.
    """
    gap = round(abs(by) * sound.rate)
    samples = sound.samples[:: 1 if by > 0 else -1]
    kept, filled = samples[: len(samples) - gap], samples[:gap][::-1].copy()
    fade = min(round(_FADE_S * sound.rate), gap, len(kept))
    # The mirror's last sample is the first of what follows, so a short dip is all the join needs.
    filled[gap - fade :] *= np.linspace(1, 0.5, fade, dtype=np.float32)[:, np.newaxis]
    begun = kept.copy()
    begun[:fade] *= np.linspace(0.5, 1, fade, dtype=np.float32)[:, np.newaxis]
    joined = np.concatenate([filled, begun])
    return Sound(np.ascontiguousarray(joined if by > 0 else joined[::-1]), sound.rate)
