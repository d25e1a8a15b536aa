"""The last encode: the one way any picture becomes a file, so that the file tells nothing but the picture."""

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image

from quizzes.forgery.picture import Picture, as_picture

MIME = "image/jpeg"
QUALITY = 88
SUBSAMPLING = "4:2:0"
BUCKET = 16 * 1024

_EOI = b"\xff\xd9"
_SCAN = 0xDA
_SEED = 1991


def encode(pictures: Sequence[Picture]) -> tuple[bytes, ...]:
    """Turn pictures (height, width, 3; RGB, uint8) that belong together into JPEG files of one size.

    Every picture is written alone and anew: same quality, quantisation, subsampling and standard Huffman
    tables, and no metadata at all, so pictures of one shape get headers that are equal to the byte. All are
    then brought to the next multiple of `BUCKET` bytes of the longest. An authentic picture without twin
    goes through here alone, into the very same buckets. The same pictures always give the same bytes.
    """
    files = [_jpeg(as_picture(picture)) for picture in pictures]
    size = -(-max(map(len, files)) // BUCKET) * BUCKET
    return tuple(_lengthened(file, size) for file in files)


def _jpeg(picture: Picture) -> bytes:
    height, width = picture.shape[:2]
    # Rebuilt from bare pixels: an image that was opened carries comments and profiles, and Pillow keeps them.
    image = Image.frombytes("RGB", (width, height), picture.tobytes())
    out = io.BytesIO()
    # optimize stays off: Huffman tables fitted to each picture would make every header unique.
    image.save(out, "JPEG", quality=QUALITY, subsampling=SUBSAMPLING, optimize=False, progressive=False)
    return out.getvalue()


def _lengthened(file: bytes, size: int) -> bytes:
    """Lengthen a JPEG to `size` bytes inside its scan, behind the last block, where decoders look no more.

    How many bytes a picture takes tells the halves apart: what is copied in always adds some, what is
    removed always saves some. Zeros after the end, or fill bytes before it, only move that number. So the
    end stays the end, and what is put before it is drawn from the scan's own bytes: the same histogram and
    entropy, nothing that a search or a packer would find. Only decoding the picture to its last block shows
    where it really ended, and whoever does that has the picture itself.
    """
    scan = np.frombuffer(file, np.uint8)[_scan_start(file) : -len(_EOI)]
    missing = size - len(file)
    # A byte 0xFF of data is always followed by a 0; without these pairs every byte can stand anywhere.
    stuffing = np.flatnonzero((scan[:-1] == 0xFF) & (scan[1:] == 0)) + 1
    plain = np.delete(scan, stuffing)
    drawn = np.random.default_rng(_SEED).choice(plain, missing)
    fill = np.insert(drawn, np.flatnonzero(drawn == 0xFF) + 1, 0)[:missing]
    if missing and fill[-1] == 0xFF:
        fill[-1] = 0
    return file[: -len(_EOI)] + fill.astype(np.uint8).tobytes() + _EOI


def _scan_start(file: bytes) -> int:
    """Return where the coded picture begins: behind the header of the scan."""
    at = 2
    while True:
        after = at + 2 + int.from_bytes(file[at + 2 : at + 4], "big")
        if file[at + 1] == _SCAN:
            return after
        at = after
