"""Making a pair: originals in, both halves and the overlay out, published in one step."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from quizzes.clips import encode, overlay, store, thumb
from quizzes.clips.canvas import canvas_of, fit
from quizzes.clips.given import GivenError, given_twin
from quizzes.clips.ingest import IngestError, ingest
from quizzes.clips.made import Made, Progress, RenderError, bytes_of
from quizzes.clips.models import Clip, Medium, Pair, Rendition
from quizzes.clips.pipeline_film import make_film
from quizzes.clips.pipeline_sound import make_sound
from quizzes.clips.specs import digest_of
from quizzes.clips.truth import pack_truth
from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import render
from quizzes.forgery.twin import Twin

RENDERED_MEDIA = ("photo", "sound", "video")
"""The media whose pairs this pipeline can make; recipes for others wait in the catalogue."""

_ROOM = Path(__file__).resolve().parent
_MAKERS = (
    "ingest.py", "canvas.py", "given.py", "encode.py", "overlay.py", "thumb.py", "truth.py", "pipeline.py",
    "made.py", "pipeline_sound.py", "sounds.py", "encode_sound.py", "sound_fill.py", "sound_parts.py", "captions.py",
    "pipeline_film.py", "film_truth.py", "films.py", "encode_film.py", "film_sound.py", "film_fill.py",
    "film_margin.py", "film_frames.py", "film_spool.py", "film_groups.py", "film_reel.py", "film_packet.py",
    "film_track.py", "film_crew.py", "film_planes.py", "film_container.py",
)  # fmt: skip


@cache
def code_digest() -> str:
    """Hash of all code that decides what a pair looks like: a site that is updated renders its pairs anew."""
    files = [_ROOM / name for name in _MAKERS] + sorted((_ROOM.parent / "forgery").rglob("*.py"))
    return digest_of([hashlib.sha256(path.read_bytes()).hexdigest() for path in files])


def render_digest_of(pair: Pair) -> str:
    """Return what `Pair.render_digest` must be for its files to be those its row asks for."""
    return digest_of([pair.recipe.get("digest"), pair.technique, code_digest()])


def is_up_to_date(pair: Pair) -> bool:
    """Whether the pair is published from the recipe in its row, with every file in its place."""
    if pair.state != Pair.State.PUBLISHED or pair.render_digest != render_digest_of(pair):
        return False
    for rendition in pair.renditions.all():
        path = store.path_of(rendition.file)
        if not path.is_file() or path.stat().st_size != rendition.size:
            return False
    return True


def render_pair(slug: str, progress: Progress = lambda percent: None) -> None:
    """Make the files of a pair and publish it; nothing is done when they are there already.

    A recipe, original or disk that will not do makes the pair FAILED with a sentence, which is raised as
    `RenderError` too. `progress` is told how far it is, 0 to 100. Safe to be cut off anywhere and to be done
    twice.
    """
    while True:
        pair = Pair.objects.select_related("clip").get(slug=slug)
        if pair.state == Pair.State.RETIRED or is_up_to_date(pair):
            return
        digest = render_digest_of(pair)
        try:
            with store.workplace() as folder:
                files, truth = _make(pair, folder, progress)
                if _publish(pair, digest, files, truth):
                    return
        except (RenderError, IngestError, GivenError, RecipeError, store.StoreError) as error:
            _fail(pair, str(error))
            raise RenderError(str(error)) from error
        except Exception:
            # The row must not say "being made" for ever; the error itself goes to the job and its log.
            _fail(pair, f"Something went wrong in the program while {slug} was made; the log says more.")
            raise


def _make(pair: Pair, folder: Path, progress: Progress) -> tuple[list[Made], dict[str, Any]]:
    if pair.medium == Medium.SOUND:
        return make_sound(pair, progress)
    if pair.medium == Medium.VIDEO:
        return make_film(pair, folder, progress)
    if not pair.has_both:
        return _made_alone(pair), {}
    twin = twin_of(pair, progress)
    progress(70)
    height, width = twin.mask.shape
    halves = encode.encode([twin.original, twin.twin])
    drawing = _overlay(twin)
    progress(90)
    files = [
        Made(kind, mime, data, width, height)
        for kind, mime, data in (
            (Rendition.Kind.ORIGINAL, encode.MIME, halves[0]),
            (Rendition.Kind.TWIN, encode.MIME, halves[1]),
            (Rendition.Kind.OVERLAY, overlay.MIME, drawing),
        )
        if data
    ]
    return [*files, _thumb(twin.original)], pack_truth(twin)


def _thumb(original: Picture) -> Made:
    data, width, height = thumb.draw_thumb(original)
    return Made(Rendition.Kind.THUMB, thumb.MIME, data, width, height)


def twin_of(pair: Pair, progress: Progress = lambda percent: None) -> Twin:
    """Return both halves of a pair as they are before the last encode, and the truth.

    Raises `RenderError`, `GivenError`, `IngestError` or `RecipeError`.
    """
    original = _picture(pair.clip)
    if "given" in pair.recipe:
        return given_twin(pair.recipe["given"], original)
    recipe = Recipe(pair.slug, pair.technique, pair.recipe["params"], pair.recipe["seed"])
    sources: Mapping[str, Picture] = {clip.slug: _picture(clip) for clip in pair.sources.all()}
    progress(20)
    return render(original, recipe, sources)


def picture_alone(pair: Pair) -> Picture:
    """Return the picture of a clip that stands alone as it is before the last encode; errors as `twin_of`."""
    picture = _picture(pair.clip)
    try:
        canvas = canvas_of(pair.recipe.get("params", {}))
        return picture if canvas is None else fit(picture, canvas)
    except ValueError as error:
        raise RenderError(f"{pair.slug} cannot be shown. {error}") from error


def _made_alone(pair: Pair) -> list[Made]:
    picture = picture_alone(pair)
    if canvas_of(pair.recipe.get("params", {})) is None:
        (data,) = encode.encode([picture])
    else:
        try:
            data = encode.encode_alone(picture)
        except ValueError as error:
            raise RenderError(f"{pair.slug} cannot be shown. {error}") from error
    kind = Rendition.Kind.ORIGINAL if pair.has_original else Rendition.Kind.TWIN
    height, width = picture.shape[:2]
    return [Made(kind, encode.MIME, data, width, height), _thumb(picture)]


def _overlay(twin: Twin) -> bytes:
    """Draw what was changed; for a crop the kept frame, on the original half; nothing where all is equal."""
    if twin.frame is not None:
        return overlay.draw_frame((twin.mask.shape[0], twin.mask.shape[1]), twin.frame)
    return overlay.draw_overlay(twin.mask) if twin.mask.any() else b""


def _picture(clip: Clip) -> Picture:
    data = bytes_of(clip)
    crop = clip.ingest.get("crop")
    try:
        return ingest(data, crop=tuple(crop) if crop else None, long_side=clip.ingest["long_side"])
    except IngestError as error:
        raise RenderError(f"The original {clip.slug} cannot be used. {error}") from error


def _publish(pair: Pair, digest: str, files: list[Made], truth: dict[str, Any]) -> bool:
    """Keep the files and publish the pair with them; False when its recipe was changed meanwhile."""
    # In the order of their random names, so that neither row numbers nor file times follow the half.
    keys = dict(sorted(((store.new_key(), made) for made in files), key=lambda named: named[0]))
    rows = [_row(pair, key, made) for key, made in keys.items()]
    published = False
    try:
        for key, made in keys.items():
            store.keep(key, made.data)
        with transaction.atomic():
            fresh = Pair.objects.select_for_update().get(pk=pair.pk)
            if render_digest_of(fresh) != digest or fresh.state == Pair.State.RETIRED:
                return False
            store.discard_after_commit(list(fresh.renditions.values_list("file", flat=True)))
            fresh.renditions.all().delete()
            Rendition.objects.bulk_create(rows)
            fresh.render_digest, fresh.truth = digest, truth
            fresh.state, fresh.error = Pair.State.PUBLISHED, ""
            fresh.save(update_fields=["render_digest", "truth", "state", "error"])
        published = True
    finally:
        if not published:
            store.discard(keys)
    return True


def _row(pair: Pair, key: str, made: Made) -> Rendition:
    return Rendition(
        pair=pair,
        kind=made.kind,
        file=key,
        mime=made.mime,
        width=made.width,
        height=made.height,
        size=made.size,
        sha256=made.sha256,
    )


def _fail(pair: Pair, sentence: str) -> None:
    Pair.objects.filter(pk=pair.pk).exclude(state=Pair.State.RETIRED).update(
        state=Pair.State.FAILED, error=sentence
    )
