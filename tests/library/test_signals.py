"""A recording that is taken along is heard to be manipulated, and is whole between its signals."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quizzes.clips import store
from quizzes.clips.disclosed import disclosed_half
from quizzes.clips.marker import LEAD_S
from quizzes.clips.models import Pair
from quizzes.clips.sounds import ingest_sound
from quizzes.provenance.keyring import Keyring
from tests.recordings import make_recording


@pytest.fixture
def spoken(db: None, tmp_path: Path, keys: Keyring, settings: Any) -> Pair:
    settings.LIBRARY_CACHE = tmp_path
    return make_recording(tmp_path)


def test_a_manipulated_recording_is_taken_along_between_two_signals(spoken: Pair) -> None:
    pair = spoken
    shown = ingest_sound(store.path_of(pair.renditions.get(kind="twin").file).read_bytes(), level=False)
    given = disclosed_half(pair, "twin")
    assert (given.mime, given.name.endswith(".mp3")) == ("audio/mpeg", True)
    taken = ingest_sound(given.data, level=False)
    lead = round(LEAD_S * taken.rate)
    assert abs(len(taken.samples) - len(shown.samples) - 2 * lead) < 0.1 * taken.rate
    assert np.abs(taken.samples[:lead]).max() > 0.1
    heard = shown.samples[4800:-4800, 0]
    likeness = [  # an MP3 begins some hundredths of a second late
        np.corrcoef(taken.samples[lead + 4800 + late :][: len(heard), 0], heard)[0, 1] for late in range(3000)
    ]
    assert max(likeness) > 0.95


def test_the_original_is_taken_along_as_it_is(spoken: Pair) -> None:
    pair = spoken
    shown = ingest_sound(store.path_of(pair.renditions.get(kind="original").file).read_bytes(), level=False)
    assert len(ingest_sound(disclosed_half(pair, "original").data, level=False).samples) == len(shown.samples)
