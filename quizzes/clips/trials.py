"""Machine-made pairs for the leak audit: made on the spot, through the one last encode, and measured at once."""

import multiprocessing
import signal
import tempfile
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from quizzes.clips import encode, encode_film, encode_sound, trial_films, trial_photos, trial_sounds
from quizzes.clips.audit import Features
from quizzes.clips.film_features import coded_sizes, seen_in
from quizzes.clips.half_features import features_of_half
from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import RecipeError
from quizzes.forgery.sound.sound import Sound

# As that of the audit: fixed before the first pair was measured.
SEED = 20260
MEDIA = ("photo", "video", "sound")
_TRIES = 40


@dataclass(frozen=True)
class Material:
    """Originals that machine-made pairs may be made from, next to drawn ones."""

    pictures: tuple[Picture, ...] = ()
    films: tuple[tuple[Picture, ...], ...] = ()
    sounds: tuple[Sound, ...] = ()


@dataclass(frozen=True)
class Trial:
    """What was measured of one pair (original, twin).

    `files` are the numbers of everything that is delivered. For a film `coded` is what a script learns that
    takes its coded data apart, and `seen` what one learns that looks at its pictures.
    """

    medium: str
    number: int
    technique: str
    files: tuple[Features, Features]
    coded: tuple[Features, Features] | None = None
    seen: tuple[Features, Features] | None = None


def run_trials(
    material: Material, *, count: int, media: Sequence[str] = MEDIA, workers: int = 1
) -> Generator[Trial, None, None]:
    """Make and measure `count` pairs of each medium with `workers` processes; gives them as they come.

    Pair number n of a medium is the same each time, for the same material. Nothing is left on disk, also
    when the reader of this iterator stops early or is interrupted.
    """
    wanted = [(medium, number) for medium in media for number in range(count)]
    with tempfile.TemporaryDirectory(prefix="leak-audit-") as name:
        folder = Path(name)
        if workers == 1:
            yield from (make_trial(material, *each, folder) for each in wanted)
            return
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(workers, spawn, _begin, (material, folder))
        try:
            futures: list[Future[Trial]] = [pool.submit(_trial, *each) for each in wanted]
            for done in as_completed(futures):
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


_material, _folder = Material(), Path()


def _begin(material: Material, folder: Path) -> None:
    """Make a process ready: what it works with, on one core, and the parent alone hears of interruptions."""
    global _material, _folder
    _material, _folder = material, folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)


def _trial(medium: str, number: int) -> Trial:
    return make_trial(_material, medium, number, _folder)


def make_trial(material: Material, medium: str, number: int, folder: Path) -> Trial:
    """Make pair `number` of a medium below `folder`, measure its files, and remove them.

    Parameters that do not fit are drawn anew, and so is a twin that came out as its original.
    """
    for attempt in range(_TRIES):
        rng = np.random.default_rng([SEED, MEDIA.index(medium), number, attempt])
        with tempfile.TemporaryDirectory(dir=folder) as own:
            try:
                return _MAKERS[medium](material, number, rng, Path(own))
            except RecipeError:
                continue
    raise RuntimeError(f"No machine-made pair of the medium {medium} came about for number {number}.")


def _photo(material: Material, number: int, rng: np.random.Generator, folder: Path) -> Trial:
    technique, halves = trial_photos.made_photos(rng, material.pictures)
    files = encode.encode(halves)
    return Trial("photo", number, technique, _measured(folder, files, encode.MIME))


def _sound(material: Material, number: int, rng: np.random.Generator, folder: Path) -> Trial:
    technique, twin = trial_sounds.made_sounds(rng, material.sounds)
    files = encode_sound.encode_sounds([twin.original, twin.twin])
    peaks = encode_sound.peaks_of([twin.original, twin.twin])
    return Trial("sound", number, technique, _measured(folder, files, encode_sound.MIME, peaks))


def _measured(
    folder: Path, files: Sequence[bytes], mime: str, peaks: Sequence[str] = ("", "")
) -> tuple[Features, Features]:
    paths = [folder / str(at) for at in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    first, second = (
        features_of_half({"file": (path, mime)}, wave) for path, wave in zip(paths, peaks, strict=True)
    )
    return first, second


def _video(material: Material, number: int, rng: np.random.Generator, folder: Path) -> Trial:
    technique, twin = trial_films.made_films(rng, material.films, material.pictures, material.sounds)
    halves = encode_film.encode_twin(twin, folder)
    measured = []
    for at, half in enumerate(halves):
        still = {"poster": half.poster, "strip": half.strip}
        for name, data in still.items():
            (folder / f"{name}-{at}").write_bytes(data)
        files = {"file": (half.video, encode_film.MIME), "small": (half.small, encode_film.MIME)}
        measured.append(
            features_of_half(files | {name: (folder / f"{name}-{at}", encode.MIME) for name in still})
        )
    first, second = halves
    return Trial(
        "video",
        number,
        technique,
        (measured[0], measured[1]),
        coded=(coded_sizes(first.video.read_bytes()), coded_sizes(second.video.read_bytes())),
        seen=(seen_in(first.video), seen_in(second.video)),
    )


_MAKERS = {"photo": _photo, "video": _video, "sound": _sound}
