"""Levels: what hides in the very dark and the very bright."""

from typing import cast

import cv2
import numpy as np

from quizzes.lenses.media import Picture
from quizzes.lenses.registry import lens


@lens("levels", "photo")
def look(picture: Picture) -> Picture:
    """Return the photo with its brightness spread evenly from black to white; colours stay.

    Histogram equalisation of the lightness (CIELAB): soft brush strokes in a black sky, or edges of a patch on a
    white wall, step out. Banding of the file steps out just as much.
    """
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB)
    lab[..., 0] = cv2.equalizeHist(np.ascontiguousarray(lab[..., 0]))
    return cast(Picture, cv2.cvtColor(lab, cv2.COLOR_LAB2RGB))
