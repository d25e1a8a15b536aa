"""Omission in speech: a word or a clause is cut out, and the rest closes over the gap.

It deceives because nothing is added: every word that is left is real, in its real order. A "not" less turns a
sentence around. What gives it away is the rhythm: a word comes too soon, a breath or the end of a sound is
missing, the tune steps.
Cost: about 10 ms for 10 s at 48 kHz.
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
from quizzes.forgery.sound.twin import SoundTwin


@technique("omission", medium="sound")
def omission(
    original: Sound, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Sound]
) -> SoundTwin:
    """Leave out the stretches of `cut` ([start, end] in seconds of the recording); raises `ParamError`.

    One span for each: the place where the rest was joined, in the twin. `room` and `pad` say how the time that
    is missing is filled, before and after what is said.
    """
    reader = Reader(params)
    layout = Layout.read(reader, original)
    cuts = read_stretches("cut", reader.raw("cut"), original)
    reader.done()
    start, end = layout.window
    if cuts[0][0] <= start or cuts[-1][1] >= end:
        raise ParamError("cut", "must leave something of the window before and after it")
    borders = [start, *(place for cut in cuts for place in cut), end]
    pieces = [Piece(original.stored, a, b) for a, b in zip(borders[::2], borders[1::2], strict=True)]
    return assemble(original, layout, pieces, rng)
