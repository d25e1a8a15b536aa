"""Taking files in: names are only shown, room is counted, and whatever breaks leaves nothing behind."""

import base64
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from PIL import Image

from quizzes.clips import store
from quizzes.clips.models import Clip
from quizzes.http.refusal import Refusal
from quizzes.jobs.models import Job
from quizzes.jobs.registry import load_kinds
from quizzes.studio import cleaning, pipeline
from quizzes.studio.actions.delete_draft import delete_draft
from quizzes.studio.actions.keep_upload import keep_upload
from quizzes.studio.keeping import sweep_uploads, used_bytes
from quizzes.studio.models import Draft
from quizzes.studio.progress import percent_done
from tests.studio.made import SHELF, jpeg, wav

Upload = Callable[..., Draft]
Work = Callable[[], None]


@pytest.fixture(autouse=True)
def on_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to happen after a commit happens at once: a test's own transaction is never committed."""
    monkeypatch.setattr("quizzes.clips.store.discard_after_commit", store.discard)


def kept(settings: Any) -> list[str]:
    """The files below the media folder, by folder."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(path.relative_to(root).parts[0] for path in root.rglob("*") if path.is_file())


def test_upload_becomes_a_clean_original_on_its_shelf(upload: Upload, work: Work, settings: Any) -> None:
    draft = upload(jpeg(), "My photo.JPG")
    assert (draft.state, kept(settings)) == (Draft.State.WAITING, ["uploads"])
    work()
    draft.refresh_from_db()
    assert (draft.state, draft.medium, draft.title) == (Draft.State.READY, "photo", "My photo")
    assert (draft.facts["width"], draft.facts["height"]) == (320, 240)
    assert draft.clip is not None and draft.clip.shelf == SHELF
    assert kept(settings) == ["originals"]
    assert used_bytes(SHELF) == draft.clip.size == store.path_of(draft.clip.file).stat().st_size


def test_where_a_photo_was_taken_is_not_kept_and_it_stands_upright(upload: Upload, work: Work) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[29] = "2026:05:03"
    out = io.BytesIO()
    Image.open(io.BytesIO(jpeg(200, 100))).save(out, "JPEG", exif=exif.tobytes())
    draft = upload(out.getvalue())
    work()
    draft.refresh_from_db()
    assert draft.clip is not None
    with Image.open(store.path_of(draft.clip.file)) as clean:
        assert clean.size == (100, 200)
        assert not clean.getexif() and not clean.info.get("exif")


@pytest.mark.parametrize("kind", ["film", "sound"])
def test_film_and_sound_are_taken_too(kind: str, upload: Upload, work: Work, mp4: bytes) -> None:
    draft = upload(mp4 if kind == "film" else wav())
    work()
    draft.refresh_from_db()
    assert (draft.state, draft.facts["seconds"]) == (Draft.State.READY, 2.0)


def test_file_that_will_not_do_is_refused_and_removed(upload: Upload, work: Work, settings: Any) -> None:
    draft = upload(jpeg()[:2000])
    work()
    draft.refresh_from_db()
    assert (draft.state, draft.sentence[:20]) == (Draft.State.REFUSED, "This file is damaged")
    assert kept(settings) == [] and not Clip.objects.exists() and used_bytes(SHELF) == 0


def test_what_is_no_clip_at_all_is_refused_at_once(upload: Upload, settings: Any) -> None:
    for data in (b"", b"#EXTM3U\nfile:///etc/passwd\n", b"<svg/>", b"PK\x03\x04" + bytes(100)):
        with pytest.raises(Refusal):
            upload(data, "holiday.jpg")
    assert kept(settings) == [] and not Draft.objects.exists() and not Job.objects.exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\tess\\photo.jpg", "photo"),
        ("a\0b\r\nc.jpg", "abc"),
        ("evil\u202egpj.exe", "evilgpj"),
        ("\u200b\u2066.jpg", "upload"),
        ("..", "upload"),
        ("", "upload"),
        (" . . ", "upload"),
        ("x" * 500, "x" * 100),
        ("foto's <b> van juf.png", "foto's <b> van juf"),
        ("vakantie é ü 字.jpeg", "vakantie é ü 字"),
        ("/", "upload"),
        ("\ud800.png", "upload"),
    ],
)
def test_name_is_made_harmless_and_names_no_file(
    name: str, shown: str, upload: Upload, settings: Any
) -> None:
    draft = upload(jpeg(), name)
    assert draft.title == shown
    assert draft.upload.startswith("uploads/") and len(kept(settings)) == 1


def test_too_much_is_refused_while_it_comes(upload: Upload, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 50_000
    taken: list[int] = []

    def endless() -> Any:
        yield jpeg()[:1000]
        while True:
            taken.append(1)
            yield bytes(10_000)

    with pytest.raises(Refusal) as refused:
        keep_upload(shelf=SHELF, owner=None, name="x", chunks=endless())
    assert refused.value.status == 413
    assert len(taken) == 5 and kept(settings) == []


def test_shelf_that_is_full_takes_nothing_more(upload: Upload, work: Work, settings: Any) -> None:
    first = upload(jpeg(), quota=10_000_000)
    work()
    full = used_bytes(SHELF)
    for quota in (full, full + 10):
        with pytest.raises(Refusal, match="no room left"):
            upload(jpeg(), quota=quota)
    assert upload(jpeg(), quota=full + 1_000_000).state == Draft.State.WAITING
    first.refresh_from_db()
    delete_draft(draft=first)
    assert used_bytes(SHELF) < full


def test_shelves_are_counted_apart(upload: Upload) -> None:
    upload(jpeg())
    assert used_bytes(SHELF) > 0
    assert used_bytes("school-2") == 0


def test_library_takes_no_uploads() -> None:
    with pytest.raises(ValueError, match="tenant"):
        keep_upload(shelf="", owner=None, name="x", chunks=[jpeg()])


def test_full_disk_while_it_comes_leaves_nothing(upload: Upload, settings: Any, monkeypatch: Any) -> None:
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("quizzes.studio.keeping.os.fsync", full)
    with pytest.raises(Refusal, match="no room left for this file") as refused:
        upload(jpeg())
    assert refused.value.status == 507
    assert kept(settings) == [] and not Draft.objects.exists()


@pytest.mark.parametrize("where", ["keep", "child"])
def test_full_disk_while_it_is_cleaned_leaves_no_half_clip(
    where: str, upload: Upload, work: Work, settings: Any, monkeypatch: Any
) -> None:
    draft = upload(jpeg())
    if where == "keep":

        def full(key: str, data: object) -> None:
            raise store.explained(OSError(errno.ENOSPC, "No space left on device"))

        monkeypatch.setattr("quizzes.studio.pipeline.store.keep", full)
    else:
        monkeypatch.setattr(cleaning, "_run", lambda *given: {"ok": False, "key": "disk-full"})
    work()
    draft.refresh_from_db()
    assert (draft.state, draft.reason) == (Draft.State.REFUSED, "disk-full")
    assert kept(settings) == [] and not Clip.objects.exists()


def test_work_that_is_cut_off_is_done_again_from_the_start(upload: Upload, settings: Any) -> None:
    draft = upload(jpeg())

    def stop(percent: int) -> None:
        if percent > 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.check_upload(str(draft.pk), stop)
    assert kept(settings) == ["uploads"]
    pipeline.check_upload(str(draft.pk))
    pipeline.check_upload(str(draft.pk))
    draft.refresh_from_db()
    assert draft.state == Draft.State.READY
    assert Clip.objects.count() == 1 and kept(settings) == ["originals"]


def test_draft_that_is_deleted_meanwhile_leaves_nothing(
    upload: Upload, settings: Any, monkeypatch: Any
) -> None:
    draft = upload(jpeg())
    whole = cleaning.clean_file

    def and_deleted(*given: Any, **options: Any) -> dict[str, Any]:
        made = whole(*given, **options)
        delete_draft(draft=draft)
        return made

    monkeypatch.setattr(pipeline, "clean_file", and_deleted)
    pipeline.check_upload(str(draft.pk))
    assert kept(settings) == [] and not Draft.objects.exists() and not Clip.objects.exists()


def test_files_of_a_process_that_was_killed_are_swept_later(upload: Upload, settings: Any) -> None:
    upload(jpeg())
    stale = store.path_of(store.new_key("originals"))
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"half")
    assert sweep_uploads() == 0
    os.utime(stale, (0, 0))
    assert sweep_uploads() == 1
    assert kept(settings) == ["uploads"]


@pytest.mark.django_db(transaction=True)
def test_one_file_uploaded_many_times_at_once_becomes_as_many_drafts(settings: Any) -> None:
    data, ready, faults = jpeg(), Barrier(4), []

    def give() -> None:
        try:
            ready.wait()
            keep_upload(shelf=SHELF, owner=None, name="same.jpg", chunks=[data])
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    def check(draft_id: str) -> None:
        try:
            pipeline.check_upload(draft_id)
        finally:
            connection.close()

    givers = [Thread(target=give) for _ in range(4)]
    for giver in givers:
        giver.start()
    for giver in givers:
        giver.join()
    assert faults == []
    load_kinds()
    checkers = [Thread(target=check, args=(str(draft.pk),)) for draft in Draft.objects.all()]
    for checker in checkers:
        checker.start()
    for checker in checkers:
        checker.join()
    assert list(Draft.objects.values_list("state", flat=True)) == [Draft.State.READY] * 4
    assert len(set(Clip.objects.values_list("file", flat=True))) == 4
    assert len(set(Clip.objects.values_list("sha256", flat=True))) == 1
    assert kept(settings) == ["originals"] * 4


def test_progress_is_that_of_the_job(upload: Upload, work: Work) -> None:
    draft = upload(jpeg())
    Job.objects.update(progress=40)
    assert percent_done(draft) == 40
    work()
    draft.refresh_from_db()
    assert percent_done(draft) is None


def test_recording_comes_with_the_wave_that_is_drawn_of_it(ready: Callable[..., Draft]) -> None:
    peaks = base64.b64decode(ready(wav(2.0)).facts["peaks"])
    assert len(peaks) == 480
    assert max(peaks) == 255
    assert min(peaks) < 40  # it has pauses
