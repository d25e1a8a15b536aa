"""What lies in the store for the studio: uploads on their way, cleaned originals, and how much of a shelf they take."""

import os
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

from django.db.models import Sum

from quizzes.clips import store
from quizzes.clips.models import Clip, Rendition
from quizzes.studio.models import Draft

UPLOADS, ORIGINALS = "uploads", "originals"
"""Folders below the media folder."""

_NAME_LENGTH, _LONGEST_ENDING = 100, 5


class TooBigError(Exception):
    """More bytes came than may."""


def stream_in(chunks: Iterable[bytes], *, most: int) -> tuple[str, int]:
    """Write what comes under a fresh key and return (key, size in bytes); nothing is left of it on an error.

    Raises `TooBigError` as soon as more than `most` bytes have come, and `StoreError`.
    """
    key, size = store.new_key(UPLOADS), 0
    path = store.path_of(key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise TooBigError
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise store.explained(error) from error
        raise
    return key, size


def used_bytes(shelf: str) -> int:
    """How many bytes a shelf takes: its uploads, originals, and the files of its pairs."""
    uploads = Draft.objects.filter(shelf=shelf).exclude(upload="").aggregate(sum=Sum("upload_size"))["sum"]
    originals = Clip.objects.filter(shelf=shelf).aggregate(sum=Sum("size"))["sum"]
    made = Rendition.objects.filter(pair__shelf=shelf).aggregate(sum=Sum("size"))["sum"]
    return int(uploads or 0) + int(originals or 0) + int(made or 0)


def sweep_uploads() -> int:
    """Remove files that no row names, left by a process that was killed; returns how many."""
    uploads = Draft.objects.exclude(upload="").values_list("upload", flat=True)
    originals = Clip.objects.exclude(shelf="").values_list("file", flat=True)
    return store.sweep_orphans(list(uploads), UPLOADS) + store.sweep_orphans(list(originals), ORIGINALS)


def plain_name(name: str) -> str:
    """Return what may be shown of a file's name: no path, no control or direction characters, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, ending = last.rpartition(".")
    last = stem if dot and len(ending) <= _LONGEST_ENDING else last
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    return " ".join(shown.split())[:_NAME_LENGTH].strip(" .") or "upload"
