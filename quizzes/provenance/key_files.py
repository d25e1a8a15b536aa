"""Files with keys: readable by their owner alone, whole or not there, and written by one process at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path


class KeyringError(Exception):
    """The keys are not there or not in order; `str(error)` is a sentence for whoever looks after the site."""


def read_key(path: Path) -> str:
    """Return the text of a file with a key, empty where there is none. Raises `KeyringError`."""
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise KeyringError(f"{path} cannot be read: {error.strerror}.") from error


def write_key(folder: Path, path: Path, text: str) -> None:
    """Write a file below `folder` that its owner alone may read: whole, or not at all. Raises `KeyringError`."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _make_folder(folder, path.parent)
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise KeyringError(f"{path} cannot be written: {error.strerror}.") from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Web and worker may need the same key at the same moment; one of them makes it. Raises `KeyringError`."""
    try:
        _make_folder(folder)
        lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise KeyringError(f"{folder} cannot be written: {error.strerror}.") from error
    try:
        flock(lock, LOCK_EX)
        yield
    finally:
        os.close(lock)


def _make_folder(*folders: Path) -> None:
    for each in folders:
        if not each.is_dir():
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
