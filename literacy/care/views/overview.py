"""What a school keeps and for how long, for its leads; and what it keeps about one pupil."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from literacy.care.access import place_for_keeper
from literacy.care.actions import set_clock
from literacy.care.clock import months_of
from literacy.care.contacts import has_contacts
from literacy.care.counting import announced, announced_classes, kept_of
from literacy.care.forms import ClockForm
from literacy.care.models import Erasure, Export, Notice, Parting, ResearchConsent, Statement
from literacy.care.models.clock import CEILING, DAYS_AHEAD, FLOOR
from literacy.people.requests import SignedInRequest
from literacy.staff.access import school_for_lead
from quizzes.http.refusal import Refusal

_LINES = 20


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def care(request: SignedInRequest, school_id: int) -> HttpResponse:
    """The clock and what it will do, texts, files, and what was erased."""
    school = school_for_lead(request.user, school_id)
    sentence, status = "", 200
    if request.method == "POST":
        form = ClockForm(request.POST)
        try:
            if not form.is_valid():
                raise Refusal(str(form.errors["months"][0]), status=422)
            set_clock(school=school, months=form.cleaned_data["months"], by=request.user)
        except Refusal as refusal:
            sentence, status = refusal.sentence, refusal.status
        else:
            messages.success(request, _("The clock is set."), extra_tags="good")
            return redirect("care", school_id=school.pk)
    pupils, first = announced(school)
    context = {
        "school": school,
        "tab": "care",
        "sentence": sentence,
        "months": request.POST.get("months") if sentence else months_of(school),
        "floor": FLOOR,
        "ceiling": CEILING,
        "ahead": DAYS_AHEAD,
        "leaving": pupils,
        "first": first,
        "classes": list(announced_classes(school)) if pupils else [],
        "texts": Statement.Kind.choices,
        "exports": list(
            Export.objects.filter(school=school, by=request.user, learner=None, kind=Export.Kind.DATA)[:5]
        ),
        "research": ResearchConsent.objects.filter(school=school).exists(),
        "has_contacts": has_contacts(school),
        "erasures": list(Erasure.objects.filter(school=school)[:_LINES]),
        "parting": Parting.objects.filter(school=school).first(),
    }
    with timezone.override(ZoneInfo(school.time_zone)):
        return render(request, "care/care.html", context, status=status)


@login_required
@never_cache
@require_safe
def learner_data(request: SignedInRequest, enrolment_id: int) -> HttpResponse:
    """What is kept about one pupil, in numbers, with the ways to take it out and to erase it."""
    place = place_for_keeper(request.user, enrolment_id)
    school = place.classroom.school
    context = {
        "place": place,
        "learner": place.user,
        "school": school,
        "kept": kept_of(place.user, school),
        "months": months_of(school),
        "notice": Notice.objects.filter(school=school, learner=place.user).first(),
        "exports": list(Export.objects.filter(school=school, learner=place.user, by=request.user)[:5]),
    }
    with timezone.override(ZoneInfo(school.time_zone)):
        return render(request, "care/learner.html", context)
