"""Error level: how much each place changes when the photo is saved once more."""

import io

import numpy as np
from PIL import Image

from quizzes.lenses.media import Picture, as_grey_picture, stretched
from quizzes.lenses.registry import lens

QUALITY = 90


@lens("ela", "photo")
def look(picture: Picture) -> Picture:
    """Return the difference between a photo and itself saved as JPEG at quality 90 (Krawetz 2007), brightened.

    Places saved fewer times before change more. So do all edges and fine patterns, which is how it fools.
    """
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=QUALITY, subsampling=0)
    saved = np.asarray(Image.open(file))
    difference = np.abs(picture.astype(np.int16) - saved).max(axis=2)
    return as_grey_picture(stretched(difference))
