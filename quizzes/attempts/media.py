"""Links to the clips of a sitting: before the answer to what is shown, after it to both halves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from quizzes.attempts.course import Course
from quizzes.clips.models import Rendition
from quizzes.http.links import opened_or_refused, sign_link

SHOWN = "s"
AFTER = {"o": Rendition.Kind.ORIGINAL, "t": Rendition.Kind.TWIN, "v": Rendition.Kind.OVERLAY}


@dataclass(frozen=True)
class ClipLinks:
    """The links of one place. The name in a link is its position and a letter, never a half before the answer."""

    sitting_id: UUID
    position: int

    def _link(self, letter: str) -> str:
        token = sign_link(f"{self.position}{letter}", scope=str(self.sitting_id))
        return reverse("sitting_media", args=[self.sitting_id, token])

    @property
    def shown(self) -> str:
        return self._link(SHOWN)

    @property
    def original(self) -> str:
        return self._link("o")

    @property
    def twin(self) -> str:
        return self._link("t")

    @property
    def overlay(self) -> str:
        return self._link("v")


def rendition_for(course: Course, token: str) -> Rendition:
    """The rendition behind a link of this sitting.

    Raises Http404 for a false link or one to what may not be seen yet, Refusal (410) for an expired one.
    """
    name = opened_or_refused(token, scope=str(course.sitting.pk))
    place = course.place(int(name[:-1]))
    if place is None:
        raise Http404
    if name[-1] == SHOWN:
        kind = place.half
    elif course.may_reveal(place):
        kind = AFTER[name[-1]]
    else:
        raise Http404
    rendition = Rendition.objects.filter(pair__items__showings=place.showing_id, kind=kind).first()
    if rendition is None:
        raise Http404
    return rendition
