"""The pictures of a lesson on paper: halves of pairs made small, drawings in their light dress, and the code to scan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import segno
from django.conf import settings
from PIL import Image

from quizzes.clips.models import Half, Pair

WIDEST = 900
"""Of a photo on paper, in pixels: 150 to the inch across a page."""
INK = "#1d1a16"
_DARK = "@media (prefers-color-scheme: dark)"


def halves_on_paper(pair: Pair, folder: Path) -> Iterator[tuple[str, str]]:
    """Which half, and the name of its picture in `folder`: a photo itself, of a film its poster, of a recording none."""
    files = {rendition.kind: rendition.file for rendition in pair.renditions.all()}
    halves = [Half.ORIGINAL] if pair.question == Pair.Question.CLAIM and pair.has_original else list(Half)
    for half in halves:
        kind = f"{half}-poster" if f"{half}-poster" in files else str(half)
        source = Path(settings.MEDIA_ROOT) / files.get(kind, "nothing")
        name = f"{pair.slug}-{half}.jpg"
        if not (folder / name).exists() and not _shrunk(source, folder / name):
            continue
        yield str(half), name


def _shrunk(source: Path, to: Path) -> bool:
    """Write the picture small; False for a file that is none: a recording, or one that is gone."""
    try:
        with Image.open(source) as picture:
            small = picture.convert("RGB")
    except OSError:
        return False
    small.thumbnail((WIDEST, WIDEST))
    small.save(to, "JPEG", quality=82)
    return True


def drawing_on_paper(source: Path, folder: Path) -> str:
    """Write a drawing without what it wears in the dark, and return its name in `folder`; empty where there is none."""
    if not source.is_file():
        return ""
    drawing = source.read_text(encoding="utf-8")
    while (start := drawing.find(_DARK)) >= 0:
        drawing = drawing[:start] + drawing[_end_of(drawing, start) :]
    drawing = re.sub(r"var\(--[\w-]+,\s*([^()]+)\)", r"\1", drawing).replace("currentColor", INK)
    (folder / source.name).write_text(drawing, encoding="utf-8")
    return source.name


def _end_of(text: str, start: int) -> int:
    depth = 0
    for at in range(text.index("{", start), len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return at + 1
    return len(text)


def code_to_scan(address: str, folder: Path, name: str) -> str:
    """Write the address as a QR code, and return the file's name."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, dark=INK, xmldecl=False)
    (folder / name).write_bytes(out.getvalue())
    return name
