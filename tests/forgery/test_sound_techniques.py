"""Whatever a technique does to a sound: equally long halves, an exact truth, the same samples every time."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import techniques
from quizzes.forgery.sound.assembly import LEAST_SPAN_S
from quizzes.forgery.sound.render import render_sound
from quizzes.forgery.sound.twin import SoundTwin
from tests.forgery.sounds import ROOM, speech

OTHER = {"other": speech(seed=3)}
EXAMPLES: dict[str, dict[str, Any]] = {
    "omission": {"cut": [[0.76, 1.25]], "room": ROOM, "pad": 0.2},
    "reorder": {"swap": [[0.38, 0.72], [1.68, 2.22]], "room": ROOM},
    "speed-change": {"at": [[1.65, 2.25]], "factor": 1.25, "room": ROOM, "pad": 0.1},
    "splice-audio": {"replace": [{"at": [0.76, 1.25], "take": [1.65, 2.25]}], "room": ROOM},
    "partial-audio-fake": {
        "replace": [{"at": [1.28, 1.55], "take": [0.76, 1.25], "source": "other", "pitch": 2, "tone": 0.5}],
        "room": ROOM,
    },
    "tts": {
        "replace": [{"at": [0.38, 2.7], "take": [0.38, 2.7], "source": "other", "tone": 0.5}],
        "room": ROOM,
        "pad": 0.1,
    },
    "voice-conversion": {"at": [[1.65, 2.25]], "pitch": 3, "formant": 1.1},
}


def twin_of(slug: str, seed: int = 1, channels: int = 1, **more: Any) -> SoundTwin:
    sources = {"other": speech(3, channels=channels)}
    recipe = Recipe("a-recipe", slug, EXAMPLES[slug] | more, seed)
    return render_sound(speech(channels=channels), recipe, sources)


def test_every_technique_for_sound_has_an_example_here() -> None:
    assert set(EXAMPLES) == set(techniques("sound"))


@pytest.mark.parametrize("slug", EXAMPLES)
@pytest.mark.parametrize("channels", [1, 2])
def test_outside_the_spans_the_twin_is_the_original_sample_for_sample(slug: str, channels: int) -> None:
    twin = twin_of(slug, channels=channels)
    rate = twin.twin.rate
    assert twin.original.samples.shape == twin.twin.samples.shape
    for piece in twin.kept:
        source = twin.original.samples[piece.source : piece.source + piece.end - piece.start]
        assert np.array_equal(twin.twin.samples[piece.start : piece.end], source)
    told = np.zeros(len(twin.twin.samples), np.bool_)
    for piece in twin.kept:
        assert not told[piece.start : piece.end].any()
        told[piece.start : piece.end] = True
    for span in twin.spans:
        start, end = round(span.start * rate), round(span.end * rate)
        assert not told[start:end].any(), "what is kept is not called changed"
        told[start:end] = True
    first, last = np.flatnonzero(told)[[0, -1]]
    assert told[first:last].all(), "nothing between the first and the last word is left out of the truth"
    assert (twin.twin.samples[:first] ** 2).mean() < 1e-4 if first else True


@pytest.mark.parametrize("slug", EXAMPLES)
def test_inside_every_span_something_changed(slug: str) -> None:
    twin = twin_of(slug)
    rate = twin.twin.rate
    for span in twin.spans:
        assert 0 <= span.start < span.end <= twin.twin.duration
        assert span.end - span.start >= LEAST_SPAN_S - 0.001
        start, end = round(span.start * rate), round(span.end * rate)
        before = [piece for piece in twin.kept if piece.end <= start]
        after = [piece for piece in twin.kept if piece.start >= end]
        # Not what the original goes on with after the words before it, nor what leads to the words after it.
        for piece in (*before[-1:], *after[:1]):
            source = piece.source - piece.start
            there = twin.original.samples[max(0, start + source) : end + source]
            here = twin.twin.samples[start:end][-len(there) :]
            assert np.abs(here - there[: len(here)]).max() > 0.05


@pytest.mark.parametrize("slug", EXAMPLES)
def test_same_seed_gives_same_samples_and_the_given_sound_stays_as_it_is(slug: str) -> None:
    original = speech()
    before = original.samples.copy()
    recipe = Recipe("a-recipe", slug, EXAMPLES[slug], 5)
    first, second = (render_sound(original, recipe, OTHER) for _ in range(2))
    assert first.twin.samples.tobytes() == second.twin.samples.tobytes()
    assert first.original.samples.tobytes() == second.original.samples.tobytes()
    assert np.array_equal(original.samples, before)


@pytest.mark.parametrize("slug", EXAMPLES)
def test_no_join_clicks(slug: str) -> None:
    twin = twin_of(slug)
    rate = twin.twin.rate
    bend = np.abs(np.diff(twin.twin.samples[:, 0], 2))
    usual = np.abs(np.diff(twin.original.samples[:, 0], 2)).max()
    for span in twin.spans:
        for place in (round(span.start * rate), round(span.end * rate)):
            near = bend[max(0, place - rate // 50) : place + rate // 50]
            assert near.size == 0 or near.max() <= 1.5 * usual


@pytest.mark.parametrize("slug", EXAMPLES)
def test_technique_refuses_unknown_parameters_by_name(slug: str) -> None:
    with pytest.raises(RecipeError, match="Recipe a-recipe: `no_such_parameter` is not known"):
        twin_of(slug, no_such_parameter=1)


@pytest.mark.parametrize(
    ("slug", "wrong", "said"),
    [
        ("omission", {"cut": [[0.5, 9]]}, r"`cut\[0\]` must be \[start, end\] within the 3.00 s"),
        ("omission", {"cut": [[0.0, 0.5]]}, "`cut` must leave something"),
        ("omission", {"cut": [[0.5, 0.9], [0.8, 1.0]]}, r"`cut\[1\]` must begin after"),
        ("omission", {"cut": "not"}, "`cut` must be a list"),
        ("omission", {"room": [0.1, 0.12]}, "`room` must be a pause"),
        ("reorder", {"swap": [[0.4, 0.7]]}, "`swap` must name two stretches"),
        ("reorder", {"window": [0.5, 2.9]}, "`swap` must lie within the window"),
        ("speed-change", {"factor": 1.01}, "`factor` changes nothing"),
        ("speed-change", {"pitch": "up"}, "`pitch` must be one of kept, follows"),
        ("voice-conversion", {"pitch": 0, "formant": 1}, "`pitch` and `formant` change nothing"),
        (
            "splice-audio",
            {"replace": [{"at": [0, 1], "take": [1, 2], "source": "x"}]},
            r"`replace\[0\]\.source` names 'x'",
        ),
        ("splice-audio", {"replace": [{"at": [0, 1], "take": [1, 2], "pitch": 1}]}, r"`replace\[0\]\.pitch`"),
    ],
)
def test_wrong_parameter_is_met_by_a_sentence(slug: str, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        twin_of(slug, **wrong)


def test_halves_that_differ_in_length_need_a_pause_to_fill_up_with() -> None:
    recipe = Recipe("a-recipe", "omission", {"cut": [[0.76, 1.25]]})
    with pytest.raises(RecipeError, match="`room` is missing"):
        render_sound(speech(), recipe)


def test_source_of_another_rate_is_refused() -> None:
    with pytest.raises(RecipeError, match="another rate"):
        render_sound(speech(), Recipe("a-recipe", "omission"), {"other": speech(rate=8000)})


def test_omitted_word_is_gone_and_what_follows_comes_sooner() -> None:
    twin = twin_of("omission")
    first, second = twin.kept
    cut = second.source - first.source - (second.start - first.start)
    assert abs(cut / twin.twin.rate - 0.49) < 0.06
    assert [span.kind for span in twin.spans] == ["join"]


def test_swapped_words_are_found_at_each_others_places() -> None:
    twin = twin_of("reorder")
    assert [span.kind for span in twin.spans] == ["moved", "moved"]
    assert twin.spans[0].end < twin.spans[1].start
    lengths = [span.end - span.start for span in twin.spans]
    assert lengths[0] > lengths[1], "the longer word now comes first"


def test_pause_around_what_is_said_does_not_tell_the_shortened_half() -> None:
    tails = {"original": [], "twin": []}  # type: dict[str, list[float]]
    for seed in range(40):
        twin = twin_of("omission", seed=seed, pad=0.8)
        for name, sound in (("original", twin.original), ("twin", twin.twin)):
            loud = np.flatnonzero(np.abs(sound.samples[:, 0]) > 0.05)
            tails[name].append(1 - loud[-1] / len(sound.samples))
    higher = np.mean([[a > b for a in tails["twin"]] for b in tails["original"]])
    assert 0.25 < higher < 0.8


@given(
    start=st.floats(0.4, 2.0),
    length=st.floats(0.05, 0.6),
    pad=st.floats(0, 1),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=40, deadline=None)
def test_any_cut_keeps_the_rest_as_it_was(start: float, length: float, pad: float, seed: int) -> None:
    params = {"cut": [[start, start + length]], "room": ROOM, "pad": pad}
    original = speech(seed % 4)
    twin = render_sound(original, Recipe("a-recipe", "omission", params, seed))
    assert sum(piece.end - piece.start for piece in twin.kept) > 0
    for piece in twin.kept:
        source = twin.original.samples[piece.source : piece.source + piece.end - piece.start]
        assert np.array_equal(twin.twin.samples[piece.start : piece.end], source)
    assert np.abs(twin.twin.samples).max() <= 1


@given(
    factor=st.sampled_from([0.7, 0.85, 1.15, 1.5]),
    follows=st.booleans(),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=20, deadline=None)
def test_any_change_of_speed_lasts_as_long_as_it_says(factor: float, follows: bool, seed: int) -> None:
    params = {
        "at": [[0.76, 2.65]],
        "factor": factor,
        "pitch": "follows" if follows else "kept",
        "room": ROOM,
    }
    twin = render_sound(speech(), Recipe("a-recipe", "speed-change", params, seed))
    (span,) = twin.spans
    assert abs((span.end - span.start) - 1.89 * factor) < 0.08
