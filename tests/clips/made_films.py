"""A catalogue of tiny films with real files, whose pairs are made in the blink of an eye."""

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from quizzes.clips import store
from quizzes.clips.build import Outcome, build_library
from quizzes.clips.catalogue import Catalogue
from quizzes.clips.models import Pair
from quizzes.clips.specs import OriginalSpec, RecipeSpec
from quizzes.forgery.picture import Picture
from tests.clips.made_library import Silent, png
from tests.forgery.films import made_film

WIDTH, HEIGHT, FRAMES = 96, 64, 24
WORDS = {
    "title": "A disc",
    "alt": "A disc crosses",
    "reveal": "Look at the disc.",
    "regions": ["the disc"],
    "real": "",
}

# A second disc above the first, from a third of the film to two thirds of it.
SECOND = {"from": {"ellipse": [22, 38, 7, 7]}, "move": [40, -20], "during": [0.32, 0.64], "feather": 1}


def film_file(path: Path, frames: Sequence[Picture], *, tone: bool = False, fps: int = 25) -> Path:
    """Write frames as an mp4, with a rising tone when asked."""
    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=fps, options={"crf": "12", "g": "8"})
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        track = out.add_stream("aac", rate=44_100, layout="stereo") if tone else None
        for number, frame in enumerate(frames):
            new = av.VideoFrame.from_ndarray(frame, format="rgb24")
            new.pts, new.time_base = number, Fraction(1, fps)
            out.mux(stream.encode(new))
        out.mux(stream.encode(None))
        if track is not None:
            at = np.arange(44_100 * len(frames) // fps)
            swing = (np.sin(at * 0.05 * (1 + at / len(at))) * 0.5).astype(np.float32)
            sound = av.AudioFrame.from_ndarray(np.stack([swing, swing]), format="fltp", layout="stereo")
            sound.sample_rate, sound.pts, sound.time_base = 44_100, 0, Fraction(1, 44_100)
            out.mux(track.encode(sound))
            out.mux(track.encode(None))
    return path


class MadeFilms:
    """Keeps originals in a folder of originals and gives the catalogue of all that was added."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        cache.mkdir(parents=True, exist_ok=True)
        self.originals: dict[str, OriginalSpec] = {}
        self.recipes: dict[str, RecipeSpec] = {}

    def original(
        self,
        slug: str,
        *,
        tone: bool = False,
        end: float | None = None,
        spoil: int = 0,
        source: str = "wheel",
    ) -> None:
        """Add a film of a disc on its way; `spoil` cuts off that many bytes."""
        path = film_file(
            self.cache / f"{slug}.mp4", list(made_film(FRAMES, WIDTH, HEIGHT).frames()), tone=tone
        )
        data = path.read_bytes()
        path.unlink()
        self.keep(slug, data[: len(data) - spoil], "video", end, source)

    def photo(self, slug: str, number: int) -> None:
        """Add a photograph."""
        self.keep(slug, png(number), "photo", None, "wheel")

    def keep(self, slug: str, data: bytes, medium: str, end: float | None, source: str) -> None:
        sha256, suffix = hashlib.sha256(data).hexdigest(), "mp4" if medium == "video" else "png"
        (self.cache / f"{sha256}.{suffix}").write_bytes(data)
        texts = {language: {"title": "A disc", "alt": "A disc crosses"} for language in ("en", "nl")}
        self.originals[slug] = OriginalSpec(
            slug, medium, source, "made-films", "1.0", f"{slug}.{suffix}", sha256, 1, "CC0-1.0", "Made for a test.",
            "The test", "none", "", None, 320, texts, None if end is None else 0.0, end,
        )  # fmt: skip

    def recipe(
        self,
        slug: str,
        technique: str,
        original: str,
        params: Mapping[str, Any],
        *,
        sources: tuple[str, ...] = (),
    ) -> None:
        texts = {language: dict(WORDS) for language in ("en", "nl")}
        self.recipes[slug] = RecipeSpec(
            slug,
            original,
            technique,
            1,
            "easy",
            sources,
            (),
            "cheapfake",
            "humanEdits",
            "none",
            params,
            texts,
        )

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.originals, self.recipes)

    def fetch(
        self, source: str, package: str, version: str, members: Mapping[str, str], cache: Path
    ) -> Mapping[str, Path]:
        """Stand in for the registry: everything is there already."""
        return {path: cache / f"{sha256}{Path(path).suffix}" for path, sha256 in members.items()}


def built(films: MadeFilms) -> Outcome:
    """Build the library of what was added; nothing may have failed but what fails with a sentence."""
    reporter = Silent()
    outcome = build_library(films.catalogue, tier=1, workers=1, reporter=reporter, fetch=films.fetch)
    assert not [line for line in reporter.lines if line.startswith("Not made")]
    return outcome


def file_of(pair: Pair, kind: str) -> Path:
    """Return where one file of a pair lies."""
    return store.path_of(pair.renditions.get(kind=kind).file)
