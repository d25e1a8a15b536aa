"""The pages of the catalogue of item types, for the people who look after the site."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.attempts.asked import shown_at
from quizzes.attempts.catalogue import STATES, sitting_of, specimen_of, specimens
from quizzes.attempts.player import show_place


class Visitor(Protocol):
    """What these pages need to know of somebody."""

    @property
    def pk(self) -> int | None: ...

    @property
    def is_staff(self) -> bool: ...


def _keeper(request: HttpRequest) -> int:
    """The id of whoever may look: staff, and on a developer's machine everybody who is signed in. Raises Http404."""
    user: Visitor = request.user
    if user.pk is None or not (user.is_staff or settings.DEBUG):
        raise Http404
    return user.pk


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every item type with its states."""
    _keeper(request)
    return render(request, "attempts/catalogue.html", {"specimens": list(specimens())})


@never_cache
@require_safe
def catalogue_state(request: HttpRequest, slug: str, clip: str, state: str) -> HttpResponse:
    """One type in one state, as a pupil would see it; the clips are real and the sitting is the visitor's own."""
    user_id = _keeper(request)
    specimen = specimen_of(slug, clip)
    if state not in STATES or state not in specimen.states:
        raise Http404
    course = sitting_of(specimen, state, user_id)
    place = course.places[0]
    form = None
    if state == "error":
        shown = shown_at(place)
        form = specimen.kind.form(specimen.kind.samples(shown)["none"], shown)
        form.is_valid()
    response = show_place(request, course, place, form)
    response.status_code = 200
    return response
