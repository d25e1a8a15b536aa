"""Partial fake: one word of a real sentence is spoken by another voice that was made to sound like the first.

It deceives because all the rest is real: the ear settles on the voice in the first second and stops asking.
What gives it away is the one word itself: another colour, another tune, an edge of metal, another room.
Here the other voice is a second reader, or the same one, moved in pitch and formants and given the colour of
the recording: what a simple voice changer does. A trained model would do it better, and just as short.
Cost: about 40 ms for 10 s at 48 kHz.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.reading import Reader
from quizzes.forgery.registry import technique
from quizzes.forgery.sound.assembly import assemble
from quizzes.forgery.sound.layout import Layout
from quizzes.forgery.sound.sound import Sound
from quizzes.forgery.sound.twin import SoundTwin
from quizzes.forgery.sound.words import read_replacements, replaced


@technique("partial-audio-fake", medium="sound")
def partial_audio_fake(
    original: Sound, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Sound]
) -> SoundTwin:
    """Replace words by an imitation, as the tables of `replace` say; raises `ParamError`.

    Each has what a splice has, and `pitch` (semitones), `formant` (a factor; below 1 a larger voice) and `tone`
    (0 to 1: how far its colour becomes the recording's). One span for each.
    """
    reader = Reader(params)
    layout = Layout.read(reader, original)
    wishes = read_replacements(reader, original, sources, layout, voices=True)
    reader.done()
    return assemble(original, layout, replaced(original, layout, wishes, "imitation", rng), rng)
