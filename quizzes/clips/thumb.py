"""The small picture a pair is found by in a list: of the original alone, made when the pair is made."""

import io

from PIL import Image

from quizzes.forgery.picture import Picture, as_picture

MIME = "image/jpeg"
LONG_SIDE = 320
QUALITY = 78


def draw_thumb(picture: Picture) -> tuple[bytes, int, int]:
    """Return the picture (height, width, 3; RGB, uint8) as a small JPEG, with its width and height in pixels.

    The longest side is at most LONG_SIDE; what is smaller already keeps its size. No metadata, and the same
    picture always gives the same bytes. It is no half: it is never shown to somebody who has to judge, so it
    need not be alike to anything, and is not filled as the halves are.
    """
    picture = as_picture(picture)
    height, width = picture.shape[:2]
    image = Image.frombytes("RGB", (width, height), picture.tobytes())
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=False)
    return out.getvalue(), image.width, image.height
