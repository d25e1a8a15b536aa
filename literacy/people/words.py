"""The words that personal codes are made of, written for this site in Dutch and in English.

Chosen so that a ten-year-old can read, say and type them: everyday things, three to nine plain letters, none that could
hurt the child who gets it, and no two that are one typing mistake apart.
"""

from pathlib import Path

_LISTS = Path(__file__).parent / "word_lists"

DUTCH: tuple[str, ...] = tuple((_LISTS / "nl.txt").read_text(encoding="utf-8").split())
ENGLISH: tuple[str, ...] = tuple((_LISTS / "en.txt").read_text(encoding="utf-8").split())
