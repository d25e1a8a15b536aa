"""Links to the clips of a lesson: signed, bound to the lesson and to the visitor's session, and expiring."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from literacy.lessons.access import pairs_of
from literacy.lessons.models import Lesson
from quizzes.clips.models import Rendition
from quizzes.http.links import LinkError, open_link, sign_link
from quizzes.http.refusal import Refusal

_SESSION_KEY = "lesson_media"
KINDS = {"o": Rendition.Kind.ORIGINAL, "t": Rendition.Kind.TWIN, "v": Rendition.Kind.OVERLAY}


@dataclass(frozen=True)
class PairLinks:
    """The links to the renditions of one pair in one lesson. A lesson tells the truth at once, so both halves are open."""

    lesson_slug: str
    pair_slug: str
    scope: str

    def _link(self, letter: str) -> str:
        token = sign_link(f"{self.pair_slug}-{letter}", scope=self.scope)
        return reverse("lesson_media", args=[self.lesson_slug, token])

    @property
    def shown(self) -> str:
        return self._link("o")

    @property
    def original(self) -> str:
        return self._link("o")

    @property
    def twin(self) -> str:
        return self._link("t")

    @property
    def overlay(self) -> str:
        return self._link("v")


def scope_of(request: HttpRequest, lesson: Lesson, *, make: bool = False) -> str:
    """What links of this lesson are bound to for this visitor; without a key (and not making one) no link opens."""
    key = request.session.get(_SESSION_KEY)
    if key is None and make:
        key = request.session[_SESSION_KEY] = secrets.token_urlsafe(24)
    if key is None:
        raise Http404
    return f"lesson:{lesson.slug}:{key}"


def rendition_for(request: HttpRequest, lesson: Lesson, token: str) -> Rendition:
    """The rendition behind a link. Raises Http404 for a false link or another's, Refusal (410) for an expired one."""
    try:
        name = open_link(token, scope=scope_of(request, lesson))
    except LinkError as error:
        if error.expired:
            raise Refusal(
                _("This link to a clip has expired. Load the page again to get a new one."), status=410
            ) from None
        raise Http404 from None
    slug, _dash, letter = name.rpartition("-")
    rendition = Rendition.objects.filter(
        pair__in=pairs_of(lesson).filter(slug=slug), kind=KINDS.get(letter, "")
    ).first()
    if rendition is None:
        raise Http404
    return rendition
