"""Originals that are drawn here and not fetched: made from their parameters, checked, kept like any other."""

import hashlib
import os
import struct
import tempfile
import zlib
from pathlib import Path

from quizzes.clips.fetch_errors import FetchError
from quizzes.clips.specs import OriginalSpec
from quizzes.forgery.drawn.draw import DrawingError, draw
from quizzes.forgery.picture import Picture

_BLOCK = 65_535


def keep_drawn(spec: OriginalSpec, cache: Path) -> Path:
    """Draw an original into `cache`, named after its hash, unless it is there; returns where it lies.

    Raises `FetchError`, a sentence, when the drawing is not the one whose hash the catalogue has.
    """
    place = cache / f"{spec.sha256}.png"
    try:
        if place.is_file() and hashlib.sha256(place.read_bytes()).hexdigest() == spec.sha256:
            return place
        data = plain_png(draw(spec.generator, spec.params))
        digest = hashlib.sha256(data).hexdigest()
        if digest != spec.sha256:
            raise FetchError(
                f"The drawing {spec.slug} did not come out as agreed: its sha256 is {digest}, not {spec.sha256}."
            )
        cache.mkdir(parents=True, exist_ok=True)
        _write_whole(place, data)
    except DrawingError as error:
        raise FetchError(f"The drawing {spec.slug} cannot be made: {error}") from error
    except OSError as error:
        raise FetchError(
            f"The drawing {spec.slug} could not be kept in {cache}: {error.strerror}."
        ) from error
    return place


def plain_png(picture: Picture) -> bytes:
    """Return a PNG that is not compressed, so that its bytes follow from the pixels and from nothing else.

    Compressed ones differ between versions of zlib; this one is stored blocks (RFC 1951, 3.2.4).
    """
    height, width = picture.shape[:2]
    raw = b"".join(b"\0" + row.tobytes() for row in picture)
    blocks = [raw[start : start + _BLOCK] for start in range(0, len(raw), _BLOCK)]
    stored = b"".join(
        struct.pack("<BHH", block is blocks[-1], len(block), len(block) ^ 0xFFFF) + block for block in blocks
    )
    stream = b"\x78\x01" + stored + struct.pack(">I", zlib.adler32(raw))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", stream), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def _write_whole(place: Path, data: bytes) -> None:
    # Written beside its place and moved there in one step, so that nobody ever reads half a file.
    handle, fresh = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(fresh).replace(place)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
