"""A pair of recordings made the way the library makes one: a sentence, and the same without one of its words."""

import hashlib
import io
import wave
from pathlib import Path

import numpy as np

from quizzes.clips.models import Clip, Medium, Pair
from quizzes.clips.pipeline import render_pair
from tests.forgery.sounds import ROOM, speech

TEXTS = {
    "title": "A sentence",
    "alt": "Somebody reads a sentence aloud.",
    "regions": ["between the second and the fourth word"],
    "reveal": "Listen to the middle: a word is missing.",
    "transcript_original": "He was not late.",
    "transcript_twin": "He was late.",
}
DUTCH = {"transcript_original": "Hij was niet te laat.", "transcript_twin": "Hij was te laat."}


def _wav() -> bytes:
    sound = speech(seconds=3.0)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes((sound.samples[:, 0] * 32000).astype(np.int16).tobytes())
    return out.getvalue()


def make_recording(cache: Path) -> Pair:
    """A sentence of which one word was cut out, published; `cache` is the folder of originals."""
    data = _wav()
    (cache / "voice.wav").write_bytes(data)
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
        speech={
            "language": "en",
            "words": [[0.4, 0.7, "He"], [0.8, 1.2, "was"], [1.3, 1.5, "not"], [1.7, 2.2, "late."]],
        },
    )
    pair = Pair.objects.create(
        slug="a-word-less",
        clip=clip,
        medium=Medium.SOUND,
        technique="omission",
        difficulty="medium",
        cues=["flat-prosody"],
        texts={"en": TEXTS, "nl": TEXTS | DUTCH},
        recipe={"digest": "1", "params": {"cut": [[1.25, 1.6]], "room": ROOM, "pad": 0.3}, "seed": 1},
    )
    render_pair(pair.slug)
    pair.refresh_from_db()
    return pair
