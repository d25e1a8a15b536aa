"""Media files are written whole or not at all, and their names tell nothing."""

import errno
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from quizzes.clips import store


def _files(settings: Any) -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def test_name_of_a_file_is_random() -> None:
    keys = {store.new_key() for _ in range(50)}
    assert len(keys) == 50
    assert all(len(key.rsplit("/", 1)[1]) == 32 for key in keys)


def test_kept_file_is_there_and_nothing_else(settings: Any) -> None:
    key = store.new_key()
    store.keep(key, b"picture")
    assert store.path_of(key).read_bytes() == b"picture"
    assert _files(settings) == [store.path_of(key)]


def test_full_disk_leaves_nothing_half_done_and_says_so(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(store.DiskFullError, match=r"The disk is full.*Make room and start again"):
        store.keep(store.new_key(), b"picture")
    assert _files(settings) == []


def test_folder_that_may_not_be_written_is_named(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "a-file"
    settings.MEDIA_ROOT.write_text("not a folder")
    with pytest.raises(store.StoreError, match="a-file: Not a directory"):
        store.keep(store.new_key(), b"picture")


@pytest.mark.django_db(transaction=True)
def test_replaced_file_stays_until_its_successor_is_saved() -> None:
    key = store.new_key()
    store.keep(key, b"old")
    with pytest.raises(RuntimeError), transaction.atomic():
        store.discard_after_commit([key])
        raise RuntimeError("the power failed")
    assert store.path_of(key).exists()
    with transaction.atomic():
        store.discard_after_commit([key])
        assert store.path_of(key).exists()
    assert not store.path_of(key).exists()


def test_sweeping_takes_what_a_killed_process_left_and_nothing_else(settings: Any) -> None:
    named, fresh, left = store.new_key(), store.new_key(), store.new_key()
    for key in (named, fresh, left):
        store.keep(key, b"x")
    half = store.path_of(left).with_name(f".{store.path_of(left).name}.4711")
    half.write_bytes(b"h")
    other = Path(settings.MEDIA_ROOT) / "uploads"
    other.mkdir()
    (other / "mine").write_bytes(b"m")
    long_ago = time.time() - 7200
    for path in (store.path_of(named), store.path_of(left), half, other / "mine"):
        os.utime(path, (long_ago, long_ago))
    assert store.sweep_orphans([named]) == 2
    assert sorted(_files(settings)) == sorted([store.path_of(named), store.path_of(fresh), other / "mine"])
