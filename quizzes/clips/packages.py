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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from quizzes.clips.fetch_errors import (
    BadMemberError,
    CorruptedArchiveError,
    DiskFullError,
    FetchError,
    UnsupportedError,
)
from quizzes.clips.package_tools import download_npm, download_sdist, download_wheel

MAX_MEMBER_BYTES = 200 * 1024 * 1024
_CHUNK = 1024 * 1024
_STALE_S = 24 * 3600
_WORK = ".fetching"

_NAME = re.compile(r"(?:@[a-z0-9][a-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


@dataclass(frozen=True)
class _Member:
    package: str
    path: str
    sha256: str
    place: Path


def fetch_members(
    source: str, package: str, version: str, members: Mapping[str, str], cache: Path
) -> Mapping[str, Path]:
    """Return where each named member of a package lies on disk; download it only if one is missing.

    `source` is "wheel" or "sdist" (PyPI) or "npm"; `members` maps a path inside the archive to its sha256 (64 hex
    digits). Files in `cache` are named after their hash, so nothing in an archive can choose where it is
    written; each appears there whole or not at all, and what is there already is checked and not fetched
    again. The archive is removed afterwards. Raises `FetchError`: a sentence for a person.
    """
    _check_request(source, package, version, members)
    named = [
        _Member(f"{package} {version}", path, sha256, _place(cache, path, sha256))
        for path, sha256 in members.items()
    ]
    with _disk_errors_as_sentences(package, cache):
        missing = [member for member in named if not _is_whole(member)]
        if missing:
            cache.mkdir(parents=True, exist_ok=True)
            with _work_folder(cache) as work:
                _extract(_DOWNLOADS[source](package, version, work), missing, work)
    return {member.path: member.place for member in named}


def _check_request(source: str, package: str, version: str, members: Mapping[str, str]) -> None:
    if source not in _DOWNLOADS:
        raise UnsupportedError(
            f"{package}: the source must be one of {', '.join(_DOWNLOADS)}, not {source!r}."
        )
    if not _NAME.fullmatch(package) or not _VERSION.fullmatch(version):
        raise BadMemberError(f"{package!r} {version!r} is not the name and version of a package.")
    for path, digest in members.items():
        pure = PurePosixPath(path)
        if not path or pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path:
            raise BadMemberError(f"{package}: {path!r} is not a path inside a package.")
        if not _SHA256.fullmatch(digest):
            raise BadMemberError(
                f"{package}: the sha256 of {path} must be 64 hexadecimal digits, not {digest!r}."
            )


def _place(cache: Path, path: str, digest: str) -> Path:
    suffix = PurePosixPath(path).suffix.lower()
    return cache / (digest + (suffix if _SUFFIX.fullmatch(suffix) else ""))


def _is_whole(member: _Member) -> bool:
    try:
        with member.place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == member.sha256
    except FileNotFoundError:
        return False


def _extract(archive: Path, wanted: Sequence[_Member], work: Path) -> None:
    package = wanted[0].package
    try:
        with _open_archive(archive) as open_member:
            for member in wanted:
                try:
                    file = open_member(member.path)
                except KeyError:
                    raise CorruptedArchiveError(
                        f"{package} was downloaded, but there is no file {member.path} in it."
                    ) from None
                with file:
                    _write_whole(file, member, work)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
        raise CorruptedArchiveError(
            f"The archive of {package} is damaged. Start again to download it anew."
        ) from error


def _write_whole(file: IO[bytes], member: _Member, work: Path) -> None:
    # Written beside its place and moved there in one step: a reader, or a power cut, never sees half a file.
    fresh = work / member.place.name
    sha, size = hashlib.sha256(), 0
    with fresh.open("wb") as target:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > MAX_MEMBER_BYTES:
                raise CorruptedArchiveError(
                    f"{member.path} in {member.package} is far larger than any original should be."
                )
            sha.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    if sha.hexdigest() != member.sha256:
        raise CorruptedArchiveError(
            f"{member.path} in {member.package} is not the file that was agreed on: its sha256 is "
            f"{sha.hexdigest()}, not {member.sha256}. It was thrown away."
        )
    fresh.replace(member.place)


@contextmanager
def _open_archive(archive: Path) -> Iterator[Callable[[str], IO[bytes]]]:
    """Yield a function that opens one member for reading, or raises KeyError; nothing else is unpacked."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            yield wheel.open
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
            raise DiskFullError(
                f"The disk is full: no room in {cache} for the originals of {package}. "
                "Make room and start again; what is already there is kept."
            ) from error
        raise FetchError(
            f"The originals of {package} could not be kept in {cache}: {error.strerror}."
        ) from error


_DOWNLOADS: Mapping[str, Callable[[str, str, Path], Path]] = {
    "wheel": download_wheel,
    "sdist": download_sdist,
    "npm": download_npm,
}
