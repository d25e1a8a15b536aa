"""Cleaning a photograph: its pixels alone are kept, upright and without anything that was written beside them."""

from typing import Any, BinaryIO

from PIL import Image

from quizzes.clips.ingest import LONG_SIDE, MIN_SIDE, IngestError, ingest

MIME = "image/png"


def clean_photo(source: BinaryIO, target: BinaryIO) -> dict[str, Any]:
    """Write the photograph as PNG, of at most `LONG_SIDE` pixels; returns its size. Raises `IngestError`."""
    picture = ingest(source.read(), long_side=LONG_SIDE)
    height, width = picture.shape[:2]
    # A very long one is a strip of a few pixels by now.
    if min(height, width) < MIN_SIDE:
        raise IngestError(f"Nothing is left of the picture: {width} by {height} pixels.", "too-small")
    Image.fromarray(picture).save(target, "PNG", compress_level=6)
    return {"medium": "photo", "width": width, "height": height, "mime": MIME}
