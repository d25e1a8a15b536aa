"""Links to the clips of a sitting: before the answer to what is shown, after it to both halves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from quizzes.attempts.course import Course, Place
from quizzes.clips.lens_pictures import LensFile
from quizzes.clips.lens_shown import BOTH, file_behind, lens_of
from quizzes.clips.models import Half, Pair, Rendition
from quizzes.clips.parts import CAPTIONS, HALVES, PARTS, kind_of, letter_of
from quizzes.clips.pulled import taken_away
from quizzes.http.links import opened_or_refused, sign_link
from quizzes.http.refusal import Refusal
from quizzes.items.types import Shows

SHOWN = "s"
OVERLAY = "v"
# Of a comparison: what is on side A is what the showing calls shown, and on side B its other half.
SIDES = {"A": "a", "B": "b"}
# A place, what of its pair, and which of its files: before the answer every part is asked for by the same letters.
_NAME = re.compile(r"([0-9]+)([sotvab])([lpfc]?)")
# A place, which of its halves, and a lens.
_LENS = re.compile(r"([0-9]+)([sotb])_([a-z_]+)")


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
        return self._link(OVERLAY)

    def shown_part(self, part: str) -> str:
        """The link to a file that goes with what is shown: its poster, its strip. See `parts`."""
        return self._link(SHOWN + letter_of(part))

    def side(self, side: str) -> str:
        """The link to what is on side "A" or "B" of a comparison."""
        return self._link(SIDES[side])

    def side_part(self, side: str, part: str) -> str:
        """The link to a file that goes with what is on a side of a comparison."""
        return self._link(SIDES[side] + letter_of(part))

    def half_part(self, half: str, part: str) -> str:
        """The link to a file that goes with one half; it opens after the answer."""
        return self._link(half[0] + letter_of(part))

    def lens(self, half: str, slug: str) -> str:
        """The link to what a lens shows of a half; of what is shown where `half` is empty, of `both` for a difference."""
        return self._link(f"{half[:1] or SHOWN}_{slug.replace('-', '_')}")

    @property
    def captions(self) -> str:
        return self.shown_part(CAPTIONS)

    @property
    def captions_original(self) -> str:
        return self.half_part(Half.ORIGINAL, CAPTIONS)

    @property
    def captions_twin(self) -> str:
        return self.half_part(Half.TWIN, CAPTIONS)


def media_for(course: Course, token: str) -> Rendition | tuple[Pair, str] | LensFile:
    """What is behind a link of this sitting: a file of a pair, the pair and the half whose captions are meant, or a lens.

    Raises Http404 for a false link or one to what may not be had yet, Refusal (410) for an expired one.
    """
    name = opened_or_refused(token, scope=str(course.sitting.pk))
    looked = _LENS.fullmatch(name)
    if looked:
        return _lens_for(course, int(looked[1]), looked[2], looked[3].replace("_", "-"))
    found = _NAME.fullmatch(name)
    place = course.place(int(found[1])) if found else None
    if found is None or place is None:
        raise Http404
    if place.is_pulled:
        raise Refusal(taken_away(), status=410)
    on_a_side = found[2] in SIDES.values()
    if on_a_side and place.shows is not Shows.BOTH:
        raise Http404
    if found[2] != SHOWN and not on_a_side and not course.may_reveal(place):
        raise Http404
    half, part = _half(place, found[2]), PARTS[found[3]]
    if half is not None and part == CAPTIONS:
        # Words are no file of their own: they are written from the pair's truth.
        return Pair.objects.defer("recipe", "texts").get(items__showings=place.showing_id), half
    kind = Rendition.Kind.OVERLAY if half is None else kind_of(half, part)
    rendition = Rendition.objects.filter(pair__items__showings=place.showing_id, kind=kind).first()
    if rendition is None:
        raise Http404
    return rendition


def _half(place: Place, letter: str) -> str | None:
    """The half that a letter of a link means at a place; None for the overlay."""
    if letter in (SHOWN, SIDES["A"]):
        return place.half
    if letter == SIDES["B"]:
        return other_half(place.half)
    return HALVES.get(letter)


def other_half(half: str) -> str:
    """The half that is not this one."""
    return str(Half.ORIGINAL if half == Half.TWIN else Half.TWIN)


def _lens_for(course: Course, position: int, letter: str, slug: str) -> LensFile:
    place = course.place(position)
    if place is not None and place.is_pulled:
        raise Refusal(taken_away(), status=410)
    if place is None or place.shows is Shows.NOTHING:
        raise Http404
    if not course.may_reveal(place) and (letter != SHOWN or place.shows is Shows.BOTH):
        raise Http404
    pair = (
        Pair.objects.select_related("clip")
        .prefetch_related("renditions")
        .get(items__showings=place.showing_id)
    )
    lens = lens_of(pair, slug, revealed=course.may_reveal(place))
    half = place.half if letter == SHOWN else HALVES.get(letter, BOTH)
    found = file_behind(pair, half, lens) if lens is not None else None
    if found is None:
        raise Http404
    return found
