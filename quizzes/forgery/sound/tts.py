"""Synthetic speech: the words of a reader are said again by a voice that nobody has.

It deceives because nothing is joined, cut or bent: a network says the whole sentence in one breath, with a melody
that fits. Room, colour and loudness are borrowed from the real recording. What gives it away is what is too good:
no breath, no spit, every pause alike, and a melody that was never meant.
Cost: about 50 ms for 5 s at 48 kHz, after the voice itself has spoken (about 0.1 s for each second).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.sound.assembly import assemble
from quizzes.forgery.sound.layout import Layout
from quizzes.forgery.sound.sound import Sound
from quizzes.forgery.sound.twin import SoundTwin
from quizzes.forgery.sound.words import read_replacements, replaced


@technique("tts", medium="sound")
def tts(
    original: Sound, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Sound]
) -> SoundTwin:
    """Lay synthetic speech over what was read, as the tables of `replace` say; raises `ParamError`.

    Each has what a partial fake has, and must name the `source` that holds the synthetic voice. One span for each.
    """
    reader = Reader(params)
    layout = Layout.read(reader, original)
    wishes = read_replacements(reader, original, sources, layout, voices=True)
    reader.done()
    if not all(wish.name for wish in wishes):
        raise ParamError("replace", "must take every word from a synthetic voice, named as its `source`")
    return assemble(original, layout, replaced(original, layout, wishes, "synthetic", rng), rng)
