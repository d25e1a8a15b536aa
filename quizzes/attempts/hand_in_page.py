"""The page on which a learner looks back at what they said and hands it in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quizzes.attempts.actions import hand_in
from quizzes.attempts.course import Course, Place
from quizzes.attempts.models import Answer
from quizzes.attempts.time_left import time_of
from quizzes.attempts.views import running_course
from quizzes.items.types import ITEM_TYPES, JUDGEMENTS
from quizzes.items.types.judge import Stop, stops


@dataclass(frozen=True)
class OwnAnswer:
    """A place with what its learner said about it: nothing of what is true.

    `said` is the judgement, None where none is saved; `words` are the other answers, in the order of asking.
    """

    place: Place
    said: Stop | None
    words: list[str]

    @property
    def is_open(self) -> bool:
        """Whether something is still to be answered there."""
        return not self.place.is_done


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in_page(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """What was answered, what is still open, and the button that hands it in; a POST is that button."""
    course = running_course(request, sitting_id)
    if request.method == "POST":
        hand_in(course=course)
        return redirect("sitting", sitting_id)
    if not course.may_hand_in:
        return redirect("sitting", sitting_id)
    own = own_answers(course)
    context = {
        "course": course, "sitting": course.sitting, "own": own, "time": time_of(course),
        "open": [each.place.position for each in own if each.is_open],
    }  # fmt: skip
    return render(request, "attempts/hand_in.html", context)


def own_answers(course: Course) -> list[OwnAnswer]:
    """What a learner has said so far, place by place."""
    by_probability = {stop.p_manipulated: stop for stop in stops()}
    words = _words_of(course)
    return [
        OwnAnswer(
            place,
            None if place.p_manipulated is None else by_probability.get(place.p_manipulated),
            [words[place.showing_id, slug] for slug in place.chain if (place.showing_id, slug) in words],
        )
        for place in course.places
    ]


def _words_of(course: Course) -> dict[tuple[int, str], str]:
    """What was answered besides judgements, by showing and item type."""
    others = Answer.objects.filter(showing__sitting=course.sitting).exclude(item_type__in=JUDGEMENTS)
    return {
        (showing, slug): ITEM_TYPES[slug].says(response)
        for showing, slug, response in others.values_list("showing_id", "item_type", "response")
    }
