"""Makes pairs in a process of its own, so that its time, its processor time and its memory are theirs alone.

Called with what to make and of which original; prints one JSON table: by name the seconds, the processor seconds
and the most memory (MB) so far.
"""

import json
import os
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")

Figures = dict[str, dict[str, float]]

_BLOB = {"ellipse": [300, 300, 90, 70]}
PHOTOS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "copy-move": ("copy-move", {"copies": [{"from": _BLOB, "move": [350, 60], "match_light": 1}]}),
    "splicing": ("splicing", {"source": "other", "thing": _BLOB, "to": [600, 350], "grain": 1}),
    "retouch": (
        "retouch",
        {
            "edits": [
                {
                    "kind": "recolour",
                    "where": {"rect": [200, 150, 700, 550]},
                    "hues": [0, 90],
                    "turn": 60,
                    "saturation": 40,
                }
            ]
        },
    ),
    "relight": (
        "relight",
        {"lights": [{"from": [320, 0], "to": [320, 600], "first": [0.5, 0.6, 0.8], "last": [1.2, 1.0, 0.9]}]},
    ),
    "crop-out": ("crop-out", {"crop": [150, 100, 850, 566]}),
    "mirror": ("mirror", {}),
    "face-morph": (
        "face-morph",
        {
            "features": [
                {
                    "where": {"ellipse": [400, 300, 120, 80], "feather": 10},
                    "reach": 16,
                    "moves": [[360, 300, -8, -6], [440, 300, 8, -6], [400, 340, 0, 6]],
                }
            ]
        },
    ),
    "object-removal-smear": ("object-removal", {"remove": [_BLOB], "method": "telea"}),
    "object-removal-patch": ("object-removal", {"remove": [_BLOB], "method": "patchmatch"}),
}
SOUNDS: Mapping[str, Mapping[str, Any]] = {
    "splice-audio": {"replace": [{"at": [3.1, 3.4], "take": [6.1, 6.4]}], "room": [0.42, 0.53], "pad": 0.1},
    "omission": {"cut": [[3.1, 3.4]], "room": [0.42, 0.53], "pad": 0.3},
    "reorder": {"swap": [[2.1, 2.4], [4.55, 4.9]], "room": [0.42, 0.53], "pad": 0.1},
    "speed-change": {"at": [[3.0, 6.0]], "factor": 1.2, "pitch": "kept", "room": [0.42, 0.53], "pad": 0.2},
    "voice-conversion": {"pitch": -5, "formant": 0.86},
    "partial-audio-fake": {
        "replace": [{"at": [3.1, 3.4], "take": [6.1, 6.4], "pitch": -4, "formant": 0.9, "tone": 0.5}],
        "room": [0.42, 0.53],
        "pad": 0.1,
    },
}
FILMS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "mirror": ("mirror", {}),
    "freeze-loop": ("freeze-loop", {"mode": "freeze", "repeat": [4, 6]}),
    "omission": ("omission", {"cuts": [[3, 5]]}),
    "reverse": ("reverse", {}),
    "speed-change": ("speed-change", {"pace": 0.5, "between": "flow", "during": [3, 5]}),
    "copy-move": (
        "copy-move",
        {"from": {"rect": [300, 250, 450, 400]}, "move": [400, 100], "follow": "camera", "during": [2, 8]},
    ),
    "splicing": (
        "splicing",
        {
            "source": "other",
            "thing": {"ellipse": [300, 300, 80, 80]},
            "to": [700, 350],
            "follow": "camera",
            "during": [2, 8],
        },
    ),
    "retouch": (
        "retouch",
        {"where": {"rect": [20, 380, 1200, 580]}, "hues": [0, 20], "turn": 80, "during": [2, 8]},
    ),
    "object-removal": (
        "object-removal",
        {
            "remove": {"ellipse": [435, 480, 48, 84]},
            "path": [[2, 0, 0, 1], [4, 350, 0, 1]],
            "during": [2, 4],
            "plate": [2, 6],
            "follow": "camera",
        },
    ),
}


def measured(make: Callable[[], object], times: int = 1) -> dict[str, float]:
    """Do something so often; the median of each figure."""
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        make()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return {"seconds": median(walls), "cpu": median(cpus), "peak": peak()}


