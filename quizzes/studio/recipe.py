"""The recipe that a draft stands for now, and whether the pair that was made of it is still that."""

from typing import Any

from django.utils.translation import gettext as _

from quizzes.clips.models import Clip
from quizzes.clips.specs import digest_of
from quizzes.http.refusal import Refusal
from quizzes.studio.models import Draft
from quizzes.studio.recipes import Source, params_for

_SEED_SPACE = 1 << 31


def recipe_of(draft: Draft) -> dict[str, Any]:
    """Return what `Pair.recipe` holds for a draft: digest, params, seed, sources.

    The same draft gives the same twin, however often it is made. Raises `Refusal` naming what is still missing.
    """
    clip = clip_of(draft)
    params = params_for(draft.medium, draft.technique, draft.place, draft.facts, source_of(draft))
    sources = [] if draft.second_clip is None else [draft.second_clip]
    seed = draft.pk.int % _SEED_SPACE
    digest = digest_of([draft.technique, clip.sha256, [each.sha256 for each in sources], seed, params])
    return {"digest": digest, "params": params, "seed": seed, "sources": [each.slug for each in sources]}


def is_placed(draft: Draft) -> bool:
    """Whether enough was pointed at for the pair to be made."""
    try:
        recipe_of(draft)
    except Refusal:
        return False
    return True


def is_as_made(draft: Draft) -> bool:
    """Whether the pair that was made is the one that the draft stands for now."""
    if draft.pair is None or not is_placed(draft):
        return False
    return bool(draft.pair.recipe.get("digest") == recipe_of(draft)["digest"])


def clip_of(draft: Draft) -> Clip:
    """The clean original of a draft. Raises `Refusal` where there is none (yet)."""
    if draft.clip is None:
        raise Refusal(_("This is still being worked on, or cannot be used. Wait a moment and look again."))
    return draft.clip


def source_of(draft: Draft) -> Source | None:
    """The second photo as recipes take it; None where there is none."""
    clip = draft.second_clip
    if clip is None:
        return None
    facts = clip.ingest["facts"]
    return Source(clip.slug, facts["width"], facts["height"])
