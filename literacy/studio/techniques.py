"""The techniques as cards to choose from: those that fit, and why one does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from literacy.studio.words import DOES
from quizzes.clips.models import Medium
from quizzes.clips.vocabulary import technique_term
from quizzes.http.refusal import Refusal
from quizzes.studio.consent import refuse_altering, rights_of
from quizzes.studio.models import Draft
from quizzes.studio.recipes import FITTING, needs_second


@dataclass(frozen=True)
class Offer:
    """A technique on a card; `reason` says why it cannot be chosen, and is empty where it can."""

    slug: str
    name: str | Promise
    does: str | Promise
    icon: str
    is_chosen: bool
    needs_second: bool
    reason: str = ""


@dataclass(frozen=True)
class Second:
    """Another photo of the school from which a part may be taken."""

    draft: Draft
    is_chosen: bool


def offers_for(draft: Draft, seconds: Sequence[Second]) -> list[Offer]:
    """What can be done to the clip of a draft, in the order of the list; those that cannot are last."""
    offers = [
        Offer(
            slug,
            technique_term(slug).name,
            DOES[draft.medium, slug],
            f"icons/technique/{slug}.svg",
            slug == draft.technique,
            needs_second(slug),
            _reason(draft, slug, seconds),
        )
        for slug in FITTING.get(draft.medium, {})
    ]
    return sorted(offers, key=lambda offer: bool(offer.reason))


def seconds_for(draft: Draft) -> list[Second]:
    """The photos of the shelf from which a part may be taken: looked at, with rights stated. One query."""
    if draft.medium != Medium.PHOTO:
        return []
    found = Draft.objects.on_shelf(draft.shelf).filter(medium=Medium.PHOTO, clip__isnull=False)
    return [
        Second(other, other.clip_id == draft.second_clip_id)
        for other in found.exclude(pk=draft.pk).exclude(rights={})[:50]
    ]


def _reason(draft: Draft, slug: str, seconds: Sequence[Second]) -> str:
    if needs_second(slug) and not seconds:
        return _("Upload a second photo first, and say whose it is. Then you can take a piece of it.")
    if not draft.rights:
        return ""
    try:
        refuse_altering(slug, {}, rights_of(draft))
    except Refusal as refusal:
        return refusal.sentence
    return ""