def peak() -> float:
    """Return the most memory this process has held so far, in MB; what its parent held does not count."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def photos(original: Path, times: int = 3) -> Figures:
    """One pair for each technique, from the file of the original to the files of both halves."""
    from bench_pair_originals import LONG_SIDE, photograph  # noqa: PLC0415

    from quizzes.clips import encode, overlay, thumb  # noqa: PLC0415
    from quizzes.clips.ingest import ingest  # noqa: PLC0415
    from quizzes.clips.truth import pack_truth  # noqa: PLC0415
    from quizzes.forgery.recipe import Recipe  # noqa: PLC0415
    from quizzes.forgery.registry import render  # noqa: PLC0415

    data = original.read_bytes()
    other = {"other": ingest(photograph(7), crop=None, long_side=LONG_SIDE)}

    def make(technique: str, params: Mapping[str, Any]) -> None:
        recipe = Recipe("bench", technique, params, 1)
        twin = render(ingest(data, crop=None, long_side=LONG_SIDE), recipe, other)
        encode.encode([twin.original, twin.twin])
        overlay.draw_overlay(twin.mask)
        thumb.draw_thumb(twin.original)
        pack_truth(twin)

    make("mirror", {})
    return {
        name: measured(lambda wish=wish: make(*wish), times)  # type: ignore[misc]
        for name, wish in PHOTOS.items()
    }


def sounds(original: Path, names: list[str], times: int = 1) -> Figures:
    """One pair for each technique, from the file of the original to the files of both halves and their waves."""
    from quizzes.clips import encode_sound  # noqa: PLC0415
    from quizzes.clips.sounds import ingest_sound  # noqa: PLC0415
    from quizzes.forgery.recipe import Recipe  # noqa: PLC0415
    from quizzes.forgery.sound.render import render_sound  # noqa: PLC0415

    def make(technique: str) -> None:
        recipe = Recipe("bench", technique, SOUNDS[technique], 1)
        twin = render_sound(ingest_sound(original.read_bytes()), recipe)
        halves = [twin.original, twin.twin]
        encode_sound.encode_sounds(halves)
        encode_sound.peaks_of(halves)

    return {name: measured(lambda name=name: make(name), times) for name in names}  # type: ignore[misc]


def film(original: Path, name: str) -> Figures:
    """One pair of films, from the file of the original to all files of both halves and the truth."""
    from bench_pair_originals import FPS  # noqa: PLC0415

    from quizzes.clips.encode_film import encode_films  # noqa: PLC0415
    from quizzes.clips.film_truth import SeenTruth  # noqa: PLC0415
    from quizzes.clips.films import open_film  # noqa: PLC0415
    from quizzes.forgery.film.film import FilmTwin, MemoryFilm  # noqa: PLC0415
    from quizzes.forgery.film.frame import Frame  # noqa: PLC0415
    from quizzes.forgery.film.render import render_film  # noqa: PLC0415
    from quizzes.forgery.recipe import Recipe  # noqa: PLC0415

    def rows(twin: FilmTwin, seen: SeenTruth) -> Iterator[tuple[Frame, Frame]]:
        for number, triple in enumerate(twin.pairs()):
            seen.look(number, triple.labels)
            yield triple.whole, triple.forged

    def make() -> None:
        whole = open_film(original)
        technique, params = FILMS[name]
        other = MemoryFilm([next(whole.frames())], Fraction(FPS))
        twin = render_film(whole, Recipe("bench", technique, params, 1), {"other": other})
        seen = SeenTruth(twin)
        own, others = twin.original_sound, twin.twin_sound
        tracks = None if own is None or others is None else (own, others)
        with tempfile.TemporaryDirectory() as folder:
            encode_films(rows(twin, seen), twin.fps, twin.count, Path(folder), tracks)
        seen.packed()

    return {name: measured(make)}


def bare(original: Path) -> Figures:
    """Two encodes of the film's frames at once, at the setting of a half, and nothing else.

    Not counted: decoding, sound, the small rendition, filling. Counted: turning pictures into the encoder's colours.
    """
    import av  # noqa: PLC0415

    from quizzes.clips.encode_film import CRF, PRESET  # noqa: PLC0415
    from quizzes.clips.film_frames import whole_of  # noqa: PLC0415
    from quizzes.clips.film_groups import X264  # noqa: PLC0415
    from quizzes.clips.films import open_film  # noqa: PLC0415
    from quizzes.forgery.film.planes import planes_of  # noqa: PLC0415

    whole = open_film(original)
    seconds = cpu = 0.0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        outs = [av.open(f"{folder}/{half}.mp4", "w", format="mp4") for half in range(2)]
        streams = []
        for out in outs:
            stream = out.add_stream(
                "libx264", rate=whole.fps, options=X264 | {"preset": PRESET, "crf": str(CRF)}
            )
            stream.width, stream.height, stream.pix_fmt = whole.width, whole.height, "yuv420p"
            streams.append(stream)

        def encode(half: int, first: int, kept: list[Any]) -> None:
            for number, each in enumerate(kept, first):
                outs[half].mux(streams[half].encode(whole_of(planes_of(each), number, whole.fps)))
            if not kept:
                outs[half].mux(streams[half].encode(None))

        def timed(first: int, kept: list[Any]) -> None:
            nonlocal seconds, cpu
            took = measured(lambda: deque(pool.map(lambda half: encode(half, first, kept), range(2))))
            seconds, cpu = seconds + took["seconds"], cpu + took["cpu"]

        frames = whole.frames()
        # In pieces, so that it needs no more memory than it must: reading them is not counted.
        for first in range(0, whole.count, 50):
            timed(first, list(islice(frames, 50)))
        timed(whole.count, [])
        for out in outs:
            out.close()
    return {"bare": {"seconds": seconds, "cpu": cpu, "peak": peak()}}


def main() -> None:
    """`photos FILE`, `sounds FILE NAME...`, `film FILE NAME` or `bare FILE`."""
    import django  # noqa: PLC0415

    django.setup()
    what, original, *names = sys.argv[1:]
    path = Path(original)
    found = {
        "photos": lambda: photos(path),
        "sounds": lambda: sounds(path, names, times=3 if len(names) > 1 else 1),
        "film": lambda: film(path, *names),
        "bare": lambda: bare(path),
    }[what]()
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
