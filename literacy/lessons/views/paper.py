"""Lessons as PDF: one for pupils, open to all, and the teacher's guide for adults."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from literacy.lessons.access import lesson_for_reader, pairs_of
from literacy.lessons.contacts import contacts_for
from literacy.lessons.curriculum import goals_by_lesson, read_curriculum
from literacy.lessons.models import Lesson
from literacy.lessons.paper import guide_as_pdf, lesson_as_pdf
from literacy.lessons.views.reading import is_adult

_KEPT_SECONDS = 3600


@require_safe
def lesson_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """A lesson to print, in the language of the page. It is set anew only when the lesson or its pairs have changed."""
    lesson = lesson_for_reader(request.user, slug)
    site = request.build_absolute_uri("/").rstrip("/")
    shown = ",".join(pairs_of(lesson).order_by("slug").values_list("slug", flat=True))
    contacts = contacts_for(request.user.pk)
    key = _key("lesson", lesson.key, lesson.digest, shown, site, repr(contacts))
    made = cache.get(key)
    if made is None:
        made = lesson_as_pdf(lesson, site=site, contacts=contacts)
        cache.set(key, made, _KEPT_SECONDS)
    return _pdf(made, f"{lesson.slug}.pdf" if lesson.shelf else f"{lesson.number:02d}-{lesson.slug}.pdf")


@login_required
@require_safe
def teachers_guide(request: HttpRequest) -> HttpResponse:
    """The teacher's guide to all lessons. Pupils get 404."""
    if not is_adult(request):
        raise Http404
    lessons = list(Lesson.objects.on_site())
    site = request.build_absolute_uri("/").rstrip("/")
    frameworks = read_curriculum(settings.FIXTURES / "curriculum.toml")
    goals = goals_by_lesson(frameworks)
    key = _key("guide", *(lesson.digest for lesson in lessons), repr(goals), site)
    made = cache.get(key)
    if made is None:
        made = guide_as_pdf(lessons, goals, site=site)
        cache.set(key, made, _KEPT_SECONDS)
    return _pdf(made, "guide.pdf")


def _key(*parts: str) -> str:
    said = "\n".join((*parts, get_language() or ""))
    return f"lesson-paper:{sha256(said.encode()).hexdigest()}"


def _pdf(made: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Language, Cookie",
    }
    return HttpResponse(made, content_type="application/pdf", headers=headers)
