"""What machine-made pairs are made from besides drawings: some of the library's own originals, small."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import cv2
from django.conf import settings

from quizzes.clips.films import open_film
from quizzes.clips.ingest import IngestError, ingest
from quizzes.clips.made import RenderError, bytes_of
from quizzes.clips.models import Clip, Medium
from quizzes.clips.sounds import ingest_sound
from quizzes.clips.trials import Material
from quizzes.forgery.picture import Picture
from quizzes.forgery.sound.sound import Sound

_MOST = {Medium.PHOTO: 24, Medium.VIDEO: 6, Medium.SOUND: 8}
_PICTURE_SIDE, _FILM_SIDE = 640, 288
_FRAMES = 72
_SOUND_SECONDS = 12

_Kind = TypeVar("_Kind")


def gather_material() -> Material:
    """Read some originals of each medium, in the order of their slugs; those that are not there are left out."""
    return Material(
        pictures=tuple(_read(Medium.PHOTO, _picture)),
        films=tuple(_read(Medium.VIDEO, _film)),
        sounds=tuple(_read(Medium.SOUND, _sound)),
    )


def _read(medium: Medium, reader: Callable[[Clip], _Kind]) -> Iterator[_Kind]:
    def readable() -> Iterator[_Kind]:
        for clip in Clip.objects.filter(medium=medium).order_by("slug"):
            try:
                yield reader(clip)
            except (RenderError, IngestError):
                continue

    return islice(readable(), _MOST[medium])


def _picture(clip: Clip) -> Picture:
    return ingest(bytes_of(clip), long_side=_PICTURE_SIDE)


def _film(clip: Clip) -> tuple[Picture, ...]:
    bytes_of(clip)
    film = open_film(Path(settings.LIBRARY_CACHE) / clip.file)
    scale = _FILM_SIDE / max(film.width, film.height)
    size = (round(film.width * scale), round(film.height * scale))
    frames = film.frames(0, min(film.count, _FRAMES))
    return tuple(cv2.resize(each, size, interpolation=cv2.INTER_AREA).astype("uint8") for each in frames)


def _sound(clip: Clip) -> Sound:
    sound = ingest_sound(bytes_of(clip))
    return Sound(sound.samples[: _SOUND_SECONDS * sound.rate].copy(), sound.rate)
