"""The files of a pair as a pack holds them: photos and sounds without loss, and what is false with a mark of it."""

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
from quizzes.clips.marker import sound_with_marker
from quizzes.clips.models import Half, Medium, Pair
from quizzes.clips.pack_marks import film_marked, picture_marked, sentences_for
from quizzes.clips.pipeline_sound import sound_alone, sound_twin_of
from quizzes.forgery.sound.sound import Sound

TRUTH = ("spans", "moments", "regions", "mask")
_FLOAT_SAMPLES = 3


def write_halves(pair: Pair, folder: Path) -> dict[str, Any]:
    """Write the halves of a pair below `folder`; returns what the manifest says of them and of their truth.

    What is false has a mark outside the clip, and `within` says where the clip is: below a picture or film a strip,
    before and after a sound a signal. Films are encoded for it, so both halves are, and the original gets a strip too.
    Raises `RenderError`, `IngestError`, `GivenError`, `RecipeError` or `OSError`.
    """
    if pair.medium == Medium.SOUND:
        return _sounds(pair, folder)
    return _films(pair, folder) if pair.medium == Medium.VIDEO else _photos(pair, folder)


def _photos(pair: Pair, folder: Path) -> dict[str, Any]:
    if not pair.has_both:
        picture, name = pipeline.picture_alone(pair), _name(pair, _alone(pair), "png")
        found = _png(folder, name, picture) if pair.has_original else _marked_png(folder, name, picture, pair)
        canvas = pair.recipe.get("params", {}).get("canvas")
        # The crop was made already; only the shape must be said again.
        return found | ({"canvas": canvas} if canvas else {})
    twin = pipeline.twin_of(pair)
    found = _marked_png(folder, _name(pair, "manipulated", "png"), twin.twin, pair)
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
    marked, within = sound_with_marker(twin)
    found: dict[str, Any] = _wav(
        folder, _name(pair, "manipulated", "wav"), marked, sentences_for(pair, Half.TWIN)
    )
    found["within"] = list(within)
    found["original"] = _wav(folder, _name(pair, "original", "wav"), original)
    return found | _truth(pair)


def _films(pair: Pair, folder: Path) -> dict[str, Any]:
    """Write the films as they are shown, with strips: without loss they would be some hundred times as large."""
    files = {row.kind: store.path_of(row.file) for row in pair.renditions.all()}
    if not pair.has_both:
        name = _name(pair, _alone(pair), "mp4")
        if pair.has_original:
            return _copy(folder, name, files["original"])
        return _marked_film(folder, name, files["twin"], pair, Half.TWIN)
    found = _marked_film(folder, _name(pair, "manipulated", "mp4"), files["twin"], pair, Half.TWIN)
    found["original"] = _marked_film(
        folder, _name(pair, "original", "mp4"), files["original"], pair, Half.ORIGINAL
    )
    return found | _truth(pair)


def _alone(pair: Pair) -> str:
    return "real" if pair.has_original else "generated"


def _name(pair: Pair, kind: str, suffix: str) -> str:
    return f"{pair.slug}--{kind}.{suffix}"


def _truth(pair: Pair) -> dict[str, Any]:
    return {"truth": {key: pair.truth[key] for key in TRUTH if key in pair.truth}}


def _marked_png(folder: Path, name: str, pixels: NDArray[np.uint8], pair: Pair) -> dict[str, Any]:
    marked, within = picture_marked(pixels, sentences_for(pair, Half.TWIN))
    return _png(folder, name, marked) | {"within": list(within)}


def _marked_film(folder: Path, name: str, source: Path, pair: Pair, half: str) -> dict[str, Any]:
    marked = film_marked(source, sentences_for(pair, half), half)
    return _written(folder, name, marked.data) | {"within": list(marked.within)}


def _png(folder: Path, name: str, pixels: NDArray[np.uint8]) -> dict[str, Any]:
    """Write pixels as a PNG with no comment, profile or time in it; returns its name and hash."""
    out = io.BytesIO()
    mode = "L" if pixels.ndim == 2 else "RGB"
    height, width = pixels.shape[:2]
    Image.frombytes(mode, (width, height), pixels.tobytes()).save(out, "PNG", compress_level=6)
    return _written(folder, name, out.getvalue())


def _wav(folder: Path, name: str, sound: Sound, title: str = "") -> dict[str, Any]:
    """Write the very samples as a WAV file of floating point numbers; returns its name and hash.

    `title` is what players show of it (RIFF's INAM).
    """
    data, channels = sound.samples.astype("<f4").tobytes(), sound.samples.shape[1]
    layout = (_FLOAT_SAMPLES, channels, sound.rate, sound.rate * channels * 4, channels * 4, 32)
    head = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, *layout) + b"data" + struct.pack("<I", len(data))
    body = head + data + (_info(title) if title else b"")
    return _written(folder, name, b"RIFF" + struct.pack("<I", len(body)) + body)


def _info(title: str) -> bytes:
    text = title.encode() + b"\0"
    text += b"\0" * (len(text) % 2)
    body = b"INFOINAM" + struct.pack("<I", len(text)) + text
    return b"LIST" + struct.pack("<I", len(body)) + body


def _written(folder: Path, name: str, data: bytes) -> dict[str, Any]:
    (folder / name).write_bytes(data)
    return {"file": name, "sha256": hash_of(folder / name)}


def _copy(folder: Path, name: str, source: Path) -> dict[str, Any]:
    shutil.copyfile(source, folder / name)
    return {"file": name, "sha256": hash_of(folder / name)}
