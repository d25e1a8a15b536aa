"""A voice that nobody has: its network is read and run as it was written, and its sound is what it says."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.forgery.voice.network_file import NetworkError, read_network
from quizzes.forgery.voice.operators import convolve, erf, multiply_whole, normalize, quantize
from quizzes.forgery.voice.speak import MOST_PHONEMES, speak
from tests.forgery.sounds import pitch_of
from tests.forgery.voices import FRAMES, HERTZ, field, humming, network, node, weight

SAID = "hˌi tˈɜɹnd."


def test_a_voice_hums_at_the_pitch_its_network_says() -> None:
    sound = speak(humming(), SAID)
    assert (sound.rate, len(sound.samples)) == (48_000, FRAMES * 600)
    assert pitch_of(sound) == pytest.approx(HERTZ, rel=0.02)


def test_where_nothing_is_voiced_only_hiss_is_heard() -> None:
    silent = humming(f0=np.zeros((1, FRAMES)))
    hissing = humming(f0=np.zeros((1, FRAMES)), ln=np.full((1, 601, FRAMES), -2.0))
    assert np.abs(speak(silent, SAID).samples).max() < 1e-4
    assert np.abs(speak(hissing, SAID).samples).max() > 1e-3


def test_the_same_seed_draws_the_same_hiss_and_another_seed_another() -> None:
    voice = humming(ln=np.full((1, 601, FRAMES), -2.0))
    first, again, other = (speak(voice, SAID, seed=seed).samples for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_nodes_are_run_in_order_with_the_weights_of_the_file() -> None:
    parts = [
        weight("two", np.array([2.0], np.float32)),
        node("Cast", ("ids",), "numbers", field(5, field(1, b"to") + field(3, 1))),
        node("Mul", ("numbers", "two"), "twice"),
    ]
    read = read_network(network(*parts, results=("twice",)))
    assert [each.operator for each in read.nodes] == ["Cast", "Mul"]
    assert read.nodes[0].settings == {"to": 1}
    assert read.weights["two"].tolist() == [2.0]
    with pytest.raises(NetworkError, match="says nothing of"):
        speak(network(*parts, results=("twice",)), SAID)


@pytest.mark.parametrize("file", [b"", b"no network", humming()[:-900]])
def test_a_file_that_is_no_network_is_refused_with_a_sentence(file: bytes) -> None:
    with pytest.raises(NetworkError, match="not a network"):
        speak(file, SAID)


def test_what_a_network_asks_for_and_is_not_known_is_named() -> None:
    with pytest.raises(NetworkError, match="Loop"):
        speak(network(node("Loop", (), "lh"), results=("lh",)), SAID)


@pytest.mark.parametrize("phonemes", ["", "Ж", "a" * (MOST_PHONEMES + 1)])
def test_only_phonemes_that_the_voice_knows_are_said(phonemes: str) -> None:
    with pytest.raises(NetworkError, match="phonemes"):
        speak(humming(), phonemes)


def test_a_convolution_is_a_sum_of_shifted_and_weighted_channels() -> None:
    signal = np.arange(8, dtype=np.float32).reshape(1, 2, 4)
    kernel = np.array([[[1, 10]], [[2, 20]]], np.float32)
    found = convolve(signal, kernel, np.array([0.5, 0], np.float32), group=2, dilation=2, pads=[1, 1])
    assert found.tolist() == [[[10.5, 20.5, 31.5, 2.5], [100, 128, 150, 12]]]


@given(st.lists(st.floats(-50, 50, width=32), min_size=2, max_size=30))
def test_whole_numbers_stand_for_values_within_half_a_step(values: list[float]) -> None:
    given_values = np.array(values, np.float32)
    whole, scale, zero = quantize(given_values)
    back = (whole.astype(np.float64) - zero) * float(scale)
    assert np.abs(back - given_values).max() <= float(scale) * 1.01


def test_products_of_whole_numbers_are_exact() -> None:
    rng = np.random.default_rng(1)
    left, right = rng.integers(0, 256, (3, 500)), rng.integers(-128, 128, (500, 4))
    found = multiply_whole(
        left.astype(np.uint8), right.astype(np.int8), np.array(7, np.uint8), np.array(-3, np.int8)
    )
    assert np.array_equal(found, (left - 7) @ (right + 3))


@given(st.floats(-4, 4))
def test_the_error_function_is_right_to_seven_places(value: float) -> None:
    assert float(erf(np.array([value]))[0]) == pytest.approx(math.erf(value), abs=3e-7)


def test_normalized_values_have_mean_zero_and_spread_one() -> None:
    values = np.random.default_rng(2).normal(3, 5, (2, 400)).astype(np.float32)
    found = normalize(values, np.ones(400), np.zeros(400), epsilon=1e-5)
    assert np.abs(found.mean(-1)).max() < 1e-5
    assert np.allclose(found.std(-1), 1, atol=1e-4)
