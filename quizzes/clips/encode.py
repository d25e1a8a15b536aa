"""The last encode: the one way any picture becomes a file, so that the file tells nothing but the picture."""

import io
import zlib
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from quizzes.forgery.picture import Picture, as_picture

MIME = "image/jpeg"
QUALITY = 88
SUBSAMPLING = "4:2:0"
BUCKET = 16 * 1024
ALONE_BYTES_PER_PIXEL = 1.25

_EOI = b"\xff\xd9"
_SCAN = 0xDA
_SEED = 1991
_PACKS_AT, _PACKS_BY = 6, 64
_PACKED_MARGIN = 256
# No search ends at the very byte, and by how much it misses would tell. So each file has a goal as good as random.
_PACKED_SPREAD = 128
_MOST_BUCKETS = 16
_TOO_FINE = "The picture has too much fine detail for the size that pictures like it have."


def encode(pictures: Sequence[Picture]) -> tuple[bytes, ...]:
    """Turn pictures (height, width, 3; RGB, uint8) that belong together into JPEG files alike but for it.

    Every picture is written alone and anew: same quality, quantisation, subsampling and standard Huffman
    tables, and no metadata at all, so pictures of one shape get headers that are equal to the byte. All are
    then filled to one size, a multiple of `BUCKET`, with every byte occurring equally often in each. An
    authentic picture without twin goes through here alone, into the very same buckets. The same pictures
    always give the same bytes.
    """
    return _filled([_jpeg(as_picture(picture)) for picture in pictures])


def encode_even(pictures: Sequence[Picture]) -> tuple[bytes, ...]:
    """Do as `encode`, and bring the files to nearly one length when packed, too.

    A strip with the same moment in it twice packs better than one without, because its coded data repeat
    themselves. So as much of the fill is put in order as brings every file to the same measure, which takes
    some ten looks at each: more than a photograph needs, in which hardly anything repeats itself.
    """
    bare = [_jpeg(as_picture(picture)) for picture in pictures]
    for more in range(_MOST_BUCKETS):
        fills = _fills(bare, more)
        plain = [_packed(_with_fill(file, fill)) for file, fill in zip(bare, fills, strict=True)]
        # Below the least of them, so that each has some of its fill in order, also the one that packs best.
        goal = min(plain) - _PACKED_MARGIN
        goals = [goal - zlib.crc32(file) % _PACKED_SPREAD for file in bare]
        ordered = list(map(_ordered, bare, fills, goals))
        if all(count <= len(fill) for count, fill in zip(ordered, fills, strict=True)):
            return tuple(map(_with_fill, bare, fills, ordered))
    raise ValueError(_TOO_FINE)


def _ordered(file: bytes, fill: NDArray[np.uint8], goal: int) -> int:
    """Return how much of the fill must stand in order for the file to pack to `goal`; more than all: it cannot."""
    # What stands before the fill is the same each time, and packed once; what comes out is no other.
    before = zlib.compressobj(_PACKS_AT)
    start = len(before.compress(file[: -len(_EOI)]))

    def packed(count: int) -> int:
        rest = before.copy()
        return start + len(rest.compress(_stuffed(fill, count) + _EOI)) + len(rest.flush())

    return bisect_left(range(len(fill) + 1), -goal, key=lambda count: -packed(count))


