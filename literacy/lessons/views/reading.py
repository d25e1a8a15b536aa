"""Lessons: the list, one lesson, its clips, and the words they explain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from literacy.lessons.access import lesson_for_reader, pairs_of
from literacy.lessons.course import course_for, way_through
from literacy.lessons.glossary import terms_by_letter
from literacy.lessons.models import Lesson
from literacy.lessons.page import Reader, done_steps, scripts_of, steps_for_reader
from literacy.lessons.readers import own_lessons_for
from quizzes.clips.delivery import media_response
from quizzes.clips.links import media_for, scope_of


@never_cache
@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """All lessons, and how far the reader is in them."""
    found = course_for(list(Lesson.objects.on_site()), request.user.pk)
    own = own_lessons_for(request.user)
    context = {
        "course": found,
        "own": course_for(own, request.user.pk).ways if own else [],
        "is_adult": is_adult(request),
    }
    return render(request, "lessons/list.html", context)


@never_cache
@gzip_page
@require_safe
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """A lesson as one page, which travels compressed; the address says what was chosen just now without JavaScript.

    That is `check` or `poll` with `choice`, `lenses` with the `lens` through which its pair is to be looked at,
    `where` with `x` and `y` or `cell`, or `scenario` with the `path` of the choices made.
    """
    found = lesson_for_reader(request.user, slug)
    user_id = kept_for(request, found)
    done = done_steps(found, user_id)
    reader = Reader(scope_of(request, page_of(found), make=True), user_id, request.GET.dict())
    steps = steps_for_reader(found, reader, done)
    context = {
        "lesson": found,
        "body": found.body,
        "kinds": {block["kind"] for step in steps for block in step["blocks"]},
        "steps": steps,
        "scripts": scripts_of(steps),
        "way": way_through(found, done) if user_id is not None else None,
        "is_adult": is_adult(request),
    }
    return render(request, "lessons/lesson.html", context)


@require_safe
def lesson_media(request: HttpRequest, slug: str, token: str) -> HttpResponseBase:
    """A clip of a lesson, by a link that is signed, bound to lesson and session, and expires."""
    found = lesson_for_reader(request.user, slug)
    return media_response(request, media_for(pairs_of(found), token, scope=scope_of(request, page_of(found))))


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word that a lesson explains, in the order of the alphabet."""
    return render(
        request, "lessons/glossary.html", {"letters": terms_by_letter(list(Lesson.objects.on_site()))}
    )


def page_of(lesson: Lesson) -> str:
    """What links are bound to besides the session, so that none opens in another lesson."""
    return f"lesson:{lesson.key}"


def kept_for(request: HttpRequest, lesson: Lesson) -> int | None:
    """Whose id what somebody does is kept under; None for a guest, and in a lesson that is being written."""
    return request.user.pk if lesson.pk is not None else None


def is_adult(request: HttpRequest) -> bool:
    """Whether somebody signed in with an e-mail address, as teachers do."""
    return bool(getattr(request.user, "email", None))
