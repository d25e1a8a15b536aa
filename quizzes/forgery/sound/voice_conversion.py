"""Change of voice: the same words, at the same moments, from another throat.

It deceives because rhythm, breath and room are those of a real person; only who speaks is a lie. A voice is
its pitch (the vocal folds) and its formants (the size of mouth and throat). Moved together a little, they make
another person; apart, or too far, they sound like metal, a cartoon or a voice behind cloth.
Cost: about 0.5 s for 10 s at 48 kHz.
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
from quizzes.forgery.sound.stretch import with_pitch
from quizzes.forgery.sound.timbre import with_formants
from quizzes.forgery.sound.twin import SoundTwin
from quizzes.forgery.sound.words import louder, speech_level

_HANDLE_S = 0.1


@technique("voice-conversion", medium="sound")
def voice_conversion(
    original: Sound, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Sound]
) -> SoundTwin:
    """Change the voice in the stretches of `at` ([start, end] in seconds; all, if not given).

    `pitch` is in semitones, `formant` a factor: below 1 a larger mouth and throat. The halves keep one length
    and loudness. One span for each stretch. Raises `ParamError`.
    """
    reader = Reader(params)
    layout = Layout.read(reader, original)
    everything = [[layout.window[0] / original.rate, layout.window[1] / original.rate]]
    stretches = read_stretches("at", reader.raw("at", everything), original)
    ratio = 2 ** (reader.number("pitch", 0, low=-10, high=10) / 12)
    formant = reader.number("formant", 1, low=0.65, high=1.5)
    reader.done()
    if ratio == 1 and formant == 1:
        raise ParamError("pitch", "and `formant` change nothing that can be heard")
    pieces, here = [], layout.window[0]
    for first, last in stretches:
        layout.within("at", (first, last))
        if first > here:
            pieces.append(Piece(original.stored, here, first))
        pieces.append(_changed(original, first, last, ratio, formant))
        here = last
    if here < layout.window[1]:
        pieces.append(Piece(original.stored, here, layout.window[1]))
    return assemble(original, layout, pieces, rng)


def _changed(original: Sound, first: int, last: int, ratio: float, formant: float) -> Piece:
    handle = original.at(_HANDLE_S)
    low = max(0, first - handle)
    words = original.stored[low : last + handle]
    changed = with_formants(with_pitch(words, ratio, original.rate), formant / ratio, original.rate)
    loudness = speech_level(words, original.rate) / max(speech_level(changed, original.rate), 1e-6)
    return Piece(louder(changed, loudness), first - low, last - low, "voice", since=low)
