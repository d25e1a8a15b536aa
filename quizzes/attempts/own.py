"""What a learner said so far, place by place, for them to look back at: nothing of what is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quizzes.attempts.course import Course, Place
from quizzes.attempts.models import Answer
from quizzes.items.types import ITEM_TYPES, JUDGEMENTS
from quizzes.items.types.judge import Stop, stops


@dataclass(frozen=True)
class OwnAnswer:
    """A place with what its learner said about it.

    `said` is the judgement, None where none is saved; `words` are the other answers, in the order of asking.
    """

    place: Place
    said: Stop | None
    words: list[str]

    @property
    def is_open(self) -> bool:
        """Whether something is still to be answered there."""
        return not self.place.is_done

    @property
    def in_words(self) -> str:
        """All that was said there in one line; empty where nothing was."""
        judged = [] if self.said is None else [f"{_in_words(self.said)}."]
        return " ".join([*judged, *self.words])


def own_answers(course: Course, places: Sequence[Place] | None = None) -> list[OwnAnswer]:
    """What was said at these places, or at all of the course. One query, and none where nothing but judgements was asked."""
    places = course.places if places is None else places
    by_probability = {stop.p_manipulated: stop for stop in stops()}
    words = _words_of(places)
    return [
        OwnAnswer(
            place,
            None if place.p_manipulated is None else by_probability.get(place.p_manipulated),
            [words[place.showing_id, slug] for slug in place.chain if (place.showing_id, slug) in words],
        )
        for place in places
    ]


def _words_of(places: Sequence[Place]) -> dict[tuple[int, str], str]:
    """What was answered besides judgements, by showing and item type."""
    showings = [place.showing_id for place in places if set(place.answered).difference(JUDGEMENTS)]
    if not showings:
        return {}
    others = Answer.objects.filter(showing__in=showings).exclude(item_type__in=JUDGEMENTS)
    return {
        (showing, slug): ITEM_TYPES[slug].says(response)
        for showing, slug, response in others.values_list("showing_id", "item_type", "response")
    }


def _in_words(stop: Stop) -> str:
    if stop.side == "check":
        return str(stop.name)
    sure = {"sure": stop.name}
    return _("Real, %(sure)s") % sure if stop.side == "real" else _("Manipulated, %(sure)s") % sure
