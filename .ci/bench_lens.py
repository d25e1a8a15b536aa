"""Measures lenses as the site makes and keeps them: the six of a photo at 1024 px, and those of a film of ten seconds."""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import bench_pair_originals as originals

Row: TypeAlias = dict[str, Any]

COLD_S, WARM_MS = 1.5, 20.0
ROUNDS = 3


def measure() -> list[Row]:
    """All figures of lenses. They are made in this process, through the very function that the site's views call."""
    with tempfile.TemporaryDirectory(prefix="second-look-bench-") as name:
        folder = Path(name)
        os.environ |= {
            "VAR_DIR": str(folder / "site"),
            "DJANGO_SETTINGS_MODULE": "literacy.settings",
            "LOG_LEVEL": "ERROR",
        }
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        import django  # noqa: PLC0415 - reads the settings named above

        django.setup()
        from quizzes.clips.models import Rendition  # noqa: PLC0415

        media = folder / "site" / "media"
        media.mkdir(parents=True)
        (media / "photo").write_bytes(originals.photograph())
        originals.write_film(media / "film")
        photo, film = (Rendition(file=each, sha256=each) for each in ("photo", "film"))
        return photo_rows(photo) + film_rows(film)


def photo_rows(photo: Any) -> list[Row]:
    """The six lenses of a photo together, made anew in each round, and the slowest of them when it is kept."""
    from quizzes.lenses.registry import lenses  # noqa: PLC0415 - after the settings

    offered = lenses("photo")
    cold: dict[str, list[float]] = {each.slug: [] for each in offered}
    warm: list[float] = []
    for number in range(ROUNDS):
        photo.sha256 = f"photo {number}"
        for each in offered:
            cold[each.slug].append(_seconds(each, photo))
            warm.append(1000 * _seconds(each, photo))
    each_s = {slug: median(seconds) for slug, seconds in cold.items()}
    together = median(sum(seconds[number] for seconds in cold.values()) for number in range(ROUNDS))
    return [
        row("photo_six_cold", together, "s", COLD_S),
        row("photo_warm_slowest", max(warm), "ms", WARM_MS),
        *[row(f"photo_{slug.replace('-', '_')}", seconds, "s") for slug, seconds in each_s.items()],
    ]


def film_rows(film: Any) -> list[Row]:
    """Each lens of a film, against how long the film lasts."""
    from quizzes.lenses.registry import lenses  # noqa: PLC0415

    return [
        row(f"film_{each.slug.replace('-', '_')}", _seconds(each, film), "s", originals.LOOP)
        for each in lenses("video")
        if each.takes == "half"
    ]


def _seconds(lens: Any, rendition: Any) -> float:
    from quizzes.clips.lens_pictures import lens_file  # noqa: PLC0415

    begun = time.perf_counter()
    lens_file(lens, rendition).path.read_bytes()
    return time.perf_counter() - begun


def row(name: str, value: float, unit: str, most: float | None = None) -> Row:
    """One line of the file; it holds while the value is at most `most`."""
    holds = most is None or value <= most
    return {"name": f"lens_{name}", "value": round(value, 3), "unit": unit, "goal": most, "holds": holds}
