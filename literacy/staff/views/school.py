"""A school for those who belong to it: for its leads with classes, settings and the record, for others with a way out."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from literacy.classroom.access import school_for_adult, schools_of
from literacy.classroom.models import Membership
from literacy.people.models import User
from literacy.people.requests import SignedInRequest
from literacy.staff.access import classroom_for_lead, school_for_lead
from literacy.staff.actions import become_teacher, change_school, leave_school
from literacy.staff.forms import SchoolForm
from literacy.staff.lists import CLASS_ORDERS, RECORD_ORDERS, classes_of, events_of, wishes_in
from literacy.staff.second_factor import forget
from literacy.staff.words import sentence_of


@login_required
@never_cache
@require_safe
def school(request: SignedInRequest, school_id: int) -> HttpResponse:
    """The school's own page: all classes for a lead, and for everybody what they are here and who leads it."""
    found = school_for_adult(request.user, school_id)
    mine = list(Membership.objects.filter(school=found, user=request.user).order_by("pk"))
    context = {
        "school": found,
        "schools": list(schools_of(request.user)),
        "mine": mine,
        "leads": list(User.objects.filter(memberships__school=found, memberships__role=Membership.Role.LEAD)),
    }
    if any(role.role == Membership.Role.LEAD for role in mine):
        wishes = wishes_in(request.GET.dict(), CLASS_ORDERS)
        is_over = "over" in request.GET
        context |= {
            "is_lead": True,
            "is_over": is_over,
            "over": found.classrooms.filter(archived_at__isnull=False).count(),
            "page": classes_of(found, wishes, request.GET.get("page"), is_over=is_over),
            "wishes": wishes,
            "orders": CLASS_ORDERS.items(),
        }
    return render(request, "staff/school.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: SignedInRequest, school_id: int) -> HttpResponse:
    """What a lead decides for the whole school."""
    found = school_for_lead(request.user, school_id)
    before = {name: getattr(found, name) for name in SchoolForm.base_fields}
    form = SchoolForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        change_school(school=found, by=request.user, **form.cleaned_data)
        forget(request)  # the lead is the first whom it concerns
        messages.success(request, _("The settings are kept."), extra_tags="good")
        return redirect("school_settings", school_id=found.pk)
    context = {"school": found, "form": form, "zones": sorted(available_timezones()), "tab": "settings"}
    return render(request, "staff/settings.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def record(request: SignedInRequest, school_id: int) -> HttpResponse:
    """What was done among the school's adults, the newest first."""
    found = school_for_lead(request.user, school_id)
    wishes = wishes_in(request.GET.dict(), RECORD_ORDERS)
    page = events_of(found, wishes, request.GET.get("page"))
    lines = [(event.at, sentence_of(event)) for event in page]
    context = {
        "school": found, "page": page, "lines": lines, "tab": "record", "wishes": wishes,
        "orders": RECORD_ORDERS.items(),
    }  # fmt: skip
    with timezone.override(ZoneInfo(found.time_zone)):
        return render(request, "staff/record.html", context)


@login_required
@require_POST
def teach(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """A lead becomes a teacher of a class, which is written down."""
    room = classroom_for_lead(request.user, classroom_id)
    become_teacher(classroom=room, lead=request.user)
    return redirect("classroom", classroom_id=room.pk)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: SignedInRequest, school_id: int) -> HttpResponse:
    """Asks whether somebody wants to go, and lets them."""
    found = school_for_adult(request.user, school_id)
    if request.method == "POST":
        leave_school(school=found, user=request.user)
        messages.success(request, _("You left %(school)s.") % {"school": found}, extra_tags="good")
        return redirect("home")
    classes = found.classrooms.filter(teachers=request.user, archived_at=None).order_by("name")
    return render(request, "staff/leave.html", {"school": found, "classes": list(classes)})
