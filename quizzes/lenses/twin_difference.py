"""The difference between both halves: only for the reveal, because it is the answer."""

import numpy as np

from quizzes.lenses.media import Picture, as_grey_picture, stretched
from quizzes.lenses.registry import lens


@lens("twin-difference", "photo", takes="both")
def look(original: Picture, twin: Picture) -> Picture:
    """Return how much each place of two pictures of one size differs, brightened. Raises `ValueError` for others."""
    if original.shape != twin.shape:
        raise ValueError(f"Pictures of {original.shape} and {twin.shape} cannot be compared.")
    difference = np.abs(original.astype(np.int16) - twin).max(axis=2)
    return as_grey_picture(stretched(difference, 1.0))
