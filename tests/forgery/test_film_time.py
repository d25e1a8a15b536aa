"""Claims about techniques that change time: outside the spans it goes on as it did, frame for frame."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.film.film import FilmTwin, MemoryFilm
from quizzes.forgery.film.planes import picture_of, planes_of
from quizzes.forgery.film.render import render_film
from quizzes.forgery.film.timeline import play
from quizzes.forgery.recipe import Recipe, RecipeError
from tests.forgery.films import made_film

FILM = made_film()
FRAMES = list(FILM.frames())
TIMED: list[tuple[str, dict[str, Any]]] = [
    ("speed-change", {"during": [0.4, 1.0], "pace": 0.5}),
    ("speed-change", {"during": [0.4, 1.0], "pace": 2}),
    ("speed-change", {"pace": 0.75}),
    ("omission", {"cuts": [[0.4, 0.8]]}),
    ("omission", {"cuts": [[0.2, 0.4], [0.8, 1.0]]}),
    ("reorder", {"pieces": [[0, 0.4], [0.8, 1.2], [0.4, 0.8], [1.2, 1.6]]}),
    ("reverse", {}),
    ("reverse", {"during": [0.4, 1.2]}),
    ("freeze-loop", {"mode": "freeze", "repeat": [0.4, 1.0]}),
    ("freeze-loop", {"mode": "loop", "repeat": [0.2, 0.6], "until": 1.2}),
    ("freeze-loop", {"mode": "loop", "repeat": [0.2, 0.6], "until": 1.0, "after": "late"}),
    ("freeze-loop", {"mode": "pendulum", "repeat": [0.2, 0.6], "until": 1.2}),
]


def made(technique: str, params: dict[str, Any], film: MemoryFilm = FILM) -> FilmTwin:
    return render_film(film, Recipe("test", technique, params, 1))


@pytest.mark.parametrize(("technique", "params"), TIMED)
def test_both_halves_have_the_frames_that_were_promised(technique: str, params: dict[str, Any]) -> None:
    twin = made(technique, params)
    triples = list(twin.pairs())
    assert len(triples) == twin.count <= FILM.count
    for number, triple in enumerate(triples):
        assert np.array_equal(triple.original, FRAMES[number])
        assert triple.labels is None


@pytest.mark.parametrize(("technique", "params"), TIMED)
def test_every_frame_of_the_twin_is_the_frame_of_the_original_that_its_timeline_says(
    technique: str, params: dict[str, Any]
) -> None:
    twin = made(technique, params)
    assert twin.timeline is not None and len(twin.timeline) == twin.count
    for triple, at in zip(twin.pairs(), twin.timeline, strict=True):
        assert np.array_equal(triple.twin, FRAMES[int(at)])


@pytest.mark.parametrize(("technique", "params"), TIMED)
def test_outside_the_spans_time_goes_on_by_one_frame_and_inside_it_does_not(
    technique: str, params: dict[str, Any]
) -> None:
    twin = made(technique, params)
    assert twin.timeline is not None and twin.spans
    fps = float(twin.fps)
    breaks = [number for number, (a, b) in enumerate(pairwise(twin.timeline), 1) if abs(b - a - 1) > 1e-6]
    for span in twin.spans:
        assert 0 <= span.start < span.end <= twin.count / fps + 1e-3
        assert span.kind == technique
        assert any(span.start * fps - 1 <= at <= span.end * fps + 1 for at in breaks)
    for at in breaks:
        assert any(span.start * fps - 1 <= at <= span.end * fps + 1 for span in twin.spans)


@pytest.mark.parametrize(("technique", "params"), TIMED)
def test_sound_lasts_as_long_as_the_picture_in_both_halves(technique: str, params: dict[str, Any]) -> None:
    twin = made(technique, params, made_film(sound=True))
    assert twin.original_sound is not None and twin.twin_sound is not None
    wanted = round(twin.count / 25 * 8000)
    assert len(twin.original_sound.samples) == len(twin.twin_sound.samples) == wanted
    assert not np.array_equal(twin.original_sound.samples, twin.twin_sound.samples)


@given(moments=st.lists(st.integers(0, 39), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_any_order_of_moments_is_played_as_asked(moments: list[int]) -> None:
    played = list(play(FILM, moments))
    assert len(played) == len(moments)
    assert all(np.array_equal(each.picture, FRAMES[at]) for each, at in zip(played, moments, strict=True))


def test_backward_play_keeps_only_a_piece_of_the_film(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Counting(MemoryFilm):
        def frames(self, start: int = 0, stop: int | None = None):  # type: ignore[no-untyped-def]
            asked.append((stop or self.count) - start)
            return super().frames(start, stop)

    monkeypatch.setattr("quizzes.forgery.film.timeline._CHUNK_BYTES", 5 * 96 * 64 * 3)
    played = list(play(Counting(FRAMES, FILM.fps), list(range(39, -1, -1))))
    assert all(np.array_equal(a.picture, b) for a, b in zip(played, FRAMES[::-1], strict=True))
    assert asked == [5] * 8


def test_flow_gives_new_frames_between_and_leaves_whole_moments_alone() -> None:
    twin = made("speed-change", {"during": [0.4, 1.0], "pace": 0.5, "between": "flow"})
    assert twin.timeline is not None
    new = 0
    for triple, at in zip(twin.pairs(), twin.timeline, strict=True):
        if at == int(at):
            assert np.array_equal(triple.twin, FRAMES[int(at)])
        else:
            new += not any(np.array_equal(triple.twin, each) for each in FRAMES)
            # Two frames differ in their disc alone; what lies between them cannot differ more. It is drawn in the
            # planes of the film, which have one colour for four pixels.
            differs = np.abs(triple.twin.astype(int) - picture_of(planes_of(FRAMES[int(at)]))).mean()
            assert differs < np.abs(FRAMES[int(at)].astype(int) - FRAMES[int(at) + 1]).mean() + 1
    assert new == 15


def test_mirrored_film_is_the_original_with_left_and_right_exchanged() -> None:
    twin = made("mirror", {"during": [0.4, 1.0]})
    for number, triple in enumerate(twin.pairs()):
        wanted = FRAMES[number][:, ::-1] if 10 <= number < 25 else FRAMES[number]
        assert np.array_equal(triple.twin, wanted)
    assert [(span.start, span.end) for span in twin.spans] == [(0.4, 1.0)]


@pytest.mark.parametrize(
    ("technique", "params", "name"),
    [
        ("speed-change", {"pace": 1}, "pace"),
        ("speed-change", {"pace": 9}, "pace"),
        ("speed-change", {"during": [1, 9], "pace": 2}, "during"),
        ("omission", {"cuts": []}, "cuts"),
        ("omission", {"cuts": [[0.8, 1.0], [0.2, 0.4]]}, "cuts[1]"),
        ("omission", {"cuts": [[0.8, 1.6]]}, "cuts[0]"),
        ("reorder", {"pieces": [[0, 0.4], [0.4, 0.8]]}, "pieces"),
        ("reorder", {"pieces": [[0.4, 0.8], [0, 0.5]]}, "pieces"),
        ("reverse", {"during": "all"}, "during"),
        ("freeze-loop", {"mode": "loop", "repeat": [0.2, 0.6]}, "until"),
        ("freeze-loop", {"mode": "stop", "repeat": [0.2, 0.6]}, "mode"),
        ("mirror", {"upside": True}, "upside"),
    ],
)
def test_wrong_parameter_is_named_in_a_sentence(technique: str, params: dict[str, Any], name: str) -> None:
    with pytest.raises(RecipeError, match="Recipe test: ") as raised:
        made(technique, params)
    assert f"`{name}`" in str(raised.value)
