"""The files of a pair as a pack holds them: photos and sounds without loss, films as they are shown."""

import io
import shutil
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from quizzes.clips import pipeline, store
from quizzes.clips.made import hash_of
from quizzes.clips.models import Medium, Pair
from quizzes.clips.pipeline_sound import sound_alone, sound_twin_of
from quizzes.forgery.sound.sound import Sound

TRUTH = ("spans", "moments", "regions", "mask")
_FLOAT_SAMPLES = 3


def write_halves(pair: Pair, folder: Path) -> dict[str, Any]:
    """Write the halves of a pair below `folder`; returns what the manifest says of them and of their truth.

    Raises `RenderError`, `IngestError`, `GivenError`, `RecipeError` or `OSError`.
    """
    if pair.medium == Medium.SOUND:
        return _sounds(pair, folder)
    return _films(pair, folder) if pair.medium == Medium.VIDEO else _photos(pair, folder)


def _photos(pair: Pair, folder: Path) -> dict[str, Any]:
    if not pair.has_both:
        found: dict[str, Any] = _png(folder, _name(pair, _alone(pair), "png"), pipeline.picture_alone(pair))
        canvas = pair.recipe.get("params", {}).get("canvas")
        # The crop was made already; only the shape must be said again.
        return found | ({"canvas": canvas} if canvas else {})
    twin = pipeline.twin_of(pair)
    found = _png(folder, _name(pair, "manipulated", "png"), twin.twin)
    found["original"] = _png(folder, _name(pair, "original", "png"), twin.original)
    if twin.mask.any():
        found["mask"] = _png(folder, _name(pair, "changed", "png"), twin.mask.astype(np.uint8) * 255)
    if twin.regions:
        found["regions"] = [list(region.box) for region in twin.regions]
    if twin.frame is not None:
        found["frame"] = list(twin.frame)
    return found


def _sounds(pair: Pair, folder: Path) -> dict[str, Any]:
    if not pair.has_both:
        return _wav(folder, _name(pair, _alone(pair), "wav"), sound_alone(pair))
    original, twin, _spans = sound_twin_of(pair)
    found: dict[str, Any] = _wav(folder, _name(pair, "manipulated", "wav"), twin)
    found["original"] = _wav(folder, _name(pair, "original", "wav"), original)
    return found | _truth(pair)


def _films(pair: Pair, folder: Path) -> dict[str, Any]:
    """Copy the films as they are shown: without loss they would be some hundred times as large."""
    files = {row.kind: store.path_of(row.file) for row in pair.renditions.all()}
    if not pair.has_both:
        kind = _alone(pair)
        return _copy(folder, _name(pair, kind, "mp4"), files["original" if pair.has_original else "twin"])
    found: dict[str, Any] = _copy(folder, _name(pair, "manipulated", "mp4"), files["twin"])
    found["original"] = _copy(folder, _name(pair, "original", "mp4"), files["original"])
    return found | _truth(pair)


def _alone(pair: Pair) -> str:
    return "real" if pair.has_original else "generated"


def _name(pair: Pair, kind: str, suffix: str) -> str:
    return f"{pair.slug}--{kind}.{suffix}"


def _truth(pair: Pair) -> dict[str, Any]:
    return {"truth": {key: pair.truth[key] for key in TRUTH if key in pair.truth}}


def _png(folder: Path, name: str, pixels: NDArray[np.uint8]) -> dict[str, Any]:
    """Write pixels as a PNG with no comment, profile or time in it; returns its name and hash."""
    out = io.BytesIO()
    mode = "L" if pixels.ndim == 2 else "RGB"
    height, width = pixels.shape[:2]
    Image.frombytes(mode, (width, height), pixels.tobytes()).save(out, "PNG", compress_level=6)
    return _written(folder, name, out.getvalue())


def _wav(folder: Path, name: str, sound: Sound) -> dict[str, Any]:
    """Write the very samples as a WAV file of floating point numbers; returns its name and hash."""
    data, channels = sound.samples.astype("<f4").tobytes(), sound.samples.shape[1]
    layout = (_FLOAT_SAMPLES, channels, sound.rate, sound.rate * channels * 4, channels * 4, 32)
    head = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, *layout) + b"data" + struct.pack("<I", len(data))
    return _written(folder, name, b"RIFF" + struct.pack("<I", len(head) + len(data)) + head + data)


def _written(folder: Path, name: str, data: bytes) -> dict[str, Any]:
    (folder / name).write_bytes(data)
    return {"file": name, "sha256": hash_of(folder / name)}


def _copy(folder: Path, name: str, source: Path) -> dict[str, Any]:
    shutil.copyfile(source, folder / name)
    return {"file": name, "sha256": hash_of(folder / name)}
