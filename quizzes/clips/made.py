"""A file that was made and not yet kept, the errors of making, and the bytes it is made from."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from django.conf import settings

from quizzes.clips.models import Clip

Progress: TypeAlias = Callable[[int], None]


class RenderError(Exception):
    """A pair could not be made; `str(error)` is a sentence for the person who looks after the library."""


@dataclass(frozen=True)
class Made:
    """One file of a pair, before it is kept."""

    kind: str
    mime: str
    data: bytes
    width: int
    height: int


def bytes_of(clip: Clip) -> bytes:
    """Read an original as it was fetched. Raises `RenderError` when it is gone or not what the catalogue says."""
    try:
        data = (Path(settings.LIBRARY_CACHE) / clip.file).read_bytes()
    except OSError as error:
        raise RenderError(f"The original {clip.slug} is not in {settings.LIBRARY_CACHE}.") from error
    if hashlib.sha256(data).hexdigest() != clip.sha256:
        raise RenderError(f"The original {clip.slug} is damaged: its sha256 is not the one in the catalogue.")
    return data
