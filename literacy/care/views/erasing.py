"""Erasing a pupil, or a school, after asking."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from literacy.care.access import place_for_keeper
from literacy.care.actions import erase_learner, part_with_school, take_back_parting
from literacy.care.counting import kept_of
from literacy.care.models import Parting
from literacy.care.models.partings import DAYS_TO_THINK
from literacy.classroom.models import Enrolment
from literacy.people.models import User
from literacy.people.requests import SignedInRequest
from literacy.staff.access import school_for_lead
from quizzes.http.refusal import Refusal


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_learner_page(request: SignedInRequest, enrolment_id: int) -> HttpResponse:
    """Says what would go, asks for the name, and erases."""
    place = place_for_keeper(request.user, enrolment_id)
    school, learner = place.classroom.school, place.user
    sentence, status = "", 200
    if request.method == "POST":
        typed = request.POST.get("name", "")[:200]
        try:
            erased = erase_learner(school=school, learner=learner, typed=typed)
        except Refusal as refusal:
            sentence, status = refusal.sentence, refusal.status
        else:
            told = _("The pupil is erased, with %(answers)s answers.") % {"answers": erased.answers}
            messages.success(request, told, extra_tags="good")
            if place.classroom.teachers.filter(pk=request.user.pk).exists():
                return redirect("classroom", classroom_id=place.classroom_id)
            return redirect("care", school_id=school.pk)
    context = {
        "place": place,
        "learner": learner,
        "school": school,
        "kept": kept_of(learner, school),
        "elsewhere": Enrolment.objects.filter(user=learner).exclude(classroom__school=school).exists(),
        "sentence": sentence,
    }
    return render(request, "care/erase_learner.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def care_erase(request: SignedInRequest, school_id: int) -> HttpResponse:
    """Says what would go, asks for the school's name, and begins the days in which it can be taken back."""
    school = school_for_lead(request.user, school_id)
    sentence, status = "", 200
    if request.method == "POST":
        try:
            part_with_school(school=school, by=request.user, typed=request.POST.get("name", "")[:200])
            return redirect("care", school_id=school.pk)
        except Refusal as refusal:
            sentence, status = refusal.sentence, refusal.status
    context = {
        "school": school,
        "tab": "care",
        "days": DAYS_TO_THINK,
        "classes": school.classrooms.count(),
        "pupils": User.objects.filter(email=None, enrolments__classroom__school=school).distinct().count(),
        "parting": Parting.objects.filter(school=school).first(),
        "sentence": sentence,
    }
    with timezone.override(ZoneInfo(school.time_zone)):
        return render(request, "care/erase_school.html", context, status=status)


@login_required
@require_POST
def care_stay(request: SignedInRequest, school_id: int) -> HttpResponse:
    """Any lead takes it back."""
    school = school_for_lead(request.user, school_id)
    if take_back_parting(school=school):
        messages.success(request, _("The school stays. Nothing was erased."), extra_tags="good")
    return redirect("care", school_id=school.pk)
