"""Links to the clips of a sitting: before the answer to what is shown, after it to both halves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from quizzes.attempts.course import Course
from quizzes.clips.models import Half, Pair, Rendition
from quizzes.http.links import opened_or_refused, sign_link

SHOWN = "s"
CAPTIONS_SHOWN = "c"
CAPTIONS_AFTER = {"d": Half.ORIGINAL, "e": Half.TWIN}
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

    @property
    def captions(self) -> str:
        return self._link(CAPTIONS_SHOWN)

    @property
    def captions_original(self) -> str:
        return self._link("d")

    @property
    def captions_twin(self) -> str:
        return self._link("e")


def media_for(course: Course, token: str) -> Rendition | tuple[Pair, str]:
    """What is behind a link of this sitting: a file of a pair, or the pair and the half whose captions are meant.

    Raises Http404 for a false link or one to what may not be had yet, Refusal (410) for an expired one.
    """
    name = opened_or_refused(token, scope=str(course.sitting.pk))
    place = course.place(int(name[:-1]))
    if place is None:
        raise Http404
    letter = name[-1]
    if letter not in (SHOWN, CAPTIONS_SHOWN) and not course.may_reveal(place):
        raise Http404
    if letter == CAPTIONS_SHOWN or letter in CAPTIONS_AFTER:
        pair = Pair.objects.defer("recipe", "texts").get(items__showings=place.showing_id)
        return pair, CAPTIONS_AFTER.get(letter, place.half)
    kind = place.half if letter == SHOWN else AFTER[letter]
    rendition = Rendition.objects.filter(pair__items__showings=place.showing_id, kind=kind).first()
    if rendition is None:
        raise Http404
    return rendition
