"""The only ways to a sitting: they start from who asks, and strangers get 404."""

from uuid import UUID

from django.http import Http404

from quizzes.attempts.models import Sitting
from quizzes.attempts.taker import Taker
from quizzes.items.models import Quiz


def sitting_for_taker(taker: Taker, sitting_id: UUID) -> Sitting:
    """The taker's own sitting with its quiz. Raises Http404 for anybody else's."""
    if not taker.is_known:
        raise Http404
    sitting = Sitting.objects.select_related("quiz").filter(taker.owns(), pk=sitting_id).first()
    if sitting is None:
        raise Http404
    return sitting


def open_quiz(slug: str) -> Quiz:
    """A quiz that anybody may take. Raises Http404 for others."""
    quiz = Quiz.objects.filter(slug=slug, open_to_guests=True).first()
    if quiz is None:
        raise Http404
    return quiz
