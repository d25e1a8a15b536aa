"""What a lens shows of renditions: made on first use, kept beside the media, and swept when the rendition goes."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import re
import shutil
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av
import cv2
import numpy as np
import PIL
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from quizzes.clips import store
from quizzes.clips.lens_curves import drawn
from quizzes.clips.lens_media import read_clip
from quizzes.clips.models import Medium, Rendition
from quizzes.http.refusal import Refusal
from quizzes.lenses import registry
from quizzes.lenses.media import Frames, Picture
from quizzes.lenses.registry import Lens
from quizzes.meter.account import metered, note_hit, refuse_if_spent

FOLDER = "lenses"
MIME = "image/jpeg"
QUALITY = 82
STEP = 64 * 1024
"""Every picture is filled to a multiple of this, so that its size tells next to nothing."""
LONGEST_WAIT_S = 10.0
FIRST_PICTURE = "first-picture"
"""What the meter calls the picture that somebody points at before a lens can look."""
MOST_PLACES = 48
"""So many places of one film are kept by a lens that is pointed at."""
Box = tuple[float, float, float, float]
_PLACED = re.compile(r"(-\d{4}){4}-")
_ROOM = Path(registry.__file__).parent
_SOURCES = (
    *sorted(_ROOM.glob("*.py")),
    Path(__file__),
    *(Path(__file__).with_name(each) for each in ("lens_curves.py", "lens_media.py")),
)

logger = logging.getLogger(__name__)
# A class opens a lens at once. One picture at a time keeps the other threads for those who answer.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class LensFile:
    """The file in which a lens's view of renditions of one pair is kept."""

    lens: Lens
    path: Path


def lens_file(lens: Lens, *renditions: Rendition, place: Box | None = None) -> LensFile:
    """Return what `lens` shows of a rendition (of two, for the difference), made now unless it was before.

    A picture is a JPEG of the rendition's own size; curves and rows are JSON. Of a lens that looks at a `place`
    (fractions of the picture) no more than `MOST_PLACES` are kept. Raises `Refusal` (503) where the rendition cannot
    be read or others wait for lenses already, and `Spent` (429) where it is new and the visitor had enough made.
    """
    path = _path(lens, renditions[0], place)
    kept = _made_once(lens, path, lambda: _made(lens, renditions, place), lens.slug)
    if place is not None:
        _forget_places(path)
    return kept


def is_kept(lens: Lens, rendition: Rendition, place: Box | None = None) -> bool:
    """Whether what `lens` shows was made before, so that it costs nothing now."""
    return _path(lens, rendition, place).exists()


def first_frame_file(lens: Lens, rendition: Rendition) -> LensFile:
    """Return the first picture of a film, which somebody points at before `lens` can look; raises `Refusal` (503).

    One picture is little work, so it is counted but never refused: without it nobody could read why a look is.
    """
    path = folder_of(rendition) / f"{lens.slug}-first-{code_digest()}.jpg"
    return _made_once(
        lens, path, lambda: _jpeg(_first_frame(store.path_of(rendition.file))), FIRST_PICTURE, is_free=True
    )


def _path(lens: Lens, rendition: Rendition, place: Box | None) -> Path:
    kind = "jpg" if lens.gives == "picture" else "json"
    where = "" if place is None else "-" + "-".join(f"{round(1000 * each):04d}" for each in place)
    return folder_of(rendition) / f"{lens.slug}{where}-{code_digest()}.{kind}"


def _forget_places(path: Path) -> None:
    """Keep the newest places alone: anybody may point wherever they like."""
    there = [each for each in path.parent.glob("*.json") if _PLACED.search(each.name)]
    for each in sorted(there, key=lambda each: each.stat().st_mtime)[:-MOST_PLACES]:
        if each != path:
            each.unlink(missing_ok=True)


def _made_once(
    lens: Lens, path: Path, make: Callable[[], bytes], name: str, *, is_free: bool = False
) -> LensFile:
    if path.exists():
        note_hit(name)
        return LensFile(lens, path)
    if not is_free:
        refuse_if_spent()
    if not _one_at_a_time.acquire(timeout=LONGEST_WAIT_S):
        raise Refusal(
            _("Many people are looking through lenses right now. Try again in a moment."), status=503
        )
    try:
        if not path.exists():
            if not is_free:
                refuse_if_spent()  # once more: of many requests at once, those before this one are paid by now
            with metered(name):
                _keep(path, make())
        else:
            note_hit(name)
    except (OSError, av.FFmpegError, ValueError, store.StoreError) as error:
        logger.error("The lens %s could not be made: %s", lens.slug, error)
        raise Refusal(
            _("This lens could not be made for this clip. Your answers are saved; look without it."),
            status=503,
        ) from None
    finally:
        _one_at_a_time.release()
    return LensFile(lens, path)


def folder_of(rendition: Rendition) -> Path:
    """Return where lenses of a rendition are kept: named by its file and its bytes, so another half shares none."""
    name = hashlib.sha256(f"{rendition.file} {rendition.sha256}".encode()).hexdigest()[:32]
    return Path(settings.MEDIA_ROOT) / FOLDER / name[:2] / name


@cache
def code_digest() -> str:
    """Return what a kept view depends on besides the rendition: our code and the libraries that draw."""
    versions = f"{cv2.__version__} {np.__version__} {PIL.__version__} {av.__version__}"
    return hashlib.sha256(versions.encode() + b"".join(each.read_bytes() for each in _SOURCES)).hexdigest()[
        :12
    ]


def sweep_lenses(renditions: Collection[Rendition]) -> int:
    """Remove views of renditions that are gone, and those made by earlier code; returns how many folders or files."""
    known, removed = {folder_of(each) for each in renditions}, 0
    for folder in (Path(settings.MEDIA_ROOT) / FOLDER).glob("*/*"):
        if folder not in known:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
            continue
        for path in folder.iterdir():
            if code_digest() not in path.name and not path.name.startswith("."):
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _made(lens: Lens, renditions: tuple[Rendition, ...], place: Box | None) -> bytes:
    paths = [store.path_of(each.file) for each in renditions]
    if lens.takes == "file":
        rows = lens.look(paths[0].read_bytes())
        return json.dumps([[row.group, row.name, row.value] for row in rows]).encode()
    at = () if place is None else (place,)
    shown = lens.look(*(read_clip(path, lens.medium) for path in paths), *at)
    return json.dumps(drawn(shown)).encode() if lens.gives == "curve" else _jpeg(shown)


def _first_frame(path: Path) -> Picture:
    film = read_clip(path, Medium.VIDEO)
    if not isinstance(film, Frames):
        raise ValueError("Only a film has a first frame.")
    frame = next(film.read(), None)
    if frame is None:
        raise ValueError("The film has no frame.")
    return frame


def _jpeg(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    image = Image.fromarray(picture)
    if (picture[..., 0] == picture[..., 1]).all() and (picture[..., 1] == picture[..., 2]).all():
        image = image.convert("L")
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY)
    data = file.getvalue()
    # What follows the end of the image is passed over by every browser.
    return data + os.urandom(-len(data) % STEP)


def _keep(path: Path, data: bytes) -> None:
    with store.workplace() as folder:
        fresh = folder / "view"
        fresh.write_bytes(data)
        store.keep(path.relative_to(settings.MEDIA_ROOT).as_posix(), fresh)
