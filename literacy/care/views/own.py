"""What is kept about a pupil, for the pupil."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from literacy.care.access import pupil_oneself
from literacy.care.actions import ask_for_export
from literacy.care.clock import months_of
from literacy.care.counting import kept_of
from literacy.care.models import Export
from literacy.classroom.models import Enrolment
from literacy.people.requests import SignedInRequest


@login_required
@never_cache
@require_safe
def my_data(request: SignedInRequest) -> HttpResponse:
    """In numbers and words, with the way to have it as a file."""
    pupil = pupil_oneself(request.user)
    places = Enrolment.objects.filter(user=pupil).select_related("classroom__school").order_by("created_at")
    schools = {place.classroom.school for place in places}
    context = {
        "places": places,
        "kept": kept_of(pupil),
        "months": max((months_of(school) for school in schools), default=0),
        "exports": list(Export.objects.filter(by=pupil, learner=pupil)[:5]),
    }
    return render(request, "care/my_data.html", context)


@login_required
@require_POST
def export_mine(request: SignedInRequest) -> HttpResponse:
    pupil = pupil_oneself(request.user)
    return redirect("export", export_id=ask_for_export(by=pupil, school=None, learner=pupil).pk)
