"""The only ways to a sitting: they start from who asks, and strangers get 404."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from quizzes.attempts.course import Course, find_course
from quizzes.attempts.taker import Taker
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz


def course_for_taker(taker: Taker, sitting_id: UUID) -> Course:
    """The course of the taker's own sitting. Raises Http404 for anybody else's, and Refusal for one that is held."""
    course = find_course(sitting_id, taker.owns("sitting__")) if taker.is_known else None
    if course is None:
        raise Http404
    if course.sitting.held_at is not None:
        raise Refusal(_("Your teacher took this back for now. What you answered is kept."))
    return course


def open_quiz(slug: str) -> Quiz:
    """A quiz that anybody may take. Raises Http404 for others."""
    quiz = Quiz.objects.filter(slug=slug, open_to_guests=True).first()
    if quiz is None:
        raise Http404
    return quiz
