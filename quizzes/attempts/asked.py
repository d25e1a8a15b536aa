"""What a question is about, as the types of items want to know it."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.utils.crypto import salted_hmac

from quizzes.attempts.course import Place
from quizzes.clips.models import Pair
from quizzes.items.models import Item
from quizzes.items.types import Shown, Shows


def seed_of(showing_id: int) -> str:
    """A seed of the showing's own, keyed with the site's secret: what is drawn with it cannot be worked out outside."""
    return salted_hmac("offer", str(showing_id), secret=settings.SECRET_KEY).hexdigest()


def without_pair(place: Place) -> Shown:
    """What is known of a place without asking the database."""
    return Shown(place.is_manipulated, half=place.half, steps=tuple(place.steps))


def about(place: Place, pair: Pair) -> Shown:
    """What is known of a place with its pair at hand."""
    return replace(without_pair(place), truth=pair.truth, pair=pair, seed=seed_of(place.showing_id))


def shown_at(place: Place, *, reads_pair: bool = True) -> Shown:
    """What is shown at a place: with its pair, or the words of its scenario, where `reads_pair` says so. One query then."""
    if not reads_pair:
        return without_pair(place)
    if place.shows is Shows.NOTHING:
        content = Item.objects.values_list("content", flat=True).get(showings=place.showing_id)
        return replace(without_pair(place), content=content)
    return about(place, Pair.objects.defer("recipe", "texts").get(items__showings=place.showing_id))
