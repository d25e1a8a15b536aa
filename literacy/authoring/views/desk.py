"""The list of a school's own lessons, and beginning one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from literacy.authoring.access import manuscripts_for_author, school_for_author, schools_of_author
from literacy.authoring.actions import begin_manuscript
from literacy.authoring.forms import BeginForm
from literacy.authoring.listing import desk_of
from literacy.classroom.models import School
from literacy.lessons.models import Lesson
from literacy.people.requests import SignedInRequest
from quizzes.http.refusal import Refusal


@login_required
@never_cache
@require_safe
def own_lessons(request: SignedInRequest) -> HttpResponse:
    """The one school's lessons at once; whoever belongs to several chooses first."""
    schools = list(schools_of_author(request.user))
    if not schools:
        raise Http404
    if len(schools) == 1:
        return redirect("school_lessons", school_id=schools[0].pk)
    return render(request, "authoring/schools.html", {"schools": schools})


@login_required
@never_cache
@require_safe
def school_lessons(request: SignedInRequest, school_id: int) -> HttpResponse:
    """The lessons of a school, and the ways to begin another."""
    return _desk(request, school_for_author(request.user, school_id))


@login_required
@require_POST
def begin_lesson(request: SignedInRequest, school_id: int) -> HttpResponse:
    """Begin a lesson, from a title or as a copy, and go on writing it."""
    school = school_for_author(request.user, school_id)
    own = manuscripts_for_author(request.user).on_shelves(school.shelf)
    form = BeginForm(own, request.POST)
    if not form.is_valid():
        return _desk(request, school, form, sentence=str(next(iter(form.errors.values()))[0]), status=422)
    chosen = form.cleaned_data
    try:
        made = begin_manuscript(
            school=school, user=request.user, language=chosen["language"] or school.language,
            title=chosen["title"], source=chosen["lesson"] or chosen["manuscript"],
        )  # fmt: skip
    except Refusal as refusal:
        return _desk(request, school, form, sentence=refusal.sentence, status=refusal.status)
    return redirect("write_lesson", made.pk, made.language)


def _desk(
    request: SignedInRequest,
    school: School,
    form: BeginForm | None = None,
    *,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    own = manuscripts_for_author(request.user).on_shelves(school.shelf)
    context = {
        "school": school,
        "form": form or BeginForm(own, initial={"language": school.language}),
        "desk": desk_of(own, school.shelf),
        "site_lessons": Lesson.objects.on_site(),
        "sentence": sentence,
    }
    return render(request, "authoring/desk.html", context, status=status)
