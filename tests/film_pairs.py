"""Small made-up pairs of films for tests: real files by the library's own encoder, every frame with its number on it."""

import tempfile
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from quizzes.clips import encode, encode_film, film_frames
from quizzes.clips.models import Clip, Half, Medium, Pair, Rendition
from quizzes.forgery.picture import Picture
from tests.factories import keep, numbers

WIDTH, HEIGHT, FPS, COUNT = 320, 180, 25, 110
SPAN = (1.2, 2.4)
"""Seconds in which the twin has a red box."""
BOX = (200, 60, 260, 120)
BITS, BLOCK = 8, 20
"""The number of a frame stands along the upper edge: BITS squares of BLOCK pixels, the highest bit first."""
OUTLINE = "M200 60L260 60L260 120L200 120Z"


def frame_of(number: int, *, changed: bool) -> Picture:
    """One frame: a disc on a field, its number as black and white squares."""
    picture = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    picture[:] = np.linspace((90, 140, 180), (60, 110, 60), HEIGHT)[:, np.newaxis]
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    picture[np.hypot(x - 20 - number * 2, y - 130) < 18] = (250, 240, 60)
    if changed and SPAN[0] <= number / FPS < SPAN[1]:
        picture[BOX[1] : BOX[3], BOX[0] : BOX[2]] = (200, 60, 60)
    for bit in range(BITS):
        picture[:BLOCK, bit * BLOCK : (bit + 1) * BLOCK] = 255 * (number >> (BITS - 1 - bit) & 1)
    return picture


@cache
def _files(halves: tuple[bool, ...]) -> list[dict[str, tuple[bytes, str, int, int]]]:
    """The files of each half by part of its name: bytes, type, width and height. Made once for all tests."""

    def rows() -> Iterator[list[Picture]]:
        for number in range(COUNT):
            yield [frame_of(number, changed=changed) for changed in halves]

    with tempfile.TemporaryDirectory() as folder:
        made = encode_film.encode_films(rows(), Fraction(FPS), COUNT, Path(folder))
        small = film_frames.small_size(WIDTH, HEIGHT)
        strip = (encode_film.TILE_WIDTH * encode_film.TILES, round(encode_film.TILE_WIDTH * HEIGHT / WIDTH))
        return [
            {
                "": (each.video.read_bytes(), encode_film.MIME, WIDTH, HEIGHT),
                "-small": (each.small.read_bytes(), encode_film.MIME, *small),
                "-poster": (each.poster, encode.MIME, WIDTH, HEIGHT),
                "-strip": (each.strip, encode.MIME, *strip),
            }
            for each in made
        ]


def make_film_pair(
    *, has_twin: bool = True, claim: bool = False, moments: bool = True, **fields: Any
) -> Pair:
    """A published pair of films of COUNT frames; the twin has a red box at BOX during SPAN."""
    number = next(numbers)
    clip = Clip.objects.create(
        slug=f"film-clip-{number}",
        medium=Medium.VIDEO,
        texts={"en": {"title": f"Ball {number}", "alt": "A ball"}},
        source="made for a test",
        sha256="0" * 64,
        licence="CC0-1.0",
        attribution="The test",
        people="none",
    )
    texts: dict[str, Any] = {
        "title": f"A ball {number}",
        "alt": "A yellow ball rolls over a field.",
        "reveal": "Look at the box on the right: it comes from nowhere.",
        "regions": ["a red box on the right"],
    }
    if claim:
        texts |= {"claim_original": f"A ball in June {number}.", "claim_twin": f"A ball in May {number}."}
    changed = has_twin and not claim
    truth: dict[str, Any] = {
        "size": [WIDTH, HEIGHT],
        "seconds": COUNT / FPS,
        "fps": [FPS, 1],
        "frames": COUNT,
    }
    if changed:
        box = [BOX[0] / WIDTH, BOX[1] / HEIGHT, BOX[2] / WIDTH, BOX[3] / HEIGHT]
        truth |= {"spans": [list(SPAN)], "regions": [{"box": box}], "moments": []}
        if moments:
            middle = round(sum(SPAN) / 2, 2)
            truth["moments"] = [
                {"start": start, "end": end, "regions": [{"box": box}], "outline": OUTLINE}
                for start, end in ((SPAN[0], middle), (middle, SPAN[1]))
            ]
    fields = {"technique": "splicing" if has_twin else "authentic-odd-looking"} | fields
    pair = Pair.objects.create(
        slug=f"film-pair-{number}",
        clip=clip,
        medium=Medium.VIDEO,
        has_twin=has_twin,
        question=Pair.Question.CLAIM if claim else Pair.Question.PICTURE,
        difficulty="medium",
        cues=["unnatural-motion"],
        texts={"en": texts, "nl": texts},
        state=Pair.State.PUBLISHED,
        truth=truth,
        **fields,
    )
    halves = [Half.ORIGINAL, Half.TWIN] if has_twin else [Half.ORIGINAL]
    flags = (False,) if not has_twin else (False, changed)
    for half, files in zip(halves, _files(flags), strict=True):
        for part, (data, mime, width, height) in files.items():
            keep(pair, f"{half}{part}", data, mime, (width, height))
    poster, mime, width, height = _files(flags)[0]["-poster"]
    keep(pair, Rendition.Kind.THUMB, poster, mime, (width, height))
    return pair
