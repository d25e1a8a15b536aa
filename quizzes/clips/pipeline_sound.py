"""Making a pair of recordings: decoded, altered, and both written by the one encode for sound."""

from typing import Any

from quizzes.clips import encode_sound
from quizzes.clips.captions import make_captions
from quizzes.clips.ingest import IngestError
from quizzes.clips.made import Made, Progress, RenderError, bytes_of
from quizzes.clips.models import Clip, Pair, Rendition
from quizzes.clips.sounds import ingest_sound, spoken_sound
from quizzes.forgery.recipe import Recipe
from quizzes.forgery.sound.render import render_sound
from quizzes.forgery.sound.sound import Sound
from quizzes.forgery.sound.twin import Heard


def make_sound(pair: Pair, progress: Progress) -> tuple[list[Made], dict[str, Any]]:
    """Return the files of a sound pair and its truth.

    Truth: `seconds` of either half, altered `spans` as [start, end] in seconds of the twin in the order of the
    recipe's regions, the `peaks` each half's wave is drawn from, and `captions` where somebody speaks. Raises `RenderError`, `IngestError`,
    `RecipeError`.
    """
    original = _sound(pair.clip)
    if not pair.has_twin:
        (data,) = encode_sound.encode_sounds([original])
        (alone,) = encode_sound.peaks_of([original])
        truth: dict[str, Any] = {
            "seconds": round(original.duration, 3),
            "spans": [],
            "peaks": {"original": alone},
        }
        captions = make_captions(pair, {"original": (_whole(original),)}, {"": pair.clip}, original)
        return [_made(Rendition.Kind.ORIGINAL, data)], truth | captions
    clips = {clip.slug: clip for clip in pair.sources.all()}
    sources = {slug: _sound(clip) for slug, clip in clips.items()}
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
    heard = {"original": twin.heard_original, "twin": twin.heard_twin}
    truth |= make_captions(pair, heard, clips | {"": pair.clip}, twin.twin)
    return [_made(Rendition.Kind.ORIGINAL, files[0]), _made(Rendition.Kind.TWIN, files[1])], truth


def _whole(sound: Sound) -> Heard:
    return Heard(0, len(sound.samples), "", 0, 1)


def _sound(clip: Clip) -> Sound:
    try:
        if "speak" in clip.ingest:
            return spoken_sound(bytes_of(clip), **clip.ingest["speak"])
        return ingest_sound(bytes_of(clip), start=clip.ingest.get("start"), end=clip.ingest.get("end"))
    except IngestError as error:
        raise RenderError(f"The original {clip.slug} cannot be used. {error}") from error


def _made(kind: str, data: bytes) -> Made:
    return Made(kind, encode_sound.MIME, data, 0, 0)
