"""Reading the files of a pack: only plain files inside its folder, only of bounded size, only the ones agreed on."""

import hashlib
import os
import stat
import tempfile
from io import BufferedReader
from pathlib import Path, PurePosixPath

MAX_BYTES = {"photo": 40_000_000, "video": 300_000_000, "sound": 100_000_000}
MAX_MANIFEST_BYTES = 5_000_000
_CHUNK = 1 << 20

_MEDIA = {
    "photo": (".jpg", ".jpeg", ".png", ".webp"),
    "video": (".mp4", ".mov", ".webm", ".mkv", ".mpg", ".mpeg"),
    "sound": (".wav", ".flac", ".ogg", ".mp3"),
}
# How files of each medium begin: (place, bytes). A text that is called .mp4 may name other files to read.
_HEADS = {
    "video": ((4, b"ftyp"), (0, b"\x1aE\xdf\xa3"), (0, b"\x00\x00\x01\xba")),
    "sound": ((0, b"RIFF"), (0, b"fLaC"), (0, b"OggS"), (0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3")),
}


class PackFileError(ValueError):
    """A file of a pack cannot be used; `str(error)` is a phrase that goes behind the file's name."""


def medium_of(name: str) -> str:
    """Tell photo, video or sound by the ending of a file's name. Raises `PackFileError`."""
    suffix = PurePosixPath(name).suffix.lower()
    for medium, suffixes in _MEDIA.items():
        if suffix in suffixes:
            return medium
    known = ", ".join(each for suffixes in _MEDIA.values() for each in suffixes)
    raise PackFileError(f"must end with one of {known}")


def open_inside(folder: Path, name: str, *, most: int) -> BufferedReader:
    """Open a plain file below `folder` of at most `most` bytes. Raises `PackFileError`.

    Every step of the way is opened by itself and must be no link, so nothing outside the folder can be read,
    not even when the folder is changed at that very moment.
    """
    pure = PurePosixPath(name)
    if not pure.parts or pure.is_absolute() or ".." in pure.parts or "\\" in name or "\0" in name:
        raise PackFileError("is not a path inside the folder of the pack")
    try:
        at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        for part in pure.parts[:-1]:
            at = _step(at, part, os.O_DIRECTORY)
        handle = _step(at, pure.parts[-1], os.O_NONBLOCK)
    except FileNotFoundError:
        raise PackFileError("is not there") from None
    except OSError as error:
        # ELOOP and ENOTDIR: a link on the way, which is not followed.
        raise PackFileError(
            f"cannot be opened; it must be a plain file and no link ({error.strerror})"
        ) from None
    status = os.fstat(handle)
    problem = "must be a plain file" if not stat.S_ISREG(status.st_mode) else ""
    if status.st_size > most:
        problem = f"has {status.st_size:,} bytes, and {most:,} is the most"
    if problem:
        os.close(handle)
        raise PackFileError(problem)
    return os.fdopen(handle, "rb")


def _step(at: int, part: str, how: int) -> int:
    try:
        return os.open(part, os.O_RDONLY | os.O_NOFOLLOW | how, dir_fd=at)
    finally:
        os.close(at)


def check_file(folder: Path, name: str, sha256: str) -> None:
    """Check place, size, beginning and hash of a file. Raises `PackFileError`."""
    medium = medium_of(name)
    with open_inside(folder, name, most=MAX_BYTES[medium]) as file:
        head = file.read(16)
        if medium in _HEADS and not any(head[at : at + len(mark)] == mark for at, mark in _HEADS[medium]):
            raise PackFileError(f"does not begin as a file of {medium} does")
        file.seek(0)
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise PackFileError(f"is not the file that was agreed on: its sha256 is {found}, not {sha256}")


def read_inside(folder: Path, name: str, *, most: int) -> bytes:
    """Return the bytes of a file of at most `most` bytes. Raises `PackFileError`."""
    with open_inside(folder, name, most=most) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise PackFileError(f"has more than {most:,} bytes")
    return data


def keep_file(folder: Path, name: str, sha256: str, place: Path) -> None:
    """Copy a file of the pack to `place`: whole and with the right hash, or not at all. Raises `PackFileError`."""
    place.parent.mkdir(parents=True, exist_ok=True)
    most, sha, size = MAX_BYTES[medium_of(name)], hashlib.sha256(), 0
    with (
        open_inside(folder, name, most=most) as file,
        tempfile.NamedTemporaryFile(dir=place.parent, prefix=".pack-", delete=False) as fresh,
    ):
        try:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise PackFileError(f"has more than {most:,} bytes")
                sha.update(chunk)
                fresh.write(chunk)
            if sha.hexdigest() != sha256:
                raise PackFileError("was changed while it was read")
            fresh.flush()
            os.fsync(fresh.fileno())
            Path(fresh.name).replace(place)
        except BaseException:
            Path(fresh.name).unlink(missing_ok=True)
            raise
