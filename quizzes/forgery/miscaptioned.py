"""Miscaptioned: a real photograph, left as it is, with words that make it say something else.

The cheapest deceit and the most common one: another place, another date, another event. No pixel changes, so
nothing in the file can betray it; what does is the world in the picture (a roof, a season, a flag, a shadow)
and what can be found out about it elsewhere.
Cost: a copy of the picture.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.picture import Picture
from quizzes.forgery.reading import Reader
from quizzes.forgery.registry import technique
from quizzes.forgery.twin import Twin


@technique("miscaptioned")
def miscaptioned(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Give both halves the same pixels, an empty mask and no regions; takes no parameters.

    What is untrue is the caption, which stands in the recipe's texts.
    """
    Reader(params).done()
    return Twin(original, original.copy(), np.zeros(original.shape[:2], np.bool_), ())
