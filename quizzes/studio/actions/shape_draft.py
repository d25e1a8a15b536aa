"""Choosing what is done to a clip and where, and having it made."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from quizzes.clips.actions import request_rendering
from quizzes.clips.catalogue_words import CLAIM_TECHNIQUES
from quizzes.clips.models import Clip, Medium, Pair
from quizzes.http.refusal import Refusal
from quizzes.studio.consent import refuse_altering, rights_of
from quizzes.studio.locking import changeable
from quizzes.studio.models import Draft
from quizzes.studio.recipe import clip_of, recipe_of, source_of
from quizzes.studio.recipes import EVERY_PART, FITTING, TOUCHES_A_PERSON, needs_second, params_for

_LONGEST_PLACE = 40_000


def choose_technique(*, draft: Draft, technique: str, second: Draft | None = None) -> Draft:
    """Choose one of the techniques that fit; `second` is another photo of the shelf, for those that take from one.

    What was pointed at is forgotten when another technique is chosen. Raises `Refusal`, also where the
    technique changes somebody's likeness and consent is missing.
    """
    with transaction.atomic():
        fresh = changeable(draft)
        if technique not in FITTING[fresh.medium]:
            raise Refusal(_("This technique does not fit this clip. Choose another one."), status=400)
        fresh.second_clip = _second_clip(fresh, second) if needs_second(technique) else None
        refuse_altering(technique, {}, rights_of(fresh))
        if fresh.technique != technique:
            fresh.technique, fresh.place = technique, {}
        fresh.save(update_fields=["technique", "second_clip", "place", "changed_at"])
    return fresh


def _second_clip(draft: Draft, second: Draft | None) -> Clip:
    if second is None or second.clip is None:
        raise Refusal(_("Choose the photo from which a part is taken."), status=400)
    if second.shelf != draft.shelf or second.medium != Medium.PHOTO or second.pk == draft.pk:
        raise Refusal(_("A part can only be taken from another photo of your own."), status=400)
    return second.clip


def place_change(*, draft: Draft, place: Mapping[str, Any]) -> Draft:
    """Keep what was pointed at; see `recipes.params_for`. Raises `Refusal` where it does not fit or nobody agreed."""
    with transaction.atomic():
        fresh = changeable(draft)
        kept = {
            part: value for part, value in place.items() if part in EVERY_PART or part == TOUCHES_A_PERSON
        }
        try:
            plain = json.dumps(kept, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise Refusal(
                _("What was pointed out could not be read. Point it out once more."), status=400
            ) from error
        if len(plain) > _LONGEST_PLACE:
            raise Refusal(_("That outline has too many corners. Draw a simpler one."), status=400)
        params_for(fresh.medium, fresh.technique, kept, fresh.facts, source_of(fresh))
        refuse_altering(fresh.technique, kept, rights_of(fresh))
        fresh.place = json.loads(plain)
        fresh.save(update_fields=["place", "changed_at"])
    return fresh


def render_draft(*, draft: Draft) -> Draft:
    """Have the pair made of a draft; nobody but its makers sees it until it is published. Raises `Refusal`."""
    with transaction.atomic():
        fresh = changeable(draft)
        recipe = recipe_of(fresh)
        refuse_altering(fresh.technique, fresh.place, rights_of(fresh))
        pair = fresh.pair or Pair(slug=f"own-{uuid4().hex}", shelf=fresh.shelf, is_draft=True)
        sources = [] if fresh.second_clip is None else [fresh.second_clip]
        pair.clip, pair.medium, pair.technique = clip_of(fresh), fresh.medium, fresh.technique
        pair.question = Pair.Question.CLAIM if fresh.technique in CLAIM_TECHNIQUES else Pair.Question.PICTURE
        pair.recipe, pair.difficulty, pair.axes = recipe, fresh.difficulty, _axes(fresh.technique)
        pair.save()
        pair.sources.set(sources)
        request_rendering(pair=pair)
        fresh.pair, fresh.state, fresh.reason = pair, Draft.State.RENDERING, ""
        fresh.save(update_fields=["pair", "state", "reason", "changed_at"])
    return fresh


def _axes(technique: str) -> dict[str, str]:
    kinds = {"splicing": "compositeCapture", "miscaptioned": "digitalCapture"}
    return {"effort": "cheapfake", "iptc_source_type": kinds.get(technique, "humanEdits"), "harm": "none"}
