"""Twins that are given as files instead of being made by a recipe: what a pack brings along."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray
from PIL import Image

from quizzes.clips.ingest import MAX_PIXELS, ingest
from quizzes.clips.made import hash_of
from quizzes.clips.pack_within import box_of
from quizzes.forgery.picture import Picture
from quizzes.forgery.twin import Region, Twin


class GivenError(ValueError):
    """A file cannot be taken as it was given; `str(error)` is a sentence for a person."""


def given_twin(given: Mapping[str, Any], original: Picture) -> Twin:
    """Put together the twin that `Pair.recipe["given"]` describes.

    `given` has `twin` and, where something was changed in the picture, `mask`, each {file, sha256} of a file
    in the folder of originals; `within`, where not all of the file is the twin; `regions` as boxes and `frame`
    as a box or None, in pixels. Raises
    `GivenError` or `IngestError`.
    """
    twin = ingest(
        kept_file(**given["twin"]),
        crop=box_of(given.get("within", ())),
        long_side=max(original.shape[:2]),
    )
    if twin.shape != original.shape:
        raise GivenError(
            f"The original has {original.shape[1]} by {original.shape[0]} pixels and the twin {twin.shape[1]} by "
            f"{twin.shape[0]}. Both halves must have one size."
        )
    height, width = original.shape[:2]
    mask = np.zeros((height, width), np.bool_)
    if given.get("mask") is not None:
        mask = read_mask(kept_file(**given["mask"]), (height, width))
    boxes = [tuple(box) for box in given["regions"]] + ([tuple(given["frame"])] if given.get("frame") else [])
    if any(not (0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height) for box in boxes):
        raise GivenError(f"A region or frame does not lie inside the picture of {width} by {height} pixels.")
    regions = tuple(
        Region((left, top, right, bottom), int(mask[top:bottom, left:right].sum()))
        for left, top, right, bottom in given["regions"]
    )
    return Twin(original, twin, mask, regions, boxes[-1] if given.get("frame") else None)


def read_mask(data: bytes, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Read a mask (height, width; True = changed) from a black and white picture. Raises `GivenError`."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            if image.width * image.height > MAX_PIXELS or (image.height, image.width) != shape:
                raise GivenError(
                    f"The mask has {image.width} by {image.height} pixels, and the picture {shape[1]} by {shape[0]}."
                )
            return np.asarray(image.convert("L")) > 127
    except (OSError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise GivenError("The mask is not a PNG picture that can be read.") from error


def kept_path(file: str, sha256: str) -> Path:
    """Return where a file of the folder of originals lies, once its hash is found right. Raises `GivenError`."""
    path = Path(settings.LIBRARY_CACHE) / file
    try:
        found = hash_of(path)
    except OSError as error:
        raise GivenError(f"The file {file} is not in {settings.LIBRARY_CACHE}.") from error
    if found != sha256:
        raise GivenError(f"The file {file} is damaged: its sha256 is not the one it came with.")
    return path


def kept_file(file: str, sha256: str) -> bytes:
    """Return a file of the folder of originals, once its hash is found right. Raises `GivenError`."""
    return kept_path(file, sha256).read_bytes()
