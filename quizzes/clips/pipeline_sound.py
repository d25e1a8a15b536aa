"""Making a pair of recordings: decoded, altered, and both written by the one encode for sound."""

from typing import Any

from quizzes.clips import encode_sound
from quizzes.clips.captions import make_captions
from quizzes.clips.given import kept_file
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
    recipe's regions, the `peaks` each half's wave is drawn from, and `captions` where somebody speaks.
    Raises `RenderError`, `GivenError`, `IngestError`, `RecipeError`.
    """
    if not pair.has_twin:
        original = sound_alone(pair)
        (data,) = encode_sound.encode_sounds([original])
        (alone,) = encode_sound.peaks_of([original])
        truth: dict[str, Any] = {
            "seconds": round(original.duration, 3),
            "spans": [],
            "peaks": {"original": alone},
        }
        heard = {"original": (Heard(0, len(original.stored), "", 0, 1),)}
        truth |= make_captions(pair, heard, {"": pair.clip}, original)
        return [_made(Rendition.Kind.ORIGINAL, data)], truth
    progress(20)
    original, twin, spans, heard_in = _halves_of(pair)
    progress(60)
    halves = [original, twin]
    try:
        files = encode_sound.encode_sounds(halves)
    except encode_sound.EncodeError as error:
        raise RenderError(f"{pair.slug} could not be written as a sound. {error}") from error
    peaks = encode_sound.peaks_of(halves)
    progress(90)
    truth = {
        "seconds": round(twin.duration, 3),
        "spans": spans,
        "peaks": {"original": peaks[0], "twin": peaks[1]},
    }
    clips = {clip.slug: clip for clip in pair.sources.all()} | {"": pair.clip}
    truth |= make_captions(pair, heard_in, clips, twin)
    return [_made(Rendition.Kind.ORIGINAL, files[0]), _made(Rendition.Kind.TWIN, files[1])], truth


def sound_twin_of(pair: Pair) -> tuple[Sound, Sound, list[list[float]]]:
    """Return both halves of a pair as they are before the last encode, and where the twin differs, in seconds.

    Raises `RenderError`, `GivenError`, `IngestError` or `RecipeError`.
    """
    original, twin, spans, _heard = _halves_of(pair)
    return original, twin, spans


def _halves_of(pair: Pair) -> tuple[Sound, Sound, list[list[float]], dict[str, tuple[Heard, ...]]]:
    """Return both halves, the spans, and what is heard where in either, which is not known of given files."""
    if "given" in pair.recipe:
        given = pair.recipe["given"]
        start, end = given.get("within", (None, None))
        twin = ingest_sound(kept_file(**given["twin"]), start=start, end=end, level=False)
        return _sound(pair.clip, level=False), twin, given["truth"]["spans"], {"original": (), "twin": ()}
    original = sound_alone(pair)
    sources = {clip.slug: _sound(clip) for clip in pair.sources.all()}
    recipe = Recipe(pair.slug, pair.technique, pair.recipe["params"], pair.recipe["seed"])
    made = render_sound(original, recipe, sources)
    spans = [[round(span.start, 3), round(span.end, 3)] for span in made.spans]
    return made.original, made.twin, spans, {"original": made.heard_original, "twin": made.heard_twin}


def sound_alone(pair: Pair) -> Sound:
    """Return the original of a pair as it is before the last encode. Raises `RenderError`."""
    return _sound(pair.clip)


def _sound(clip: Clip, *, level: bool = True) -> Sound:
    try:
        if "speak" in clip.ingest:
            return spoken_sound(bytes_of(clip), **clip.ingest["speak"])
        return ingest_sound(
            bytes_of(clip), start=clip.ingest.get("start"), end=clip.ingest.get("end"), level=level
        )
    except IngestError as error:
        raise RenderError(f"The original {clip.slug} cannot be used. {error}") from error


def _made(kind: str, data: bytes) -> Made:
    return Made(kind, encode_sound.MIME, data, 0, 0)
