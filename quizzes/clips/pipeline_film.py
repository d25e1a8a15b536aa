"""Making a pair of films: read, altered and written frame by frame, with the truth seen on the way."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from av.error import FFmpegError
from PIL import Image

from quizzes.clips import encode, encode_film, store, thumb
from quizzes.clips.encode_film import FilmFiles
from quizzes.clips.encode_sound import peaks_of
from quizzes.clips.film_frames import small_size
from quizzes.clips.film_truth import SeenTruth, shape_of
from quizzes.clips.films import FilmFile, open_film
from quizzes.clips.given import GivenError, kept_path
from quizzes.clips.ingest import IngestError, ingest
from quizzes.clips.made import Made, Progress, RenderError, bytes_of, path_of_original
from quizzes.clips.models import Clip, Medium, Pair, Rendition
from quizzes.clips.pack_within import box_of
from quizzes.forgery.film.film import Film, FilmTwin, FrameTriple, MemoryFilm, Span
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.render import render_film
from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.sound.sound import Sound

_KINDS = (
    (
        Rendition.Kind.ORIGINAL,
        Rendition.Kind.ORIGINAL_SMALL,
        Rendition.Kind.ORIGINAL_POSTER,
        Rendition.Kind.ORIGINAL_STRIP,
    ),
    (Rendition.Kind.TWIN, Rendition.Kind.TWIN_SMALL, Rendition.Kind.TWIN_POSTER, Rendition.Kind.TWIN_STRIP),
)
_READ, _ENCODED = 5, 90


def make_film(pair: Pair, folder: Path, progress: Progress) -> tuple[list[Made], dict[str, Any]]:
    """Return the files of a film pair, or of a film that stands alone, and its truth.

    The films themselves lie below `folder` and are to be moved from there. Truth: see `SeenTruth.packed`; a
    film alone has `size`, `seconds`, `fps` and `frames`; with sound there are the `peaks` each wave is drawn
    from. Raises `RenderError`, `RecipeError`, `StoreError`.
    """
    if not pair.has_twin:
        film = film_of(pair.clip)
        progress(_READ)
        alone = ((frame,) for frame in film.recorded())
        sounds = None if film.sound is None else [film.sound]
        files = _encoded(pair, film, alone, sounds=sounds, folder=folder, progress=progress)
        return _made(files), shape_of(film) | _peaks(sounds, ("original",))
    twin = film_twin_of(pair)
    progress(_READ)
    seen = SeenTruth(twin)
    sounds = sounds_of(twin)
    rows = _watched(twin, seen)
    files = _encoded(pair, twin, rows, sounds=sounds, folder=folder, progress=progress)
    told = pair.recipe.get("given", {}).get("truth", {})
    return _made(files), seen.packed() | told | _peaks(sounds, ("original", "twin"))


def film_twin_of(pair: Pair) -> FilmTwin:
    """Return both halves of a pair as they are before the last encode.

    Raises `RenderError`, `GivenError`, `RecipeError`.
    """
    original = film_of(pair.clip)
    if "given" in pair.recipe:
        return _given(pair, original)
    sources = {clip.slug: _source_of(clip, original.fps) for clip in pair.sources.all()}
    recipe = Recipe(pair.slug, pair.technique, pair.recipe["params"], pair.recipe["seed"])
    try:
        return render_film(original, recipe, sources)
    except IngestError as error:
        raise _broken(pair, error) from error


def _given(pair: Pair, original: FilmFile) -> FilmTwin:
    """Put a film and the twin that came with it side by side; their truth is what came with them."""
    try:
        given = pair.recipe["given"]
        twin = open_film(
            kept_path(**given["twin"]),
            crop=box_of(given.get("within", ())),
            long_side=pair.clip.ingest["long_side"],
        )
    except IngestError as error:
        raise _broken(pair, error) from error
    if shape_of(twin) != shape_of(original):
        raise GivenError(f"The halves of {pair.slug} must have one size, one rate and as many frames each.")

    # Made pictures of and back again, colours come out a little otherwise: so for both halves or for neither.
    if len({next(film.recorded(0, 1)).filmed for film in (original, twin)}) > 1:
        original, twin = replace(original, in_planes=False), replace(twin, in_planes=False)

    def pairs() -> Iterator[FrameTriple]:
        for one, other in zip(original.recorded(), twin.recorded(), strict=True):
            yield FrameTriple(one, other)

    spans = tuple(Span(start, end, pair.technique) for start, end in pair.recipe["given"]["truth"]["spans"])
    return FilmTwin(
        width=original.width,
        height=original.height,
        fps=original.fps,
        count=original.count,
        spans=spans,
        pairs=pairs,
        original_sound=original.sound,
        twin_sound=twin.sound,
    )


def film_of(clip: Clip) -> FilmFile:
    """Open an original as the film that is used of it. Raises `RenderError`."""
    path, said = path_of_original(clip), clip.ingest
    crop = said.get("crop")
    try:
        return open_film(
            path,
            start=said.get("start") or 0.0,
            end=said.get("end"),
            crop=tuple(crop) if crop else None,
            long_side=said["long_side"],
        )
    except IngestError as error:
        raise RenderError(f"The original {clip.slug} cannot be used. {error}") from error


def _source_of(clip: Clip, fps: Fraction) -> Film:
    """Open what a recipe takes parts from: another film, or a photograph, which is a film of one frame."""
    if clip.medium != Medium.PHOTO:
        return film_of(clip)
    crop = clip.ingest.get("crop")
    try:
        picture = ingest(
            bytes_of(clip), crop=tuple(crop) if crop else None, long_side=clip.ingest["long_side"]
        )
    except IngestError as error:
        raise RenderError(f"The original {clip.slug} cannot be used. {error}") from error
    return MemoryFilm([picture], fps)


def sounds_of(twin: FilmTwin) -> list[Sound] | None:
    """Return the sounds of both halves, or None: one half alone never sounds."""
    if twin.original_sound is None or twin.twin_sound is None:
        return None
    return [twin.original_sound, twin.twin_sound]


def _watched(twin: FilmTwin, seen: SeenTruth) -> Iterator[tuple[Frame, Frame]]:
    triples: Iterator[FrameTriple] = twin.pairs()
    for number, triple in enumerate(triples):
        seen.look(number, triple.labels)
        yield triple.whole, triple.forged


def _encoded(
    pair: Pair,
    film: Film | FilmTwin,
    rows: Iterator[Sequence[Frame]],
    *,
    sounds: Sequence[Sound] | None,
    folder: Path,
    progress: Progress,
) -> tuple[FilmFiles, ...]:
    """Encode rows of frames; whatever stops it becomes a sentence."""
    try:
        told = _told(pair, rows, film.count, progress)
        return encode_film.encode_films(told, film.fps, film.count, folder, sounds)
    except (RecipeError, RenderError):
        raise
    except IngestError as error:
        raise _broken(pair, error) from error
    except (OSError, FFmpegError) as error:
        # Encoders meet a full disk, too; theirs is an error of another kind with the same number.
        raise store.explained(OSError(error.errno, error.strerror)) from error
    except ValueError as error:
        raise RenderError(f"{pair.slug} could not be written as a film. {error}") from error


def _told(
    pair: Pair, rows: Iterator[Sequence[Frame]], count: int, progress: Progress
) -> Iterator[Sequence[Frame]]:
    """Pass rows on and tell how many have come; a file that goes away meanwhile is told apart from a full disk."""
    try:
        for number, row in enumerate(rows):
            progress(_READ + (_ENCODED - _READ) * number // count)
            yield row
    except OSError as error:
        raise RenderError(
            f"{pair.slug} could not be made: {error.strerror} while an original was read."
        ) from error


def _broken(pair: Pair, error: IngestError) -> RenderError:
    used = ", ".join(sorted({pair.clip.slug, *(clip.slug for clip in pair.sources.all())}))
    return RenderError(f"{pair.slug} could not be made of {used}. {error}")


def _peaks(sounds: Sequence[Sound] | None, halves: Sequence[str]) -> dict[str, Any]:
    return {} if sounds is None else {"peaks": dict(zip(halves, peaks_of(sounds), strict=True))}


def _made(halves: Sequence[FilmFiles]) -> list[Made]:
    found = []
    for files, (film, small, poster, strip) in zip(halves, _KINDS[: len(halves)], strict=True):
        width, height = files.width, files.height
        tiles = Image.open(io.BytesIO(files.strip)).size
        found += [
            Made(film, encode_film.MIME, files.video, width, height),
            Made(small, encode_film.MIME, files.small, *small_size(width, height)),
            Made(poster, encode.MIME, files.poster, width, height),
            Made(strip, encode.MIME, files.strip, *tiles),
        ]
    with Image.open(io.BytesIO(halves[0].poster)) as shown:
        data, width, height = thumb.draw_thumb(np.asarray(shown.convert("RGB")))
    return [*found, Made(Rendition.Kind.THUMB, thumb.MIME, data, width, height)]
