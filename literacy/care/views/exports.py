"""Asking for a file with data, waiting for it, and fetching it."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from literacy.care.access import export_for_asker, link_of_export, opens, place_for_keeper
from literacy.care.actions import ask_for_export, ask_for_figures
from literacy.care.filing import EXPORT_DATA
from literacy.care.models import Export
from literacy.people.requests import SignedInRequest
from literacy.staff.access import school_for_lead
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.jobs.models import Job

_TYPES = {
    ".zip": "application/zip",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@login_required
@require_POST
def care_export(request: SignedInRequest, school_id: int) -> HttpResponse:
    """Everything about a school."""
    school = school_for_lead(request.user, school_id)
    return redirect("export", export_id=ask_for_export(by=request.user, school=school).pk)


@login_required
@require_POST
def care_figures(request: SignedInRequest, school_id: int) -> HttpResponse:
    """The figures of a school year, as tables or on paper."""
    school = school_for_lead(request.user, school_id)
    kind, year = request.POST.get("kind", ""), request.POST.get("year", "")
    return redirect(
        "export", export_id=ask_for_figures(by=request.user, school=school, kind=kind, year=year).pk
    )


@login_required
@require_POST
def export_learner(request: SignedInRequest, enrolment_id: int) -> HttpResponse:
    """Everything a school has about a pupil."""
    place = place_for_keeper(request.user, enrolment_id)
    export = ask_for_export(by=request.user, school=place.classroom.school, learner=place.user)
    return redirect("export", export_id=export.pk)


@login_required
@never_cache
@require_safe
def export(request: SignedInRequest, export_id: UUID) -> HttpResponse:
    """How far a file is; once it is made, the link to it."""
    found = export_for_asker(request.user, export_id)
    job = Job.objects.about(kind=EXPORT_DATA, target=str(found.pk)).first()
    is_working = found.made_at is None and job is not None and job.state != Job.State.FAILED
    context = {
        "export": found,
        "own": found.learner_id == request.user.pk,
        "is_figures": found.kind in Export.FIGURES,
        "percent": job.progress if job else 0,
        "is_working": is_working,
        "link": link_of_export(found) if found.is_ready else "",
        "hours": settings.EXPORT_HOURS,
    }
    if wants_fragment(request):
        if not is_working:
            return HttpResponseClientRefresh()
        return vary_on_fragment(render(request, "care/_working.html", context))
    zone = found.school.time_zone if found.school else settings.TIME_ZONE
    with timezone.override(ZoneInfo(zone)):
        return vary_on_fragment(render(request, "care/export.html", context))


@login_required
@never_cache
@require_safe
def export_file(request: SignedInRequest, export_id: UUID, signature: str) -> HttpResponseBase:
    """The file itself, for whoever asked for it, by the link they were given, until it ends."""
    found = export_for_asker(request.user, export_id)
    if not opens(found, signature, hours=settings.EXPORT_HOURS) or not found.path.exists():
        raise Http404
    about = found.learner or found.school
    name = slugify(str(about)) or "data"
    moment = (found.made_at or timezone.now()).strftime("%Y-%m-%d")
    response = FileResponse(
        found.path.open("rb"),
        as_attachment=True,
        filename="-".join(filter(None, [name, slugify(found.period.replace("/", "-")), moment]))
        + found.suffix,
        content_type=_TYPES[found.suffix],
    )
    response["X-Robots-Tag"] = "noindex"
    return response
