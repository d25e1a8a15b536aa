"""A teacher looks at a quiz as a pupil does; nothing of it is kept."""

from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from literacy.classroom.access import assignment_for_teacher, classroom_for_teacher, quiz_for_adult
from literacy.classroom.forms import AssignForm
from literacy.classroom.models import Assignment
from literacy.people.requests import SignedInRequest
from quizzes.attempts.preview import begin_preview
from quizzes.attempts.taker import Taker
from quizzes.attempts.terms import USUAL, Terms
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz


@login_required
@require_POST
def preview_chosen(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """The quiz that is chosen in the form of a class, on the terms that stand in it."""
    room = classroom_for_teacher(request.user, classroom_id)
    with timezone.override(ZoneInfo(room.school.time_zone)):
        form = AssignForm(room, request.POST)
        valid = form.is_valid()
    if not valid:
        raise Refusal(str(next(iter(form.errors.values()))[0]), status=422)
    chosen = Assignment(classroom=room, **form.cleaned_data)
    back = reverse("classroom", args=[room.pk])
    return _begin(request, chosen.quiz, chosen.terms_for(), back)


@login_required
@require_POST
def preview_assignment(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """A quiz as it was given to a class."""
    given = assignment_for_teacher(request.user, assignment_id)
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
