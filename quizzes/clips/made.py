"""A file that was made and not yet kept, the errors of making, and the bytes it is made from."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from django.conf import settings

from quizzes.clips.models import Clip
from quizzes.clips.store import path_of

Progress: TypeAlias = Callable[[int], None]


class RenderError(Exception):
    """A pair could not be made; `str(error)` is a sentence for the person who looks after the library."""


@dataclass(frozen=True)
class Made:
    """One file of a pair, before it is kept.

    `data` is what is in it, or where it lies: a large file is moved to its place and never read as a whole.
    """

    kind: str
    mime: str
    data: bytes | Path
    width: int
    height: int

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.data.stat().st_size if isinstance(self.data, Path) else len(self.data)

    @property
    def sha256(self) -> str:
        """Its hash (64 hex digits)."""
        if isinstance(self.data, Path):
            return hash_of(self.data)
        return hashlib.sha256(self.data).hexdigest()


def path_of_original(clip: Clip) -> Path:
    """Return where an original lies. Raises `RenderError` when it is gone or not what its row says."""
    path = _place_of(clip)
    try:
        found = hash_of(path)
    except OSError as error:
        raise RenderError(f"The original {clip.slug} is not in {path.parent}.") from error
    if found != clip.sha256:
        raise RenderError(f"The original {clip.slug} is damaged: its sha256 is not the one in the catalogue.")
    return path


def hash_of(path: Path) -> str:
    """Return the sha256 (64 hex digits) of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def bytes_of(clip: Clip) -> bytes:
    """Read an original as it was fetched. Raises `RenderError` when it is gone or not what its row says."""
    path = _place_of(clip)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RenderError(f"The original {clip.slug} is not in {path.parent}.") from error
    if hashlib.sha256(data).hexdigest() != clip.sha256:
        raise RenderError(f"The original {clip.slug} is damaged: its sha256 is not the one in the catalogue.")
    return data


def _place_of(clip: Clip) -> Path:
    """An upload lies with the media, for it cannot be fetched again; others in the folder of originals."""
    return path_of(clip.file) if clip.shelf else Path(settings.LIBRARY_CACHE) / clip.file
