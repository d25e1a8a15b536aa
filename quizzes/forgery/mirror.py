"""Mirror: the whole picture is flipped, so that left becomes right.

It deceives because nothing is added, and light, grain and shadows stay true to each other. Only what has a right
way round gives it away: writing, a clock, medals, the side of a button, a place that somebody knows. About 1 ms.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.picture import Picture, as_picture
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.twin import Region, Twin


@technique("mirror")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Flip `original` from left to right; takes no parameters. Raises `ParamError`.

    The truth is the whole picture: no place is more altered than another, even where a flip changes nothing.
    """
    Reader(params).done()
    flipped = as_picture(original[:, ::-1])
    if np.array_equal(flipped, original):
        raise ParamError("params", "change nothing: this picture is its own mirror image")
    height, width = original.shape[:2]
    mask = np.ones((height, width), np.bool_)
    return Twin(original, flipped, mask, (Region((0, 0, width, height), width * height),))
