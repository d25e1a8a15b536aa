"""When somebody's likeness may be changed, and when it may be shown: the rules, each with its reason."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from quizzes.http.refusal import Refusal
from quizzes.studio.models import Draft
from quizzes.studio.recipes import ALTERS_A_PERSON, TOUCHES_A_PERSON

RECOGNISABLE = frozenset({"recognisable", "public-figure", "deceased-public"})


def alters_a_person(technique: str, place: Mapping[str, Any]) -> bool:
    """Whether somebody's face, body or voice is changed."""
    return technique in ALTERS_A_PERSON or bool(place.get(TOUCHES_A_PERSON))


def rights_of(draft: Draft) -> list[dict[str, Any]]:
    """What was stated of all clips that a draft is made of. Raises `Refusal` where nothing was stated yet."""
    stated = [draft.rights]
    if draft.second_clip is not None:
        stated += list(Draft.objects.filter(clip=draft.second_clip).values_list("rights", flat=True))
    if not all(stated):
        raise Refusal(_("Say first who made this, who can be recognised in it, and whether they agree."))
    return stated


def refuse_altering(technique: str, place: Mapping[str, Any], stated: Iterable[Mapping[str, Any]]) -> None:
    """Raise `Refusal` where somebody's likeness would be changed who is a child or did not agree."""
    if not alters_a_person(technique, place):
        return
    for rights in stated:
        if rights["minors"]:
            raise Refusal(
                _(
                    "The face or voice of somebody under 18 is never changed here, not even with consent: a changed "
                    "picture of a child can be used to hurt that child for years. Change something else."
                )
            )
        if rights["people"] in RECOGNISABLE and not rights["consent"]:
            raise Refusal(
                _(
                    "A face or voice is changed only when that person agreed to it, because a changed likeness makes "
                    "somebody seem to do what they never did. Ask first, or change something else."
                )
            )


def refuse_showing(stated: Iterable[Mapping[str, Any]]) -> None:
    """Raise `Refusal` where a class would see somebody who did not agree to be seen."""
    for rights in stated:
        if rights["people"] == "recognisable" and not rights["consent"]:
            raise Refusal(
                _(
                    "Somebody can be recognised who did not agree to be shown. Ask them, or a parent of somebody "
                    "under 18, and note it with the rights; or use a clip without them."
                )
            )
