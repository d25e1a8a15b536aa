"""Grain is measured without being misled by texture, and given in the strength that was asked for."""

import numpy as np
import pytest

from quizzes.forgery.grain import grain_of, with_grain


def flat(sigma: float, seed: int = 0) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, sigma, (80, 80, 1))
    return np.clip(np.rint(120 + noise * np.ones(3)), 0, 255).astype(np.uint8)


def test_more_grain_measures_as_more() -> None:
    everywhere = np.ones((80, 80), np.float32)
    measured = [grain_of(flat(sigma), everywhere) for sigma in (0, 2, 5, 10)]
    assert measured[0] == 0
    assert measured == sorted(measured)


def test_coarse_texture_in_half_of_the_place_is_not_taken_for_grain() -> None:
    picture, everywhere = flat(2), np.ones((80, 80), np.float32)
    quiet = grain_of(picture, everywhere)
    picture[:, 40:] = np.where(np.indices((80, 40)).sum(axis=0)[..., np.newaxis] % 4 < 2, 20, 220)
    assert grain_of(picture, everywhere) == pytest.approx(quiet, rel=0.35)


def test_place_too_small_to_measure_has_no_grain() -> None:
    speck = np.zeros((80, 80), np.float32)
    speck[3, 3] = 1
    assert grain_of(flat(9), speck) == 0


def test_given_grain_has_the_strength_that_was_asked_for() -> None:
    plain = np.full((60, 60, 3), 100.0)
    grainy = with_grain(plain, 4.0, np.random.default_rng(1))
    assert float(grainy[..., 0].std()) == pytest.approx(4.0, rel=0.01)
    assert np.array_equal(with_grain(plain, 0.0, np.random.default_rng(1)), plain.astype(np.float32))
