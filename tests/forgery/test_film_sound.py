"""Claims about films whose sound was moved: the pictures stay, the sound is the same one at another time."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.film.film import FilmTwin
from quizzes.forgery.film.lip_sync import moved
from quizzes.forgery.film.render import render_film
from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.sound.sound import Sound
from tests.forgery.films import made_film

FILM = made_film(40, sound=True)


def made(params: dict[str, Any], sounding: bool = True) -> FilmTwin:
    return render_film(FILM if sounding else made_film(40), Recipe("test", "lip-sync", params, 1))


@given(by=st.floats(-0.7, 0.7).filter(lambda by: abs(by) >= 0.15))
@settings(max_examples=25, deadline=None)
def test_sound_is_the_same_one_at_another_time(by: float) -> None:
    twin = made({"by": by})
    assert twin.original_sound is not None and twin.twin_sound is not None
    before, after = twin.original_sound.samples, twin.twin_sound.samples
    assert before.shape == after.shape and twin.twin_sound.rate == twin.original_sound.rate
    gap = round(abs(by) * twin.twin_sound.rate)
    fade = round(0.04 * twin.twin_sound.rate)
    if by > 0:
        assert np.array_equal(after[gap + fade :], before[fade:-gap])
    else:
        assert np.array_equal(after[: -gap - fade], before[gap:-fade])
    assert not np.array_equal(before, after)


def test_no_picture_changes_and_the_whole_film_is_the_span() -> None:
    twin = made({"by": 0.4})
    triples = list(twin.pairs())
    assert all(each.twin is each.original and each.labels is None for each in triples)
    assert len(triples) == twin.count == 40
    assert [(span.start, span.end) for span in twin.spans] == [(0.0, 1.6)]


def test_free_end_is_filled_with_its_own_noise_and_joins_without_a_click() -> None:
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 0.1, (8000, 1)).astype(np.float32)
    for by in (0.3, -0.3):
        after = moved(Sound(noise, 8000), by).samples
        quiet = after[:2400] if by > 0 else after[-2400:]
        assert 0.05 < np.sqrt(np.mean(quiet**2)) < 0.12
    tone = np.sin(np.arange(8000) / 20)[:, np.newaxis].astype(np.float32)
    assert np.abs(np.diff(moved(Sound(tone, 8000), 0.3).samples[:, 0])).max() < 0.08


@pytest.mark.parametrize(
    ("params", "sounding", "said"),
    [
        ({"by": 0.05}, True, "0.15"),
        ({"by": 3}, True, "`by`"),
        ({}, True, "missing"),
        ({"by": 0.5, "late": True}, True, "`late`"),
        ({"by": 0.5}, False, "with sound"),
    ],
)
def test_wrong_parameter_is_named_in_a_sentence(params: dict[str, Any], sounding: bool, said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        made(params, sounding)
