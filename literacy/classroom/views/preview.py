"""A teacher looks at a quiz as a pupil does; nothing of it is kept."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from literacy.classroom.access import assignment_for_teacher, quiz_for_adult
from literacy.people.requests import SignedInRequest
from quizzes.attempts.preview import begin_preview
from quizzes.attempts.taker import Taker
from quizzes.attempts.terms import USUAL, Terms
from quizzes.items.models import Quiz


@login_required
@require_POST
def preview_assignment(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """A quiz as it was given to a class."""
    given = assignment_for_teacher(request.user, assignment_id)
    if given.lesson is not None:
        return redirect("lesson", slug=given.lesson.key)
    if given.quiz is None:
        raise Http404
    return _begin(request, given.quiz, given.terms_for(), reverse("classroom", args=[given.classroom_id]))


@login_required
@require_POST
def preview_quiz(request: SignedInRequest, slug: str) -> HttpResponse:
    """A quiz by itself, on the terms that are usual for it."""
    quiz = quiz_for_adult(request.user, slug)
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("home")
    return _begin(request, quiz, USUAL, back)


def _begin(request: SignedInRequest, quiz: Quiz, terms: Terms, back: str) -> HttpResponse:
    if request.user.is_pupil:
        raise Http404
    sitting_id = begin_preview(
        session=request.session, quiz=quiz, taker=Taker.of(request.user), terms=terms, back=back
    )
    return redirect("sitting", sitting_id)
