"""Builds a small library of drawn originals with two workers, in a folder of its own; prints what that took as JSON.

The settings come from the environment: whoever calls this gives a `VAR_DIR` that may be thrown away.
"""

import hashlib
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import mean
from typing import Any

import django
from bench_pair_make import FILMS, PHOTOS, SOUNDS
from bench_pair_originals import LONG_SIDE, photograph, recording

WORKERS = 2
_LOOK_SECONDS = 0.1
_MANY = 3
_CHOSEN = ("copy-move", "splicing", "retouch", "relight", "face-morph")
_SECONDS = 3.0


class _Quiet:
    """Says nothing while the library is built."""

    def say(self, line: str) -> None:
        """Nothing."""

    def fetched(self, done: int, total: int) -> None:
        """Nothing."""

    def made(self, tally: Any) -> None:
        """Nothing."""


def catalogue_of(cache: Path, film: Path) -> Any:
    """Write originals into a folder of originals; a `Catalogue` of pairs of every medium that can be made of them."""
    from quizzes.clips.catalogue import Catalogue  # noqa: PLC0415
    from quizzes.clips.specs import OriginalSpec, RecipeSpec  # noqa: PLC0415

    cache.mkdir(parents=True, exist_ok=True)
    originals: dict[str, OriginalSpec] = {}
    recipes: dict[str, RecipeSpec] = {}
    words = {language: {"title": "Drawn", "alt": "Drawn", "reveal": ""} for language in ("en", "nl")}

    def keep(slug: str, medium: str, suffix: str, data: bytes, end: float | None) -> None:
        sha256 = hashlib.sha256(data).hexdigest()
        (cache / f"{sha256}.{suffix}").write_bytes(data)
        originals[slug] = OriginalSpec(
            slug=slug, medium=medium, source="wheel", package="drawn", version="1", path=f"{slug}.{suffix}",
            sha256=sha256, tier=1, licence="CC0-1.0", licence_note="", attribution="", people="none", consent="",
            crop=None, long_side=LONG_SIDE if medium == "photo" else 1280, texts=words,
            start=None if end is None else 0.0, end=end,
        )  # fmt: skip

    def make(slug: str, original: str, technique: str, params: Mapping[str, Any]) -> None:
        sources = (str(params["source"]),) if "source" in params else ()
        recipes[slug] = RecipeSpec(
            slug=slug, original=original, technique=technique, seed=1, difficulty="easy", sources=sources, cues=(),
            effort="cheapfake", iptc_source_type="humanEdits", harm="none", params=params, texts=words,
        )  # fmt: skip

    keep("other", "photo", "jpg", photograph(7), None)
    for number in range(_MANY):
        keep(f"photo-{number}", "photo", "jpg", photograph(number), None)
        for name in _CHOSEN:
            make(f"{name}-{number}", f"photo-{number}", *PHOTOS[name])
    keep("sound", "sound", "wav", recording(10), None)
    for name, params in SOUNDS.items():
        make(f"sound-{name}", "sound", name, params)
    keep("film", "video", "mp4", film.read_bytes(), _SECONDS)
    for name in ("mirror", "reverse"):
        make(f"film-{name}", "film", *FILMS[name])
    return Catalogue(originals, recipes)


def running_threads(parent: int) -> int:
    """How many threads of the processes that `parent` started are on a processor, or wait for one, right now."""
    found = 0
    try:
        for thread in Path(f"/proc/{parent}/task").iterdir():
            for child in (thread / "children").read_text().split():
                for task in Path(f"/proc/{child}/task").iterdir():
                    found += (task / "stat").read_text().rpartition(")")[2].split()[0] == "R"
    except OSError:
        return found  # one of them has ended meanwhile
    return found


def build(film: Path) -> dict[str, float]:
    """Build it; seconds, processor seconds of the workers, how many threads wanted a processor, pairs made."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from quizzes.clips.build import build_library  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    cache = Path(settings.LIBRARY_CACHE)
    catalogue = catalogue_of(cache, film)
    looks: list[int] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(_LOOK_SECONDS):
            looks.append(running_threads(os.getpid()))

    watch = threading.Thread(target=look)
    begun = time.perf_counter()
    watch.start()
    outcome = build_library(
        catalogue, tier=1, workers=WORKERS, reporter=_Quiet(),
        fetch=lambda source, package, version, members, folder: {
            path: folder / f"{sha256}{Path(path).suffix}" for path, sha256 in members.items()
        },
    )  # fmt: skip
    seconds = time.perf_counter() - begun
    over.set()
    watch.join()
    if outcome.failed or len(outcome.made) != len(catalogue.recipes):
        raise SystemExit(f"The bench could not build its library: {outcome.failed or outcome.left_out}")
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": seconds,
        "cpu": spent.ru_utime + spent.ru_stime,
        "threads": mean(looks) if looks else 0.0,
        "pairs": float(len(outcome.made)),
    }


def main() -> None:
    """`FILE`: the film that is one of the originals."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
    django.setup()
    json.dump(build(Path(sys.argv[1])), sys.stdout)


if __name__ == "__main__":
    main()