def encode_alone(picture: Picture) -> bytes:
    """Turn a picture that is judged beside others of its shape, but is no half of a pair, into a JPEG file.

    There is no other half to be made equal to, so the measure is one for all pictures of a shape: every file
    has the same size, holds every byte equally often and packs to the same length, give or take some bytes,
    whatever it shows. Raises ValueError for a picture with more detail than that room can take.
    """
    file = _jpeg(as_picture(picture))
    height, width = picture.shape[:2]
    size = -(-int(height * width * ALONE_BYTES_PER_PIXEL) // BUCKET) * BUCKET
    room = size - _scan_start(file) - len(_EOI)
    # The byte 0xFF takes two, so there are 257 shares; the few bytes that are left go to the first values.
    wanted = np.full(256, room // 257)
    wanted[: room % 257] += 1
    fill = _fill_of(file, wanted, np.random.default_rng(_SEED))
    # How well a file packs tells how smooth its picture is. Fill that stands in order packs to nearly nothing, so
    # just as much of it is put in order as brings this file to the length of all others.
    goal = size - size // _PACKS_BY
    ordered = _ordered(file, fill, goal)
    if ordered > len(fill):
        raise ValueError(_TOO_FINE)
    return _with_fill(file, fill, ordered)


def _packed(file: bytes) -> int:
    return len(zlib.compress(file, _PACKS_AT))


def _jpeg(picture: Picture) -> bytes:
    height, width = picture.shape[:2]
    # Rebuilt from bare pixels: an image that was opened carries comments and profiles, and Pillow keeps them.
    image = Image.frombytes("RGB", (width, height), picture.tobytes())
    out = io.BytesIO()
    # optimize stays off: Huffman tables fitted to each picture would make every header unique.
    image.save(out, "JPEG", quality=QUALITY, subsampling=SUBSAMPLING, optimize=False, progressive=False)
    return out.getvalue()


def _filled(files: Sequence[bytes]) -> tuple[bytes, ...]:
    return tuple(map(_with_fill, files, _fills(files)))


def _fills(files: Sequence[bytes], buckets: int = 0) -> list[NDArray[np.uint8]]:
    """Return what JPEGs are filled with inside their scans, behind the last block, where decoders look no more.

    How many bytes a picture takes tells the halves apart: what is copied in always adds some, what is removed
    always saves some. Zeros after the end, or fill bytes before it, only move that number; and which bytes it
    takes shows how smooth it is. So the end stays the end, and each scan gets just those bytes that the others
    have more of. Only decoding the picture to its last block shows where it ended, and whoever does that has
    the picture itself.
    """
    rng = np.random.default_rng(_SEED)
    scans = [_plain_scan(file) for file in files]
    counts = [np.bincount(scan, minlength=256) for scan in scans]
    wanted = np.max(counts, axis=0)
    # A data byte 0xFF takes two bytes: a 0 must follow, or it would begin a marker.
    bare = max(_scan_start(file) for file in files) + int(wanted.sum() + wanted[0xFF]) + len(_EOI)
    size = (-(-bare // BUCKET) + buckets) * BUCKET
    usual = np.delete(np.arange(256), 0xFF)
    more = rng.choice(usual, size - bare, p=wanted[usual] / wanted[usual].sum())
    wanted = wanted + np.bincount(more, minlength=256)
    return [_fill_of(file, wanted, rng) for file in files]


def _fill_of(file: bytes, wanted: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return the bytes that the scan of a JPEG lacks to hold each as often as `wanted` says (256 counts)."""
    lacking = wanted - np.bincount(_plain_scan(file), minlength=256)
    if lacking.min() < 0:
        raise ValueError(_TOO_FINE)
    fill = rng.permutation(np.repeat(np.arange(256), lacking)).astype(np.uint8)
    # Neither a zero nor 0xFF at the end, where it would look like something else.
    usual = np.flatnonzero((fill != 0) & (fill != 0xFF))
    if len(usual):
        fill[[usual[-1], -1]] = fill[[-1, usual[-1]]]
    return fill


def _with_fill(file: bytes, fill: NDArray[np.uint8], ordered: int = 0) -> bytes:
    """Put bytes behind the coded picture of a JPEG, the last `ordered` of them in order of size."""
    return file[: -len(_EOI)] + _stuffed(fill, ordered) + _EOI


def _stuffed(fill: NDArray[np.uint8], ordered: int) -> bytes:
    """Return fill as it stands in a file, the last `ordered` bytes in order of size."""
    at = len(fill) - ordered
    # From 0x80 up and around: neither zeros nor 0xFF stand at the end, where they would look like something else.
    fill = np.concatenate([fill[:at], np.sort(fill[at:] ^ 0x80) ^ 0x80])
    return np.insert(fill, np.flatnonzero(fill == 0xFF) + 1, 0).tobytes()


def _plain_scan(file: bytes) -> NDArray[np.uint8]:
    """Return the bytes of the coded picture without the zeros that follow each 0xFF."""
    scan = np.frombuffer(file, np.uint8)[_scan_start(file) : -len(_EOI)]
    return np.delete(scan, np.flatnonzero(scan[:-1] == 0xFF) + 1)


def _scan_start(file: bytes) -> int:
    """Return where the coded picture begins: behind the header of the scan."""
    at = 2
    while True:
        after = at + 2 + int.from_bytes(file[at + 2 : at + 4], "big")
        if file[at + 1] == _SCAN:
            return after
        at = after
