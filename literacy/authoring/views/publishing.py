"""A lesson's own page: how it stands, its terms, publishing it, putting it away and deleting it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from literacy.authoring.access import manuscript_for_author, manuscript_school, quizzes_for_lesson
from literacy.authoring.actions import (
    bring_back,
    change_terms,
    delete_manuscript,
    publish_manuscript,
    retire_manuscript,
    why_kept,
)
from literacy.authoring.drafts import lesson_of
from literacy.authoring.forms import TermsForm
from literacy.authoring.listing import title_of
from literacy.authoring.models import Manuscript
from literacy.authoring.standing import standing_of
from literacy.classroom.access import classrooms_of_teacher
from literacy.classroom.models import Assignment
from literacy.people.requests import SignedInRequest
from quizzes.http.refusal import Refusal


@login_required
@never_cache
@require_safe
def manuscript(request: SignedInRequest, manuscript_id: int) -> HttpResponse:
    """How a lesson stands, and what can be done with it."""
    return _page(request, manuscript_for_author(request.user, manuscript_id))


@login_required
@require_POST
def manuscript_terms(request: SignedInRequest, manuscript_id: int) -> HttpResponse:
    """Say how long it takes, which quiz is at its end, and who finds it."""
    found = manuscript_for_author(request.user, manuscript_id)
    form = TermsForm(quizzes_for_lesson(), request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    change_terms(manuscript=found, **form.cleaned_data)
    messages.success(request, _("Saved."), extra_tags="good")
    return redirect("manuscript", found.pk)


@login_required
@require_POST
def manuscript_publish(request: SignedInRequest, manuscript_id: int) -> HttpResponse:
    """Let pupils read what is ready. A refusal names what is to be mended, and changes nothing."""
    found = manuscript_for_author(request.user, manuscript_id)
    try:
        publish_manuscript(manuscript=found, seen=request.POST.get("seen", ""))
    except Refusal as refusal:
        return _page(request, found, sentence=refusal.sentence, status=refusal.status)
    messages.success(request, _("Published. You can give it to a class now."), extra_tags="good")
    return redirect("manuscript", found.pk)


@login_required
@require_POST
def manuscript_retire(request: SignedInRequest, manuscript_id: int) -> HttpResponse:
    """Put it away; the page it goes back to takes that back."""
    found = manuscript_for_author(request.user, manuscript_id)
    retire_manuscript(manuscript=found)
    messages.success(request, _("The lesson was put away. You can bring it back here."), extra_tags="good")
    return redirect("manuscript", found.pk)


@login_required
@require_POST
def manuscript_return(request: SignedInRequest, manuscript_id: int) -> HttpResponse:
    """Bring back what was put away."""
    found = manuscript_for_author(request.user, manuscript_id)
    bring_back(manuscript=found)
    messages.success(request, _("The lesson is back."), extra_tags="good")
    return redirect("manuscript", found.pk)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manuscript_delete(request: SignedInRequest, manuscript_id: int) -> HttpResponse:
    """Ask once more, then delete it with every version."""
    found = manuscript_for_author(request.user, manuscript_id)
    title = title_of(found.latest(found.language), found)
    if request.method == "POST":
        delete_manuscript(manuscript=found)
        messages.success(
            request, _("“%(title)s” was deleted with all its versions.") % {"title": title}, extra_tags="good"
        )
        return redirect("own_lessons")
    context = {"manuscript": found, "title": title, "kept": why_kept(found)}
    return render(request, "authoring/delete.html", context)


def _page(
    request: SignedInRequest,
    found: Manuscript,
    form: TermsForm | None = None,
    *,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    standing = standing_of(found)
    rooms = classrooms_of_teacher(request.user).filter(archived_at=None)
    own = [room for room in rooms if room.school.shelf == found.shelf]
    given = Assignment.objects.filter(lesson=found.lesson_id, classroom__in=own).select_related("classroom")
    context = {
        "manuscript": found,
        "title": title_of(standing.first.version, found),
        "standing": standing,
        "form": form
        or TermsForm(
            quizzes_for_lesson(),
            initial={
                "minutes": found.minutes,
                "quiz": found.quiz_id,
                "open_to_school": found.open_to_school,
            },
        ),
        "sentence": sentence,
        "draft_key": lesson_of(found, {}).key,
        "rooms": own,
        "school_id": manuscript_school(request.user, found).pk,
        "given": given.order_by("-pk")[:20] if found.lesson_id is not None else [],
        "is_live": found.lesson_id is not None and found.retired_at is None,
    }
    return render(request, "authoring/manuscript.html", context, status=status)
