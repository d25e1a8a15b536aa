"""Noise: what is left of a photo when everything smooth is taken away."""

import cv2
import numpy as np

from quizzes.lenses.media import Picture, as_grey_picture, grey_of, stretched
from quizzes.lenses.registry import lens

_WINDOW = 3


@lens("noise", "photo")
def look(picture: Picture) -> Picture:
    """Return how far each pixel is from the median of its neighbours, brightened.

    A camera lays grain of one strength over places that are equally bright; what was smoothed, enlarged or taken
    from elsewhere has another. Bright and dark places differ by themselves (Mahdian & Saic 2009).
    """
    grey = grey_of(picture).astype(np.uint8)
    left = np.abs(grey.astype(np.int16) - cv2.medianBlur(grey, _WINDOW))
    return as_grey_picture(stretched(left, 0.99))
