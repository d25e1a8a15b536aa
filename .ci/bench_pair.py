"""Measures making pairs: photographs, sounds and films, each in a process of its own, and a library of all of them."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import bench_pair_originals as originals
from bench_pair_make import PHOTOS, SOUNDS

CI = Path(__file__).resolve().parent
PATCHES = "object-removal-patch"
FILMS = ("mirror", "omission", "reverse", "speed-change", "splicing", "retouch", "object-removal")
LONG_FILM, LONG_SOUND = "reverse", "speed-change"
TIMES = 6
PHOTO_S, PATCH_S, SOUND_S, BARE, GROWN, DEARER, CORES = 0.4, 2.0, 0.5, 1.5, 1.15, 1.2, 1.6

Figures: TypeAlias = Mapping[str, float]
"""What one thing took: `seconds`, processor seconds (`cpu`) and the most memory in MB (`peak`)."""
Row: TypeAlias = dict[str, Any]


def measure() -> list[Row]:
    """All figures of making pairs. What is compared is measured in one run, in turn with what it is compared to."""
    with tempfile.TemporaryDirectory(prefix="second-look-bench-") as name:
        folder = Path(name)
        photo, film, long_film = folder / "photo.jpg", folder / "film.mp4", folder / "long.mp4"
        sound, long_sound = folder / "sound.wav", folder / "long.wav"
        photo.write_bytes(originals.photograph())
        sound.write_bytes(originals.recording(originals.LOOP))
        long_sound.write_bytes(originals.recording(originals.LOOP * TIMES))
        originals.write_film(film)
        originals.write_again_and_again(film, long_film, TIMES)
        rows = photo_rows(made(folder, "photos", photo))
        short = made(folder, "sounds", sound, LONG_SOUND)[LONG_SOUND]
        long = made(folder, "sounds", long_sound, LONG_SOUND)[LONG_SOUND]
        rows += sound_rows(made(folder, "sounds", sound, *SOUNDS)) + growth_rows("sound", short, long)
        bares = [made(folder, "bare", film)["bare"]]
        films: dict[str, Figures] = {}
        for number, technique in enumerate(FILMS, 1):
            films |= made(folder, "film", film, technique)
            if number % 3 == 0:
                bares.append(made(folder, "bare", film)["bare"])
        rows += film_rows(films, bares)
        long = made(folder, "film", long_film, LONG_FILM)[LONG_FILM]
        rows += growth_rows("film", films[LONG_FILM], long)
        return rows + build_rows(_told(folder, [str(CI / "bench_pair_build.py"), str(film)]))


def made(folder: Path, what: str, original: Path, *names: str) -> dict[str, dict[str, float]]:
    """Have pairs made in a process of their own; their figures by name."""
    found: dict[str, dict[str, float]] = _told(
        folder, [str(CI / "bench_pair_make.py"), what, str(original), *names]
    )
    for name, took in found.items():
        said = f"{took['seconds']:6.2f} s, {took['cpu']:6.2f} s of processor, {took['peak']:4.0f} MB"
        print(f"  {what.removesuffix('s')} {name:<22} {said}", flush=True)
    return found


def _told(folder: Path, command: list[str]) -> Any:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {
        "VAR_DIR": str(folder / "site"),
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "literacy.settings",
        "PYTHONPATH": f"{CI.parent}{os.pathsep}{CI}",
    }
    done = subprocess.run(  # noqa: PLW1510 - it is looked at below
        [sys.executable, *command], cwd=CI.parent, env=environment, stdout=subprocess.PIPE, timeout=900
    )
    if done.returncode:
        raise SystemExit(f"The bench of pairs stopped at {' '.join(command[1:])}; the lines above say why.")
    return json.loads(done.stdout)


def row(name: str, value: float, unit: str, most: float | None = None, least: float | None = None) -> Row:
    """One line of the file; it holds while the value is at most `most` and at least `least`."""
    holds = (most is None or value <= most) and (least is None or value >= least)
    goal = most if least is None else least
    return {"name": f"pair_{name}", "value": round(value, 3), "unit": unit, "goal": goal, "holds": holds}


def photo_rows(made: Mapping[str, Figures]) -> list[Row]:
    """Seconds of a photo pair at 1024 px: the median over the techniques, and removal by patches apart."""
    usual = [made[name]["seconds"] for name in PHOTOS if name != PATCHES]
    return [
        row("photo_seconds", median(usual), "s", PHOTO_S),
        row("photo_seconds_patches", made[PATCHES]["seconds"], "s", PATCH_S),
        row("photo_seconds_slowest", max(usual), "s"),
        row("photo_cpu", median(made[name]["cpu"] for name in PHOTOS if name != PATCHES), "s"),
        row("photo_cpu_patches", made[PATCHES]["cpu"], "s"),
    ]


def sound_rows(made: Mapping[str, Figures]) -> list[Row]:
    """Seconds of a sound pair of ten seconds: the slowest technique has the goal."""
    return [
        row("sound_seconds_slowest", max(each["seconds"] for each in made.values()), "s", SOUND_S),
        row("sound_seconds", median(each["seconds"] for each in made.values()), "s", SOUND_S),
        row("sound_cpu_slowest", max(each["cpu"] for each in made.values()), "s"),
    ]


def film_rows(made: Mapping[str, Figures], bares: Sequence[Figures]) -> list[Row]:
    """Film pairs against two bare encodes at once, by the clock and by the processor.

    Both keep two cores busy, so the clock compares them fairly; where others load the machine, the processor's
    time is the better witness.
    """
    bare = {figure: median(each[figure] for each in bares) for figure in ("seconds", "cpu")}
    rows = [
        row(f"film_of_two_encodes_{name}", each["seconds"] / bare["seconds"], "times", BARE)
        for name, each in made.items()
    ]
    rows += [
        row(f"film_cpu_of_two_encodes_{name}", each["cpu"] / bare["cpu"], "times")
        for name, each in made.items()
    ]
    rows += [row(f"film_seconds_{name}", each["seconds"], "s") for name, each in made.items()]
    spread = max(each["cpu"] for each in bares) / min(each["cpu"] for each in bares)
    return [
        *rows,
        row("film_two_encodes_seconds", bare["seconds"], "s"),
        row("film_two_encodes_cpu", bare["cpu"], "s"),
        row("film_two_encodes_cpu_spread", spread, "times"),
        row("film_memory", max(each["peak"] for each in made.values()), "MB"),
    ]


def growth_rows(medium: str, short: Figures, long: Figures) -> list[Row]:
    """What sixty seconds need against ten: memory in all, and processor time for each second of the clip."""
    return [
        row(f"{medium}_memory_60_s_of_10_s", long["peak"] / short["peak"], "times", GROWN),
        row(f"{medium}_cost_a_second_60_s_of_10_s", long["cpu"] / TIMES / short["cpu"], "times", DEARER),
        row(f"{medium}_memory_60_s", long["peak"], "MB"),
    ]


def build_rows(took: Figures) -> list[Row]:
    """How many cores a build with two workers keeps busy, from its first job to its last."""
    print(
        f"  library of {took['pairs']:.0f} pairs: {took['seconds']:.1f} s, {took['cpu']:.1f} s of processor."
    )
    return [
        row("build_cores", took["cpu"] / took["seconds"], "cores", least=CORES),
        row("build_threads", took["threads"], "threads"),
        row("build_seconds", took["seconds"], "s"),
    ]
