"""Where media files are kept: written whole or not at all, under names that tell nothing."""

import errno
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

_FOLDER = "pairs"
_WORK = ".making"
_KEY = re.compile(r"[a-z]+/[0-9a-f]{2}/[0-9a-f]{32}")
# A file that no row names may belong to a pair which is being saved at this very moment.
_STALE_S = 3600


class StoreError(Exception):
    """A file could not be kept; `str(error)` is a sentence for the person who looks after the site."""


class DiskFullError(StoreError):
    """There is no room for media files any more."""


def new_key(folder: str = _FOLDER) -> str:
    """Return a fresh random name below the media folder; nothing about the file can be guessed from it."""
    name = secrets.token_hex(16)
    return f"{folder}/{name[:2]}/{name}"


def path_of(key: str) -> Path:
    """Return where the file named `key` lies."""
    return Path(settings.MEDIA_ROOT) / key


def keep(key: str, data: bytes | Path) -> None:
    """Have a file under `key`: it appears whole, or not at all. Raises `StoreError`.

    Bytes are written; a file (made in the `workplace`) is moved.
    """
    place = path_of(key)
    fresh = data if isinstance(data, Path) else place.with_name(f".{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with fresh.open("ab" if isinstance(data, Path) else "wb") as file:
                if not isinstance(data, Path):
                    file.write(data)
                file.flush()
                os.fsync(file.fileno())
            # When a file was begun must not follow which half it is.
            os.utime(fresh)
            fresh.replace(place)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise explained(error) from error


@contextmanager
def workplace() -> Iterator[Path]:
    """Give a folder beside the media files in which large ones are made, and remove it with all that is left in it.

    Raises `StoreError`.
    """
    root = Path(settings.MEDIA_ROOT) / _WORK
    try:
        root.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(dir=root, ignore_cleanup_errors=True)
    except OSError as error:
        raise explained(error) from error
    with folder as name:
        yield Path(name)


def discard(keys: Collection[str]) -> None:
    """Remove files now; one that is gone already is no matter."""
    for key in keys:
        path_of(key).unlink(missing_ok=True)


def discard_after_commit(keys: Collection[str]) -> None:
    """Remove replaced files once the rows that name their successors are saved for good."""
    transaction.on_commit(partial(discard, tuple(keys)))


def sweep_orphans(named: Collection[str], folder: str = _FOLDER) -> int:
    """Remove files that no row names and workplaces, left behind by a process that was killed; returns how many.

    `named` are the keys of all rows that name files in `folder`. Files younger than an hour stay: their rows may be about to be saved.
    """
    known, root, removed = set(named), Path(settings.MEDIA_ROOT), 0
    for path in (root / folder).glob("*/*"):
        key = path.relative_to(root).as_posix()
        ours = _KEY.fullmatch(key) is not None or path.name.startswith(".")
        if ours and key not in known and time.time() - path.stat().st_mtime > _STALE_S:
            path.unlink(missing_ok=True)
            removed += 1
    for place in (root / _WORK).glob("*"):
        newest = max(path.lstat().st_mtime for path in (place, *place.rglob("*")))
        if time.time() - newest > _STALE_S:
            shutil.rmtree(place, ignore_errors=True)
            removed += 1
    return removed


def explained(error: OSError) -> StoreError:
    """Return the error that says in a sentence why a media file could not be written."""
    root = settings.MEDIA_ROOT
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError(
            f"The disk is full: no room for media files in {root}. "
            "Make room and start again; what is already there is kept."
        )
    return StoreError(f"A media file could not be written in {root}: {error.strerror or error}.")
