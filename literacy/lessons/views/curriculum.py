"""Which goals of curricula the lessons serve."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from literacy.lessons.curriculum import read_curriculum
from literacy.lessons.models import Lesson


@require_safe
def curriculum(request: HttpRequest) -> HttpResponse:
    """Every framework with its goals, and the lessons for each; a goal whose lessons are not here says so."""
    lessons = {lesson.slug: lesson for lesson in Lesson.objects.on_site()}
    shown = [
        (
            framework,
            [(goal, [lessons[slug] for slug in goal.lessons if slug in lessons]) for goal in framework.goals],
        )
        for framework in read_curriculum(settings.FIXTURES / "curriculum.toml")
    ]
    return render(request, "lessons/curriculum.html", {"frameworks": shown})
