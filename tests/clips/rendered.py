"""Run as a program: renders small pairs of every medium and prints what came out, hashed."""

import hashlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if "--one-core" in sys.argv:  # before any library counts the cores
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

from PIL import Image

from quizzes.clips.encode import encode, encode_alone
from quizzes.clips.encode_film import encode_films, encode_twin
from quizzes.clips.encode_sound import RATE, encode_sounds, peaks_of
from quizzes.clips.films import open_film
from quizzes.clips.ingest import ingest
from quizzes.clips.overlay import draw_overlay
from quizzes.clips.sounds import ingest_sound
from quizzes.clips.thumb import draw_thumb
from quizzes.forgery.drawn.draw import draw
from quizzes.forgery.film.render import render_film
from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import Recipe
from quizzes.forgery.registry import render
from quizzes.forgery.sound.render import render_sound
from tests.clips.test_sounds import wav
from tests.forgery import test_film_places, test_film_time, test_new_light_and_shape, test_sound_techniques
from tests.forgery.films import made_film
from tests.forgery.pictures import scene
from tests.forgery.sounds import speech
from tests.forgery.test_drawn import CHART, SCREEN

DISC = {"ellipse": [96, 120, 40, 40]}
PHOTOS: list[tuple[str, dict[str, Any]]] = [
    *[("object-removal", {"remove": [DISC], "method": method}) for method in ("patchmatch", "telea", "navier-stokes")],
    ("copy-move", {"copies": [{"from": DISC, "move": [120, 20], "feather": 3, "turn": 20}]}),
    ("splicing", {"source": "other", "thing": DISC, "to": [210, 120], "turn": 10, "scale": [0.8, 0.8]}),
    ("retouch", {"edits": [{"kind": "recolour", "where": {"rect": [0, 0, 320, 240]}, "hues": [20, 32], "turn": 150}]}),
    ("text-edit", {"erase": [{"where": {"rect": [75, 100, 115, 140]}, "ink": "dark"}]}),
    *test_new_light_and_shape.PARAMS.items(),
]  # fmt: skip
FILMS = dict([*test_film_places.PLACED, *test_film_time.TIMED[:5]])


def photos() -> Iterator[tuple[str, bytes]]:
    """The files of photo pairs, and of a photo that stands alone."""
    out = io.BytesIO()
    Image.fromarray(scene(900, 700)).save(out, "JPEG", quality=90)
    yield "photo ingested", ingest(out.getvalue(), long_side=640).tobytes()
    for number, (technique, params) in enumerate(PHOTOS):
        twin = render(_original(technique), Recipe("r", technique, params, 7), {"other": scene(320, 240, 3)})
        for half, data in zip(("original", "twin"), encode([twin.original, twin.twin]), strict=True):
            yield f"photo {number} {technique} {half}", data
        yield f"photo {number} {technique} overlay", draw_overlay(twin.mask)
    yield "photo alone", encode_alone(scene(320, 240))
    yield "photo thumb", draw_thumb(scene(320, 240))[0]


def _original(technique: str) -> Picture:
    if technique == "chart-distortion":
        return draw("chart", CHART)
    return draw("screen", SCREEN) if technique == "fake-screenshot" else scene(320, 240)


def films(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of film pairs, and of a film that stands alone and came from a file."""
    for technique, params in FILMS.items():
        place = folder / technique
        place.mkdir()
        recipe = Recipe("r", technique, params, 7)
        twin = render_film(made_film(40), recipe, test_film_places.SOURCE)
        for half, files in zip(("original", "twin"), encode_twin(twin, place), strict=True):
            yield f"video {technique} {half}", files.video.read_bytes()
            yield f"video {technique} {half}-small", files.small.read_bytes()
            yield f"video {technique} {half}-poster", files.poster
            yield f"video {technique} {half}-strip", files.strip
    large = made_film(12, 640, 480, pan=1)
    (made,) = encode_films(([frame] for frame in large.frames()), large.fps, large.count, folder)
    yield "video large", made.video.read_bytes()
    film = open_film(made.video)
    yield "video ingested", b"".join(frame.tobytes() for frame in film.frames())


def sounds() -> Iterator[tuple[str, bytes]]:
    """The files of sound pairs, from a recording at a rate of its own."""
    original, other = (ingest_sound(wav(speech(seed, rate=44_100, channels=2))) for seed in (0, 3))
    yield "sound ingested", original.samples.tobytes()
    for technique, params in test_sound_techniques.EXAMPLES.items():
        twin = render_sound(original, Recipe("r", technique, params, 7), {"other": other})
        halves = [twin.original, twin.twin]
        assert twin.twin.rate == RATE
        files = zip(("original", "twin"), encode_sounds(halves), peaks_of(halves), strict=True)
        for half, data, peaks in files:
            yield f"sound {technique} {half}", data
            yield f"sound {technique} {half} peaks", peaks.encode()


def main() -> None:
    """Print a line for every file: what it is, and its sha256."""
    with tempfile.TemporaryDirectory() as folder:
        for made in (photos(), sounds(), films(Path(folder))):
            for name, data in made:
                sys.stdout.write(f"{name} {hashlib.sha256(data).hexdigest()}\n")


if __name__ == "__main__":
    main()
