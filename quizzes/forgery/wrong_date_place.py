"""Wrong date or place: a real photograph is said to be from another day or another country.

It deceives because a name of a place or a date sounds like knowledge, and few people look it up. The world in the
picture knows better: roofs, boats, leaves, snow, the language on a sign.
No pixel changes. Cost: a copy of the picture.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.miscaptioned import miscaptioned
from quizzes.forgery.picture import Picture
from quizzes.forgery.registry import technique
from quizzes.forgery.twin import Twin


@technique("wrong-date-place")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Give both halves the same pixels, as `miscaptioned` does; what is untrue stands in the recipe's texts."""
    return miscaptioned(original, params, rng, sources)
