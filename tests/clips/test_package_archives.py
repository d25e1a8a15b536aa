"""Claims about archives: a damaged one is told, and none can reach beyond its members."""

import os
import tarfile
from pathlib import Path

import pytest

from quizzes.clips import packages
from quizzes.clips.fetch_errors import (
    BadMemberError,
    CorruptedArchiveError,
)
from quizzes.clips.packages import fetch_members
from tests.clips.made_packages import (
    MEMBERS,
    OTHER,
    OTHER_PATH,
    PATH,
    PHOTO,
    files_in,
    sha,
    use,
    write_tarball,
    write_wheel,
)


@pytest.mark.parametrize("keep", [0, 10, 200, -30])
def test_half_a_wheel_is_called_damaged(
    cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keep: int
) -> None:
    whole = write_wheel(tmp_path, {PATH: PHOTO}).read_bytes()

    def half(into: Path) -> Path:
        path = into / "holiday-1.0-py3-none-any.whl"
        path.write_bytes(whole[:keep])
        return path

    use(monkeypatch, "wheel", half)
    with pytest.raises(CorruptedArchiveError, match="damaged"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
    assert files_in(cache) == []


def test_a_wheel_with_flipped_bytes_is_called_damaged(
    cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = bytearray(write_wheel(tmp_path, {PATH: PHOTO}).read_bytes())
    for at in range(len(PATH) + 32, len(PATH) + 40):
        whole[at] ^= 0xFF

    def flipped(into: Path) -> Path:
        path = into / "holiday-1.0-py3-none-any.whl"
        path.write_bytes(bytes(whole))
        return path

    use(monkeypatch, "wheel", flipped)
    with pytest.raises(CorruptedArchiveError):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
    assert files_in(cache) == []


@pytest.mark.parametrize("keep", [0, 10, 60, -8])
def test_half_a_tarball_is_called_damaged(
    cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keep: int
) -> None:
    whole = write_tarball(tmp_path, {PATH: os.urandom(5000) + PHOTO}).read_bytes()

    def half(into: Path) -> Path:
        path = into / "holiday-1.0.tgz"
        path.write_bytes(whole[:keep])
        return path

    use(monkeypatch, "npm", half)
    with pytest.raises(CorruptedArchiveError):
        fetch_members("npm", "holiday", "1.0", MEMBERS, cache)
    assert files_in(cache) == []


def test_a_member_that_is_not_in_the_package_is_said_by_name(shelf: Path, cache: Path) -> None:
    write_wheel(shelf, {OTHER_PATH: OTHER})
    with pytest.raises(CorruptedArchiveError, match=r"no file holiday/data/beach\.jpg"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)


@pytest.mark.parametrize("path", ["../beach.jpg", "/etc/passwd", "a/../../b.jpg", "a\\b.jpg", "", "a\0b"])
def test_a_path_that_leads_out_of_the_package_is_refused(cache: Path, path: str) -> None:
    with pytest.raises(BadMemberError):
        fetch_members("wheel", "holiday", "1.0", {path: sha(PHOTO)}, cache)


def test_an_archive_cannot_choose_where_anything_is_written(
    cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    evil = {PATH: PHOTO, "../../evil.txt": b"evil", str(tmp_path / "evil.txt"): b"evil"}
    use(monkeypatch, "npm", lambda into: write_tarball(into, evil))
    fetch_members("npm", "holiday", "1.0", MEMBERS, cache)
    assert not list(tmp_path.rglob("evil.txt"))
    assert files_in(cache) == [f"{sha(PHOTO)}.jpg"]


def test_a_link_in_an_archive_is_not_followed(
    cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    outside = tmp_path / "secret"
    outside.write_bytes(PHOTO)

    def linked(into: Path) -> Path:
        path = into / "holiday-1.0.tgz"
        with tarfile.open(path, "w:gz") as tarball:
            info = tarfile.TarInfo(PATH)
            info.type, info.linkname = tarfile.SYMTYPE, str(outside)
            tarball.addfile(info)
        return path

    use(monkeypatch, "npm", linked)
    with pytest.raises(CorruptedArchiveError, match="no file"):
        fetch_members("npm", "holiday", "1.0", MEMBERS, cache)


def test_a_member_that_unpacks_without_end_is_stopped(
    shelf: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "MAX_MEMBER_BYTES", 1000)
    write_wheel(shelf, {PATH: PHOTO})
    with pytest.raises(CorruptedArchiveError, match="far larger"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
