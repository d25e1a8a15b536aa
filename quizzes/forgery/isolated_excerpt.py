"""Isolated excerpt: a piece of something larger is shown without what stood around it.

It deceives because the piece is real, word for word, and the meaning lay in the rest. What the piece itself still
holds may contradict the story; the whole, once found, always does.
No pixel changes. Cost: a copy of the picture.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.miscaptioned import miscaptioned
from quizzes.forgery.picture import Picture
from quizzes.forgery.registry import technique
from quizzes.forgery.twin import Twin


@technique("isolated-excerpt")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Give both halves the same pixels, as `miscaptioned` does; what is untrue stands in the recipe's texts."""
    return miscaptioned(original, params, rng, sources)
