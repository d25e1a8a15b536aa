"""A pair of recordings on its whole way: made from a WAV file, judged by ear, revealed with its spans."""

import hashlib
import io
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client

from literacy.people.models import User
from quizzes.clips.models import Clip, Medium, Pair
from quizzes.clips.pipeline import render_pair
from quizzes.items.loader import item_for_pair
from tests.attempts.playing import page, place_url, text_of
from tests.factories import make_quiz, make_sitting
from tests.forgery.sounds import ROOM, speech

TEXTS = {
    "title": "A sentence",
    "alt": "Somebody reads a sentence aloud.",
    "regions": ["between the second and the fourth word"],
    "reveal": "Listen to the middle: a word is missing.",
    "transcript_original": "He was not late.",
    "transcript_twin": "He was late.",
}


def _wav() -> bytes:
    sound = speech(seconds=3.0)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes((sound.samples[:, 0] * 32000).astype(np.int16).tobytes())
    return out.getvalue()


@pytest.fixture
def recording(db: None, settings: Any, tmp_path: Path) -> Pair:
    """A sentence of which one word was cut out, as the library would make it."""
    settings.LIBRARY_CACHE = tmp_path
    data = _wav()
    (tmp_path / "voice.wav").write_bytes(data)
    clip = Clip.objects.create(
        slug="voice",
        medium=Medium.SOUND,
        texts={"en": {"title": "A sentence"}},
        source="made for a test",
        sha256=hashlib.sha256(data).hexdigest(),
        file="voice.wav",
        ingest={"crop": None, "long_side": 1280},
        licence="CC0-1.0",
        attribution="The test",
        people="none",
    )
    pair = Pair.objects.create(
        slug="a-word-less",
        clip=clip,
        medium=Medium.SOUND,
        technique="omission",
        difficulty="medium",
        cues=["flat-prosody"],
        texts={"en": TEXTS, "nl": TEXTS},
        recipe={"digest": "1", "params": {"cut": [[1.25, 1.6]], "room": ROOM, "pad": 0.3}, "seed": 1},
    )
    render_pair(pair.slug)
    pair.refresh_from_db()
    return pair


def test_a_sound_pair_is_published_with_two_files_of_one_size_and_its_spans(recording: Pair) -> None:
    assert recording.state == Pair.State.PUBLISHED
    files = {each.kind: each for each in recording.renditions.all()}
    assert set(files) == {"original", "twin"}
    assert files["original"].size == files["twin"].size
    assert files["original"].sha256 != files["twin"].sha256
    assert {each.mime for each in files.values()} == {"audio/mpeg"}
    ((start, end),) = recording.truth["spans"]
    assert 0 < start < end < recording.truth["seconds"]


def test_a_recording_is_judged_and_never_asked_for_a_place_in_a_picture(recording: Pair) -> None:
    assert item_for_pair(recording).chain == ["judge"]


@pytest.mark.parametrize("twin", [False, True])
def test_before_the_answer_only_what_is_heard_is_told(
    client: Client, sam: User, recording: Pair, twin: bool
) -> None:
    sitting = make_sitting(make_quiz([recording]), sam, twins=twin)
    client.force_login(sam)
    asked = text_of(page(client, sitting, 1, accept_language="en"))
    heard, other = ("He was late.", "He was not late.") if twin else ("He was not late.", "He was late.")
    assert "Is this recording real or manipulated?" in asked
    assert heard in asked
    assert other not in asked
    assert "altered" not in asked
    assert "a word is missing" not in asked
    assert "<audio" in asked


def test_the_reveal_lets_both_be_heard_and_names_the_altered_seconds(
    client: Client, sam: User, recording: Pair
) -> None:
    sitting = make_sitting(make_quiz([recording]), sam, twins=True)
    client.force_login(sam)
    address = place_url(sitting, 1) + "answer/"
    form = {"key": "7a1b0f9e-2f0a-4a30-9c3a-2f6f5d0c8f11", "item_type": "judge", "p_manipulated": "0.8"}
    client.post(address, form)
    revealed = text_of(page(client, sitting, 1, accept_language="en"))
    assert "You heard it: this recording was manipulated." in revealed
    assert revealed.count("<audio") == 2
    assert "between the second and the fourth word" in revealed
    assert 'class="altered"' in revealed


def test_a_recording_plays_from_any_second(client: Client, sam: User, recording: Pair) -> None:
    sitting = make_sitting(make_quiz([recording]), sam, twins=True)
    client.force_login(sam)
    html = text_of(page(client, sitting, 1))
    address = html.split('<audio controls preload="metadata" src="')[1].split('"')[0]
    part = client.get(address, headers={"range": "bytes=2000-2999"})
    assert (part.status_code, len(part.getvalue())) == (206, 1000)
