"""Making a pair of recordings: decoded, altered, and both written by the one encode for sound."""

from typing import Any

from quizzes.clips import encode_sound
from quizzes.clips.ingest import IngestError
from quizzes.clips.made import Made, Progress, RenderError, bytes_of
from quizzes.clips.models import Clip, Pair, Rendition
from quizzes.clips.sounds import ingest_sound
from quizzes.forgery.recipe import Recipe
from quizzes.forgery.sound.render import render_sound
from quizzes.forgery.sound.sound import Sound


def make_sound(pair: Pair, progress: Progress) -> tuple[list[Made], dict[str, Any]]:
    """Return the files of a sound pair and its truth.

    Truth: `seconds` of either half, altered `spans` as [start, end] in seconds of the twin in the order of the
    recipe's regions, and the `peaks` each half's wave is drawn from. Raises `RenderError`, `IngestError`,
    `RecipeError`.
    """
    original = _sound(pair.clip)
    if not pair.has_twin:
        (data,) = encode_sound.encode_sounds([original])
        (alone,) = encode_sound.peaks_of([original])
        truth = {"seconds": round(original.duration, 3), "spans": [], "peaks": {"original": alone}}
        return [_made(Rendition.Kind.ORIGINAL, data)], truth
    sources = {clip.slug: _sound(clip) for clip in pair.sources.all()}
    progress(20)
    recipe = Recipe(pair.slug, pair.technique, pair.recipe["params"], pair.recipe["seed"])
    twin = render_sound(original, recipe, sources)
    progress(60)
    halves = [twin.original, twin.twin]
    files = encode_sound.encode_sounds(halves)
    peaks = encode_sound.peaks_of(halves)
    progress(90)
    truth = {
        "seconds": round(twin.twin.duration, 3),
        "spans": [[round(span.start, 3), round(span.end, 3)] for span in twin.spans],
        "peaks": {"original": peaks[0], "twin": peaks[1]},
    }
    return [_made(Rendition.Kind.ORIGINAL, files[0]), _made(Rendition.Kind.TWIN, files[1])], truth


def _sound(clip: Clip) -> Sound:
    try:
        return ingest_sound(bytes_of(clip), start=clip.ingest.get("start"), end=clip.ingest.get("end"))
    except IngestError as error:
        raise RenderError(f"The original {clip.slug} cannot be used. {error}") from error


def _made(kind: str, data: bytes) -> Made:
    return Made(kind, encode_sound.MIME, data, 0, 0)
