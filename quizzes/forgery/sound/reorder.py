"""Reordering of speech: two stretches of a recording change places.

It deceives because every word is real and none is missing: only who comes first, or what belongs to what, is
turned around. What gives it away is the tune: speakers rise in the middle of a sentence and fall at its end,
and a moved word keeps the tune of its old place.
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


@technique("reorder", medium="sound")
def reorder(
    original: Sound, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Sound]
) -> SoundTwin:
    """Let the two stretches of `swap` ([start, end] in seconds) change places; raises `ParamError`.

    Two spans: what now stands first, and what now stands second.
    """
    reader = Reader(params)
    layout = Layout.read(reader, original)
    swap = read_stretches("swap", reader.raw("swap"), original)
    reader.done()
    if len(swap) != 2:
        raise ParamError("swap", f"must name two stretches, not {len(swap)}")
    (a, b), (c, d) = (layout.within("swap", each) for each in swap)
    start, end = layout.window
    whole = original.stored
    pieces = [
        Piece(whole, start, a),
        Piece(whole, c, d, "moved"),
        Piece(whole, b, c),
        Piece(whole, a, b, "moved"),
        Piece(whole, d, end),
    ]
    return assemble(original, layout, [piece for piece in pieces if piece.length], rng)
