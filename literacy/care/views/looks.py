"""Who looked at whose data, and finding a pupil by name, for a school's leads."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from literacy.care.lists import looks_of, pupils_named, wishes_in
from literacy.care.models import Look
from literacy.people.requests import SignedInRequest
from literacy.staff.access import school_for_lead

PUPIL_ORDERS = {"name": _("name"), "class": _("class"), "left": _("who left last first")}
ORDERS = {"new": _("newest first"), "old": _("oldest first"), "who": _("who looked")}


@login_required
@never_cache
@require_safe
def care_looks(request: SignedInRequest, school_id: int) -> HttpResponse:
    """The access log."""
    school = school_for_lead(request.user, school_id)
    wishes = wishes_in(request.GET.dict())
    with timezone.override(ZoneInfo(school.time_zone)):
        context = {
            "school": school,
            "tab": "care",
            "wishes": wishes,
            "is_filtered": any(wishes[word] for word in ("q", "kind", "since", "until")),
            "kinds": Look.Kind.choices,
            "orders": ORDERS.items(),
            "page": looks_of(school, wishes, request.GET.get("page")),
        }
        return render(request, "care/looks.html", context)


@login_required
@never_cache
@require_safe
def care_pupils(request: SignedInRequest, school_id: int) -> HttpResponse:
    """The places of a pupil whose data somebody asks for."""
    school = school_for_lead(request.user, school_id)
    q = request.GET.get("q", "").strip()[:80]
    sort = request.GET.get("sort", "name")
    page = pupils_named(school, q, request.GET.get("page"), sort)
    context = {
        "school": school, "tab": "care", "q": q, "page": page, "sort": sort, "orders": PUPIL_ORDERS.items(),
    }  # fmt: skip
    with timezone.override(ZoneInfo(school.time_zone)):
        return render(request, "care/pupils.html", context)
