"""The files that belong to one half, and the letters that stand for them in links."""

from quizzes.clips.models import Half

HALVES = {"o": Half.ORIGINAL, "t": Half.TWIN}
# The film or picture itself, the same with few bits, its poster, its strip of small pictures, what is said in it.
CAPTIONS = "captions"
PARTS = {"": "", "l": "small", "p": "poster", "f": "strip", "c": CAPTIONS}


def kind_of(half: str, part: str) -> str:
    """The rendition's kind of one part of a half, such as `twin-poster`; the half itself where `part` is empty."""
    return f"{half}-{part}" if part else half


def letter_of(part: str) -> str:
    """The letter of a part in a link. Raises KeyError for a part there is not."""
    return {name: letter for letter, name in PARTS.items()}[part]
