"""A pupil's player offers no file to keep: browsers put a download into their own controls unless they are told not to."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PLAYER = re.compile(r"<(?:audio|video)\b[^>]*\bcontrols\b[^>]*")


@pytest.mark.parametrize("room", ["attempts", "lessons", "library", "moderation"])
def test_no_player_of_quiz_clips_offers_a_download(room: str) -> None:
    players = [
        found for path in (TEMPLATES / room).rglob("*.html") for found in PLAYER.findall(path.read_text())
    ]
    assert [player for player in players if 'controlslist="nodownload"' not in player] == []
    assert players or room != "attempts"
