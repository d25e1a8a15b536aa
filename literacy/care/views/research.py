"""Answers for research: what it means, switching it on and off, and asking for the file."""

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

from literacy.care.actions import ask_for_research, switch_research
from literacy.care.models import Export, ResearchConsent
from literacy.care.research.columns import COLUMNS
from literacy.people.requests import SignedInRequest
from literacy.staff.access import school_for_lead
from quizzes.http.refusal import Refusal


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def care_research(request: SignedInRequest, school_id: int) -> HttpResponse:
    """Off until a lead switches it on, and off again at any time."""
    school = school_for_lead(request.user, school_id)
    sentence, status = "", 200
    if request.method == "POST":
        on = request.POST.get("act") == "on"
        try:
            changed = switch_research(
                school=school, on=on, by=request.user, understood=bool(request.POST.get("understood"))
            )
        except Refusal as refusal:
            sentence, status = refusal.sentence, refusal.status
        else:
            if changed:
                told = (
                    _("It is on. You can ask for the file now.")
                    if on
                    else _("It is off. Files that were waiting are gone.")
                )
                messages.success(request, told, extra_tags="good")
            return redirect("care_research", school_id=school.pk)
    mine = Export.objects.filter(school=school, by=request.user, kind=Export.Kind.RESEARCH)
    context = {
        "school": school,
        "tab": "care",
        "consent": ResearchConsent.objects.select_related("by").filter(school=school).first(),
        "exports": list(mine[:5]),
        "columns": list(COLUMNS),
        "sentence": sentence,
    }
    with timezone.override(ZoneInfo(school.time_zone)):
        return render(request, "care/research.html", context, status=status)


@login_required
@require_POST
def care_research_file(request: SignedInRequest, school_id: int) -> HttpResponse:
    """The answers of the school, without names."""
    school = school_for_lead(request.user, school_id)
    return redirect("export", export_id=ask_for_research(by=request.user, school=school).pk)
