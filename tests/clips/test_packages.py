"""Claims about fetching originals: nothing is trusted or kept half done, each failure is a sentence."""

import errno
import hashlib
import io
import os
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from quizzes.clips import package_tools, packages
from quizzes.clips.fetch_errors import (
    BadMemberError,
    CorruptedArchiveError,
    DiskFullError,
    DownloadFailedError,
    DownloadStoppedError,
    FetchError,
    NoNetworkError,
    PackageNotFoundError,
    ToolMissingError,
    UnsupportedError,
)
from quizzes.clips.packages import fetch_members

PHOTO = b"the bytes of a photograph" * 100
OTHER = b"the bytes of another one" * 100
PATH, OTHER_PATH = "holiday/data/beach.jpg", "holiday/data/hills.JPG"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


MEMBERS = {PATH: sha(PHOTO)}


def write_wheel(folder: Path, members: dict[str, bytes]) -> Path:
    """Write a wheel that pip accepts, so that the real pip fetches it from a folder instead of a registry."""
    path = folder / "holiday-1.0-py3-none-any.whl"
    info = "holiday-1.0.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in members.items():
            wheel.writestr(name, data)
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: holiday\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for the package registry, for the real pip."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def downloads(archive: Callable[[Path], Path]) -> Callable[[str, str, Path], Path]:
    return lambda package, version, into: archive(into)


def use(monkeypatch: pytest.MonkeyPatch, source: str, archive: Callable[[Path], Path]) -> None:
    monkeypatch.setattr(packages, "_DOWNLOADS", {source: downloads(archive)})


def files_in(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.rglob("*") if path.is_file())


def tool_that_says(monkeypatch: pytest.MonkeyPatch, said: str, code: int = 1) -> None:
    """Let the download program be one that prints `said` on its error channel and ends with `code`."""
    real = package_tools.run_tool
    script = f"import os, sys; sys.stderr.write({said!r}); sys.stderr.flush(); "
    script += f"os.kill(os.getpid(), {-code})" if code < 0 else f"sys.exit({code})"

    def run(command: object, package: str, version: str, *, cwd: Path) -> str:
        return real([sys.executable, "-c", script], package, version, cwd=cwd)

    monkeypatch.setattr(package_tools, "run_tool", run)


def test_named_member_of_a_wheel_arrives_through_the_real_pip(shelf: Path, cache: Path) -> None:
    write_wheel(shelf, {PATH: PHOTO, "holiday/code.py": b"raise SystemExit"})
    found = fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
    assert found[PATH].read_bytes() == PHOTO
    assert files_in(cache) == [f"{sha(PHOTO)}.jpg"]


def test_named_member_of_an_npm_package_arrives(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "npm", lambda into: write_tarball(into, {"package/beach.jpg": PHOTO}))
    found = fetch_members("npm", "holiday", "1.0", {"package/beach.jpg": sha(PHOTO)}, cache)
    assert found["package/beach.jpg"].read_bytes() == PHOTO


