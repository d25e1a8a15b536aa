"""The last encode: the one way any picture becomes a file, so that the file tells nothing but the picture."""

import io
from collections.abc import Sequence

from PIL import Image

from quizzes.forgery.picture import Picture, as_picture

MIME = "image/jpeg"
QUALITY = 88
SUBSAMPLING = "4:2:0"
BUCKET = 16 * 1024


def encode(pictures: Sequence[Picture]) -> tuple[bytes, ...]:
    """Turn pictures (height, width, 3; RGB, uint8) that belong together into JPEG files of one size.

    Every picture is written alone and anew: same quality, quantisation, subsampling and standard Huffman
    tables, and no metadata at all, so pictures of one shape get headers that are equal to the byte. The tail
    after the end of each image is then filled with zeros up to the next multiple of `BUCKET` bytes of the
    longest. An authentic picture without twin goes through here alone, into the very same buckets. The
    same pictures always give the same bytes.
    """
    files = [_jpeg(as_picture(picture)) for picture in pictures]
    size = -(-max(map(len, files)) // BUCKET) * BUCKET
    return tuple(file.ljust(size, b"\0") for file in files)


def _jpeg(picture: Picture) -> bytes:
    height, width = picture.shape[:2]
    # Rebuilt from bare pixels: an image that was opened carries comments and profiles, and Pillow keeps them.
    image = Image.frombytes("RGB", (width, height), picture.tobytes())
    out = io.BytesIO()
    # optimize stays off: Huffman tables fitted to each picture would make every header unique.
    image.save(out, "JPEG", quality=QUALITY, subsampling=SUBSAMPLING, optimize=False, progressive=False)
    return out.getvalue()
