"""Change of speed: somebody speaks slower or faster than they did.

It deceives because no word is touched: slowed down, a speaker seems drunk, old or unsure; hurried, nervous.
Where the pitch is kept only the rhythm is left to betray it: long vowels, slow hisses, a slight echo. Where
the pitch follows, as with a tape, the whole voice sounds larger or smaller.
Cost: about 0.3 s for 10 s at 48 kHz.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.sound.assembly import Piece, assemble
from quizzes.forgery.sound.layout import Layout, read_stretches
from quizzes.forgery.sound.sound import Sound
from quizzes.forgery.sound.stretch import resample, stretch
from quizzes.forgery.sound.twin import SoundTwin

_HANDLE_S = 0.1
_LEAST_CHANGE = 0.03


@technique("speed-change", medium="sound")
def speed_change(
    original: Sound, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Sound]
) -> SoundTwin:
    """Make the stretches of `at` ([start, end] in seconds) `factor` times as long; raises `ParamError`.

    `pitch` is "kept" or "follows". One span for each stretch. What one half is longer is filled with room tone.
    """
    reader = Reader(params)
    layout = Layout.read(reader, original)
    stretches = read_stretches("at", reader.raw("at"), original)
    factor = reader.number("factor", low=0.6, high=1.7)
    follows = reader.choice("pitch", ("kept", "follows"), "kept") == "follows"
    reader.done()
    if abs(factor - 1) < _LEAST_CHANGE:
        raise ParamError("factor", "changes nothing that can be heard")
    pieces, here = [], layout.window[0]
    for first, last in stretches:
        layout.within("at", (first, last))
        if first > here:
            pieces.append(Piece(original.samples, here, first))
        pieces.append(_changed(original, first, last, factor, follows))
        here = last
    if here < layout.window[1]:
        pieces.append(Piece(original.samples, here, layout.window[1]))
    return assemble(original, layout, pieces, rng)


def _changed(original: Sound, first: int, last: int, factor: float, follows: bool) -> Piece:
    handle = original.at(_HANDLE_S)
    low = max(0, first - handle)
    words = original.samples[low : last + handle]
    changed = resample(words, 1 / factor) if follows else stretch(words, factor, original.rate)
    start = round((first - low) * factor)
    end = min(len(changed), start + round((last - first) * factor))
    return Piece(changed, start, end, "slower" if factor > 1 else "faster", since=low, factor=factor)
