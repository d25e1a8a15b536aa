"""What is done to clips and pairs: taken over from the catalogue, asked to be made, retired."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model

from quizzes.clips.catalogue import Catalogue
from quizzes.clips.models import Clip, Medium, Pair
from quizzes.clips.pipeline import is_up_to_date
from quizzes.clips.specs import OriginalSpec, RecipeSpec
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.jobs.actions import enqueue
from quizzes.jobs.models import Job


def save_clip(*, spec: OriginalSpec, file: str) -> Clip:
    """Make or renew the clip of an original; `file` is its name in the folder of originals."""
    clip = Clip.objects.filter(slug=spec.slug).first() or Clip(slug=spec.slug)
    save_changed(clip, clip_fields(spec) | {"file": file})
    return clip


def save_pair(*, catalogue: Catalogue, recipe: RecipeSpec) -> Pair:
    """Make or renew the pair of a recipe whose clips are saved, and ask for its files unless they are right.

    New texts alone change the row and nothing else.
    """
    with transaction.atomic():
        pair = Pair.objects.filter(slug=recipe.slug).first() or Pair(slug=recipe.slug)
        clips = {clip.slug: clip for clip in Clip.objects.filter(slug__in=[recipe.original, *recipe.sources])}
        save_changed(pair, pair_fields(catalogue, recipe) | {"clip": clips[recipe.original]})
        sources = [clips[slug] for slug in recipe.sources]
        if set(pair.sources.all()) != set(sources):
            pair.sources.set(sources)
        if not is_up_to_date(pair):
            request_rendering(pair=pair)
    return pair


def request_rendering(*, pair: Pair) -> Job:
    """Have a pair made (again); until then it is not published."""
    with transaction.atomic():
        save_changed(pair, {"state": Pair.State.RENDERING, "error": ""})
        return enqueue(kind=RENDER_PAIR, target=pair.slug)


def retire_pairs(*, keep: Collection[str]) -> list[str]:
    """Retire the pairs that came from the catalogue and are in it no more; returns their slugs.

    They stay in the database, because answers point at them, but no new quiz takes them.
    """
    # Pairs from the catalogue carry its digest, and those from a pack its name too; those that people made themselves are not touched.
    gone = (
        Pair.objects.in_library()
        .filter(recipe__has_key="digest")
        .exclude(recipe__has_key="pack")
        .exclude(state=Pair.State.RETIRED)
        .exclude(slug__in=keep)
    )
    slugs = list(gone.values_list("slug", flat=True))
    if slugs:
        Pair.objects.filter(slug__in=slugs).update(state=Pair.State.RETIRED, error="")
    return slugs


def fail_forsaken_pairs() -> list[str]:
    """Give a sentence to pairs that wait to be made while no job will; returns their slugs."""
    forsaken = []
    for pair in Pair.objects.filter(state=Pair.State.RENDERING):
        jobs = Job.objects.about(kind=RENDER_PAIR, target=pair.slug)
        if not jobs.open().exists():
            last = jobs.first()
            sentence = last.error if last and last.error else "It was never finished. Start again."
            save_changed(pair, {"state": Pair.State.FAILED, "error": sentence})
            forsaken.append(pair.slug)
    return forsaken


def clip_fields(spec: OriginalSpec) -> dict[str, Any]:
    """What a clip's row says of an original."""
    return {
        "medium": spec.medium,
        "texts": _plain(spec.texts),
        "source": spec.origin,
        "sha256": spec.sha256,
        "ingest": {"crop": list(spec.crop) if spec.crop else None, "long_side": spec.long_side}
        | ({} if spec.start is None else {"start": spec.start, "end": spec.end})
        | ({"speak": _plain(spec.speak)} if spec.speak else {})
        | ({"eye": list(spec.eye)} if spec.eye else {}),
        "licence": spec.licence,
        "licence_note": spec.licence_note,
        "attribution": spec.attribution,
        "people": spec.people,
        "consent": spec.consent,
        "speech": {"language": spec.spoken, "words": _plain(spec.words)} if spec.spoken else {},
        "tier": spec.tier,
    }


def pair_fields(catalogue: Catalogue, recipe: RecipeSpec) -> dict[str, Any]:
    """What a pair's row says of a recipe."""
    return {
        "medium": Medium(catalogue.originals[recipe.original].medium),
        "technique": recipe.technique,
        "has_twin": recipe.has_twin,
        "question": Pair.Question.CLAIM if recipe.asks_about_claim else Pair.Question.PICTURE,
        "recipe": {
            "digest": catalogue.render_digest(recipe),
            "params": _plain(recipe.params),
            "seed": recipe.seed,
            "sources": list(recipe.sources),
        },
        "difficulty": recipe.difficulty,
        "cues": list(recipe.cues),
        "axes": {"effort": recipe.effort, "iptc_source_type": recipe.iptc_source_type, "harm": recipe.harm},
        "texts": _plain(recipe.texts),
        "evidence": _plain(recipe.evidence),
    }


def _plain(value: Any) -> Any:
    """Turn mappings and sequences into what JSON gives back, so that rows can be compared with files."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value


def save_changed(row: Model, fields: Mapping[str, Any]) -> None:
    """Save a row only when it is new or one of `fields` differs."""
    changed = [name for name, value in fields.items() if getattr(row, name, None) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if row.pk is None:
        row.save()
    elif changed:
        row.save(update_fields=changed)
