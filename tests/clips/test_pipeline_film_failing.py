"""A film that cannot be made: a sentence says why, and nothing half made is left."""

import errno
import os
from pathlib import Path
from typing import Any

import av
import pytest

from quizzes.clips import encode_film, pipeline, pipeline_film, store
from quizzes.clips.made import RenderError
from quizzes.clips.models import Pair
from tests.clips.made_films import SECOND, MadeFilms, built, file_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_damaged_film_fails_with_a_sentence_and_the_others_are_made(disc_films: MadeFilms) -> None:
    disc_films.original("half-a-disc", spoil=4000)
    disc_films.recipe("second-disc", "copy-move", "disc", SECOND)
    disc_films.recipe("torn", "reverse", "half-a-disc", {})
    outcome = built(disc_films)
    assert outcome.made == ["second-disc"]
    assert "damaged or not complete" in outcome.failed["torn"] and "half-a-disc" in outcome.failed["torn"]
    assert Pair.objects.get(slug="torn").state == Pair.State.FAILED
    assert not Pair.objects.get(slug="torn").renditions.exists()


def test_recipe_that_is_found_wrong_while_frames_are_read_is_a_sentence(disc_films: MadeFilms) -> None:
    nowhere = {"where": {"rect": [0, 0, 8, 8]}, "hues": [0, 1], "saturation": 255, "value": 255, "turn": 90}
    disc_films.recipe("nothing-there", "retouch", "disc", nowhere)
    disc_films.recipe("back-again", "reverse", "disc", {})
    outcome = built(disc_films)
    assert outcome.made == ["back-again"]
    assert outcome.failed["nothing-there"].startswith("Recipe nothing-there:")


def test_full_disk_is_a_sentence_and_leaves_nothing_half_made(
    disc_films: MadeFilms, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def full(*_args: object) -> None:
        raise av.error.FFmpegError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(encode_film, "fill_films", full)
    disc_films.recipe("back-again", "reverse", "disc", {})
    assert "The disk is full" in built(disc_films).failed["back-again"]
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_pair_cut_off_while_its_frames_are_made_leaves_nothing(disc_films: MadeFilms, settings: Any) -> None:
    disc_films.recipe("back-again", "reverse", "disc", {})
    built(disc_films)
    pair = Pair.objects.get()
    file_of(pair, "twin").unlink()
    kept = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}

    class Stopped(BaseException):
        pass

    def stop(percent: int) -> None:
        if percent > 40:
            raise Stopped

    with pytest.raises(Stopped):
        pipeline.render_pair("back-again", stop)
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == kept


def test_file_that_goes_away_meanwhile_is_not_taken_for_a_full_disk(disc_films: MadeFilms) -> None:
    disc_films.recipe("back-again", "reverse", "disc", {})
    built(disc_films)
    pair = Pair.objects.get()
    film = pipeline_film.film_of(pair.clip)
    (disc_films.cache / pair.clip.file).unlink()
    with pytest.raises(RenderError, match="while an original was read"):
        list(
            pipeline_film._told(
                pair, ((frame,) for frame in film.recorded()), film.count, lambda percent: None
            )
        )


def test_workplace_left_behind_by_a_killed_process_is_swept(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    old, fresh = tmp_path / ".making" / "old", tmp_path / ".making" / "fresh"
    for folder in (old, fresh):
        folder.mkdir(parents=True)
        (folder / "half.mp4").write_bytes(b"half")
    for path in (old / "half.mp4", old):
        os.utime(path, (1, 1))
    store.sweep_orphans([])
    assert fresh.is_dir() and not old.exists()
