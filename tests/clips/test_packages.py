"""Claims about fetching originals: nothing is trusted or kept half done."""

import errno
import os
from pathlib import Path

import pytest

from quizzes.clips.fetch_errors import (
    BadMemberError,
    CorruptedArchiveError,
    DiskFullError,
    FetchError,
    UnsupportedError,
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


def test_named_member_of_a_wheel_arrives_through_the_real_pip(shelf: Path, cache: Path) -> None:
    write_wheel(shelf, {PATH: PHOTO, "holiday/code.py": b"raise SystemExit"})
    found = fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
    assert found[PATH].read_bytes() == PHOTO
    assert files_in(cache) == [f"{sha(PHOTO)}.jpg"]


def test_named_member_of_an_npm_package_arrives(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "npm", lambda into: write_tarball(into, {"package/beach.jpg": PHOTO}))
    found = fetch_members("npm", "holiday", "1.0", {"package/beach.jpg": sha(PHOTO)}, cache)
    assert found["package/beach.jpg"].read_bytes() == PHOTO


def test_what_is_already_there_is_not_downloaded_again(
    shelf: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_wheel(shelf, {PATH: PHOTO})
    first = fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)

    def refuse(into: Path) -> Path:
        raise AssertionError("the package was downloaded again")

    use(monkeypatch, "wheel", refuse)
    assert fetch_members("wheel", "holiday", "1.0", MEMBERS, cache) == first


def test_only_the_missing_and_the_damaged_are_written_anew(shelf: Path, cache: Path) -> None:
    write_wheel(shelf, {PATH: PHOTO, OTHER_PATH: OTHER})
    both = {PATH: sha(PHOTO), OTHER_PATH: sha(OTHER)}
    first = fetch_members("wheel", "holiday", "1.0", both, cache)
    kept = first[OTHER_PATH].stat().st_mtime_ns
    first[PATH].write_bytes(PHOTO[:40])
    again = fetch_members("wheel", "holiday", "1.0", both, cache)
    assert again[PATH].read_bytes() == PHOTO
    assert again[OTHER_PATH].stat().st_mtime_ns == kept


def test_a_member_with_another_hash_is_thrown_away(shelf: Path, cache: Path) -> None:
    write_wheel(shelf, {PATH: b"not the photograph that was agreed on"})
    with pytest.raises(CorruptedArchiveError, match=r"beach\.jpg in holiday 1\.0 is not the file"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
    assert files_in(cache) == []


def test_members_before_a_bad_one_are_kept_for_the_next_try(shelf: Path, cache: Path) -> None:
    write_wheel(shelf, {PATH: PHOTO, OTHER_PATH: b"damaged"})
    with pytest.raises(CorruptedArchiveError):
        fetch_members("wheel", "holiday", "1.0", {PATH: sha(PHOTO), OTHER_PATH: sha(OTHER)}, cache)
    assert files_in(cache) == [f"{sha(PHOTO)}.jpg"]


@pytest.mark.parametrize("package", ["--index-url=elsewhere", "a b", "", "../holiday", "@/x"])
def test_a_name_that_is_no_package_never_reaches_a_command(cache: Path, package: str) -> None:
    with pytest.raises(BadMemberError):
        fetch_members("wheel", package, "1.0", MEMBERS, cache)


def test_source_of_another_kind_is_refused(cache: Path) -> None:
    with pytest.raises(UnsupportedError, match="must be one of wheel, sdist, npm"):
        fetch_members("torrent", "holiday", "1.0", MEMBERS, cache)


def test_a_full_disk_is_a_sentence_and_leaves_nothing_half_written(
    shelf: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_wheel(shelf, {PATH: PHOTO})

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("quizzes.clips.packages.os.fsync", full)
    with pytest.raises(DiskFullError, match="Make room and start again"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
    assert files_in(cache) == []


def test_a_cache_that_cannot_be_written_is_a_sentence(shelf: Path, tmp_path: Path) -> None:
    write_wheel(shelf, {PATH: PHOTO})
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FetchError, match="could not be kept"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, tmp_path / "file")


def test_being_interrupted_keeps_nothing_half_done_and_the_next_try_succeeds(
    shelf: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_wheel(shelf, {PATH: PHOTO})

    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr("quizzes.clips.packages.os.fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
    assert files_in(cache) == []
    assert fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)[PATH].read_bytes() == PHOTO


def test_what_a_killed_build_left_behind_is_swept_but_not_what_is_at_work(shelf: Path, cache: Path) -> None:
    write_wheel(shelf, {PATH: PHOTO})
    old, young = cache / ".fetching/old", cache / ".fetching/young"
    for folder in (old, young):
        folder.mkdir(parents=True)
        (folder / "half.whl").write_bytes(b"half")
    os.utime(old, (0, 0))
    fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
    assert not old.exists()
    assert young.exists()
