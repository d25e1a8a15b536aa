"""Cleaning a photograph: its pixels alone are kept, upright and without anything that was written beside them."""

from typing import Any, BinaryIO

from PIL import Image

from quizzes.clips.ingest import LONG_SIDE, ingest

MIME = "image/png"


def clean_photo(source: BinaryIO, target: BinaryIO) -> dict[str, Any]:
    """Write the photograph as PNG, of at most `LONG_SIDE` pixels; returns its size. Raises `IngestError`."""
    picture = ingest(source.read(), long_side=LONG_SIDE)
    Image.fromarray(picture).save(target, "PNG", compress_level=6)
    height, width = picture.shape[:2]
    return {"medium": "photo", "width": width, "height": height, "mime": MIME}
