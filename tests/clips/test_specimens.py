"""Specimens: five states that reading tells apart, for pictures, films and recordings; chosen by the seed."""

from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from quizzes.clips.specimens import (
    READS_AS,
    STRANGERS,
    SpecimenError,
    SpecimenState,
    specimen,
    state_for,
    stranger,
)
from quizzes.provenance.certificates import issue_identity, make_authority
from quizzes.provenance.reading import State, read
from quizzes.provenance.signing import Claim
from tests.provenance.test_credentials import film, photo
from tests.studio.hostile.samples import good

NOW = datetime.now(UTC)
ROOT = make_authority("Second Look", now=NOW)
IDENTITY = issue_identity(ROOT, "Second Look", now=NOW)
ANCHORS = (ROOT.certificate,)
CLAIM = Claim("A boat", "digitalCapture")


@cache
def samples() -> dict[str, bytes]:
    return {
        "image/jpeg": photo(), "image/png": photo("PNG"), "image/webp": photo("WEBP"), "video/mp4": film(),
        "audio/mpeg": good()["mp3"], "audio/wav": good()["wav"],
    }  # fmt: skip


@pytest.mark.parametrize("state", SpecimenState)
@pytest.mark.parametrize("mime", samples())
def test_every_state_reads_as_itself(mime: str, state: SpecimenState) -> None:
    for seed in range(3):
        made = specimen(samples()[mime], mime, state, CLAIM, identity=IDENTITY, anchors=ANCHORS, seed=seed)
        assert made.reading == read(made.data, mime, ANCHORS)
        assert made.reading.state == READS_AS[state]


def test_states_are_told_apart_by_reading_alone() -> None:
    told = {}
    for state in SpecimenState:
        made = specimen(photo(), "image/jpeg", state, CLAIM, identity=IDENTITY, anchors=ANCHORS)
        origins = {step.source_type for step in made.reading.steps}
        told[state] = (made.reading.state, made.reading.signer, "trainedAlgorithmicMedia" in origins)
    assert len(set(told.values())) == len(SpecimenState)
    assert told[SpecimenState.UNTRUSTED][1] in STRANGERS
    assert told[SpecimenState.AI] == (State.TRUSTED, "Second Look", True)


def test_chance_follows_from_the_seed() -> None:
    def strangers() -> list[str]:
        return [
            specimen(
                photo(), "image/jpeg", SpecimenState.UNTRUSTED, CLAIM, identity=IDENTITY, anchors=ANCHORS, seed=seed
            ).reading.signer
            for seed in range(12)
        ]  # fmt: skip

    assert strangers() == strangers()
    assert len(set(strangers())) > 1
    chosen = Counter(state_for(seed) for seed in range(1000))
    assert [state_for(seed) for seed in range(20)] == [state_for(seed) for seed in range(20)]
    assert min(chosen.values()) > 150 and len(chosen) == len(SpecimenState)


def test_the_same_seed_saves_anew_with_the_same_bytes() -> None:
    made = [
        specimen(
            photo(), "image/jpeg", SpecimenState.ABSENT, CLAIM, identity=IDENTITY, anchors=ANCHORS, seed=3
        ).data
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_a_file_that_cannot_be_signed_or_would_read_as_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpecimenError, match="text/plain"):
        specimen(b"x", "text/plain", SpecimenState.TRUSTED, CLAIM, identity=IDENTITY, anchors=ANCHORS)
    with pytest.raises(SpecimenError, match="reads as untrusted"):
        specimen(
            photo(),
            "image/jpeg",
            SpecimenState.TRUSTED,
            CLAIM,
            identity=stranger("Somebody"),
            anchors=ANCHORS,
        )
