"""Machine-made pairs: like those of the library, the same each time, through the same encode, and gone afterwards."""

import tempfile
from pathlib import Path

import numpy as np
import pytest

from quizzes.clips import trial_films, trial_photos, trial_sounds, trials
from quizzes.clips.trials import MEDIA, Material, Trial, make_trial, run_trials
from quizzes.forgery.recipe import RecipeError
from quizzes.forgery.registry import techniques


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trial]:
    folder = tmp_path_factory.mktemp("trials")
    found = {medium: make_trial(Material(), medium, 0, folder) for medium in MEDIA}
    assert not list(folder.iterdir()), "nothing is left of what was made"
    return found


def test_a_pair_is_the_same_each_time(made: dict[str, Trial], tmp_path: Path) -> None:
    assert make_trial(Material(), "photo", 0, tmp_path) == made["photo"]
    assert make_trial(Material(), "photo", 1, tmp_path) != made["photo"]


def test_everything_that_is_delivered_of_a_half_is_measured(made: dict[str, Trial]) -> None:
    original, twin = made["video"].files
    assert original.keys() == twin.keys()
    for name in ("file", "small", "poster", "strip"):
        assert original[f"{name}.file.size"] == twin[f"{name}.file.size"] > 0
        assert original[f"{name}.response.status"] == 200
        assert original[f"{name}.first.response.status"] == original[f"{name}.last.response.status"] == 206
        assert original[f"{name}.response.content-length.length"] > 0
    assert made["sound"].files[0]["wave.length"] == 480


def test_films_are_also_taken_apart_and_looked_at(made: dict[str, Trial]) -> None:
    video = made["video"]
    assert video.coded is not None and video.seen is not None
    assert video.coded[0] != video.coded[1] and video.seen[0] != video.seen[1]
    assert made["photo"].coded is None


@pytest.mark.parametrize("medium", MEDIA)
def test_techniques_are_those_that_the_library_has(medium: str) -> None:
    makers = {"photo": trial_photos, "video": trial_films, "sound": trial_sounds}
    known = set(makers[medium].TECHNIQUES)
    assert len(known) >= 6 and known <= set(techniques(medium))


def test_parameters_that_do_not_fit_are_drawn_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[float] = []

    def refuses_once(material: Material, number: int, rng: np.random.Generator, folder: Path) -> Trial:
        asked.append(rng.random())
        (folder / "half").write_bytes(b"x")
        if len(asked) == 1:
            raise RecipeError("No.")
        return Trial("photo", number, "mirror", ({}, {}))

    monkeypatch.setitem(trials._MAKERS, "photo", refuses_once)
    assert make_trial(Material(), "photo", 3, tmp_path).number == 3
    assert len(set(asked)) == 2 and not list(tmp_path.iterdir())


def test_nothing_stays_on_disk_when_it_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    running = run_trials(Material(), count=2, media=["photo"])
    assert next(running).number == 0
    assert list(tmp_path.iterdir())
    running.close()
    assert not list(tmp_path.iterdir())
