"""Splicing of sound: words from elsewhere are laid over words of a sentence, in the same voice.

It deceives because every word was really spoken by this person, in this room, into this microphone; only the
order of them is a lie. What gives it away is the melody: a word carries the tune of the sentence it came
from. And the joins: a missing breath, a room that changes, a click.
Cost: about 20 ms for 10 s at 48 kHz.
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


@technique("splice-audio", medium="sound")
def splice_audio(
    original: Sound, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Sound]
) -> SoundTwin:
    """Replace words by others of the same speaker, as the tables of `replace` say; raises `ParamError`.

    Each has `at` and `take` ([start, end] in seconds: of the recording, and of the recording or of `source`),
    `loudness_db`, `even` (bring them to the loudness of the words they replace) and `factor` (longer). One
    span for each.
    """
    reader = Reader(params)
    layout = Layout.read(reader, original)
    wishes = read_replacements(reader, original, sources, layout, voices=False)
    reader.done()
    return assemble(original, layout, replaced(original, layout, wishes, "insert", rng), rng)
