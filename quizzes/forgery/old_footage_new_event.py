"""Old picture for a new event: a photograph from the past is shown as news of today.

It deceives because the picture is real and the event is too; they only do not belong together. After every storm or
flight old pictures come round again. Things that no longer exist give it away, and so does a search with the picture.
No pixel changes. Cost: a copy of the picture.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.miscaptioned import miscaptioned
from quizzes.forgery.picture import Picture
from quizzes.forgery.registry import technique
from quizzes.forgery.twin import Twin


@technique("old-footage-new-event")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Give both halves the same pixels, as `miscaptioned` does; what is untrue stands in the recipe's texts."""
    return miscaptioned(original, params, rng, sources)