def write_tarball(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "holiday-1.0.tgz"
    with tarfile.open(path, "w:gz") as tarball:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tarball.addfile(info, io.BytesIO(data))
    return path


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


@pytest.mark.parametrize("package", ["--index-url=elsewhere", "a b", "", "../holiday", "@/x"])
def test_a_name_that_is_no_package_never_reaches_a_command(cache: Path, package: str) -> None:
    with pytest.raises(BadMemberError):
        fetch_members("wheel", package, "1.0", MEMBERS, cache)


def test_named_member_of_a_source_archive_arrives_and_none_of_its_code_is_run(
    shelf: Path, cache: Path, tmp_path: Path
) -> None:
    ran = tmp_path / "ran"
    inside = {
        "holiday-1.0/PKG-INFO": b"Metadata-Version: 2.1\nName: holiday\nVersion: 1.0\n",
        "holiday-1.0/setup.py": f"open({str(ran)!r}, 'w')".encode(),
        f"holiday-1.0/{PATH}": PHOTO,
    }
    write_tarball(shelf, inside).rename(shelf / "holiday-1.0.tar.gz")
    path = f"holiday-1.0/{PATH}"
    assert fetch_members("sdist", "holiday", "1.0", {path: sha(PHOTO)}, cache)[path].read_bytes() == PHOTO
    assert files_in(cache) == [f"{sha(PHOTO)}.jpg"]
    assert not ran.exists()


def test_source_of_another_kind_is_refused(cache: Path) -> None:
    with pytest.raises(UnsupportedError, match="must be one of wheel, sdist, npm"):
        fetch_members("torrent", "holiday", "1.0", MEMBERS, cache)


def test_source_archive_that_is_not_on_the_shelf_is_a_sentence(shelf: Path, cache: Path) -> None:
    with pytest.raises(PackageNotFoundError, match=r"does not have holiday 2\.0"):
        fetch_members("sdist", "holiday", "2.0", {f"holiday-2.0/{PATH}": sha(PHOTO)}, cache)


def test_source_archives_are_looked_for_where_pip_has_been_told_to_look(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert package_tools._sources_of_pip() == [f"--find-link={shelf}"]
    monkeypatch.delenv("PIP_NO_INDEX")
    assert package_tools._sources_of_pip() == []
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.school.example/simple")
    assert package_tools._sources_of_pip() == [
        "--index-url=https://mirror.school.example/simple",
        f"--find-link={shelf}",
    ]


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


def test_a_package_that_is_nowhere_is_named(shelf: Path, cache: Path) -> None:
    with pytest.raises(PackageNotFoundError, match=r"does not have holiday 1\.0"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)


def test_no_network_is_told_apart_from_no_such_package(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The real pip, sent to a port of this computer where nobody listens.
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.delenv("PIP_NO_INDEX", raising=False)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(NoNetworkError, match="network"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)


@pytest.mark.parametrize(
    ("said", "code", "error"),
    [
        ("npm error code ENOTFOUND\nnpm error network", 1, NoNetworkError),
        ("ReadTimeoutError: Read timed out.", 1, NoNetworkError),
        ("ERROR: Could not install: [Errno 28] No space left on device", 1, DiskFullError),
        ("npm error code ENOSPC", 1, DiskFullError),
        ("npm error code E404", 1, PackageNotFoundError),
        ("npm error code ETARGET", 1, PackageNotFoundError),
        ("npm error code EINTEGRITY", 1, CorruptedArchiveError),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", 1, CorruptedArchiveError),
        ("/venv/bin/python: No module named pip", 1, ToolMissingError),
        ("", -9, DownloadStoppedError),
        ("something never seen before", 2, DownloadFailedError),
    ],
)
def test_every_way_a_download_fails_is_a_sentence_of_its_own(
    cache: Path, monkeypatch: pytest.MonkeyPatch, said: str, code: int, error: type[FetchError]
) -> None:
    tool_that_says(monkeypatch, said, code)
    with pytest.raises(error) as raised:
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)
    assert type(raised.value) is error
    assert "holiday 1.0" in str(raised.value)
    assert files_in(cache) == []


def test_a_download_that_hangs_is_stopped(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_tools, "TIME_LIMIT_S", 0.2)
    real = package_tools.run_tool
    hang = [sys.executable, "-c", "import time; time.sleep(30)"]
    monkeypatch.setattr(
        package_tools,
        "run_tool",
        lambda command, package, version, cwd: real(hang, package, version, cwd=cwd),
    )
    with pytest.raises(NoNetworkError, match="was stopped"):
        fetch_members("wheel", "holiday", "1.0", MEMBERS, cache)


def test_without_npm_its_originals_are_left_out_in_a_sentence(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizzes.clips.package_tools.shutil.which", lambda name: None)
    with pytest.raises(ToolMissingError, match="npm is not on this computer, so holiday is left out"):
        fetch_members("npm", "holiday", "1.0", MEMBERS, cache)
