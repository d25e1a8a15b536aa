"""The texts about data: read by everybody whom they concern, changed by a school's leads."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from literacy.care.access import school_at_door, schools_around
from literacy.care.actions import publish_statement
from literacy.care.models import Statement
from literacy.care.statements import as_html, as_read, reading_language, text_of, usual_text
from literacy.classroom.models import School
from literacy.people.models import User
from literacy.people.requests import SignedInRequest
from literacy.staff.access import school_for_lead
from quizzes.http.refusal import Refusal

_KINDS = dict(Statement.Kind.choices)


@never_cache
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The texts of one's own school, or those that come with the site."""
    mine = list(schools_around(request.user)) if isinstance(request.user, User) else []
    wanted = request.GET.get("school", "")
    chosen = next((school for school in mine if str(school.pk) == wanted), mine[0] if mine else None)
    return _read(request, chosen, mine)


@never_cache
@require_safe
def privacy_at_door(request: HttpRequest, door: str) -> HttpResponse:
    """The texts of the school at whose door somebody stands."""
    return _read(request, school_at_door(door), [])


def _read(request: HttpRequest, school: School | None, schools: list[School]) -> HttpResponse:
    language = reading_language()
    is_pupil = isinstance(request.user, User) and request.user.is_pupil
    kinds = [Statement.Kind.PUPILS, Statement.Kind.STATEMENT]
    texts = [text_of(school, kind, language) for kind in kinds]
    context = {
        "school": school,
        "schools": schools,
        "texts": [(_KINDS[text.kind], text) for text in texts],
        "is_pupil": is_pupil,
    }
    with timezone.override(ZoneInfo(school.time_zone if school else settings.TIME_ZONE)):
        return render(request, "care/privacy.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def care_text(request: SignedInRequest, school_id: int, kind: str, language: str) -> HttpResponse:
    """A text with its versions; a form that shows how a new one reads, and publishes it."""
    school = school_for_lead(request.user, school_id)
    if kind not in _KINDS or language not in dict(settings.LANGUAGES):
        raise Http404
    versions = list(
        Statement.objects.filter(school=school, kind=kind, language=language).select_related("by")
    )
    body, sentence, status, preview = None, "", 200, ""
    if request.method == "POST":
        body = request.POST.get("body", "")
        act = request.POST.get("act", "")
        if act == "preview":
            preview = as_html(body, school, language)
        else:
            try:
                publish_statement(
                    school=school,
                    kind=kind,
                    language=language,
                    body="" if act == "usual" or body.strip() == usual_text(kind, language).strip() else body,
                    by=request.user,
                )
            except Refusal as refusal:
                sentence, status = refusal.sentence, refusal.status
            else:
                messages.success(request, _("The text is published."), extra_tags="good")
                return redirect("care_text", school_id=school.pk, kind=kind, language=language)
    older = next((each for each in versions if str(each.version) == request.GET.get("version")), None)
    current = as_read(school, kind, language, older or (versions[0] if versions else None))
    context = {
        "school": school,
        "tab": "care",
        "kind": kind,
        "kinds": _KINDS.items(),
        "title": _KINDS[kind],
        "language": language,
        "versions": versions,
        "older": older,
        "current": current,
        "body": current.body if body is None else body,
        "preview": preview,
        "sentence": sentence,
    }
    with timezone.override(ZoneInfo(school.time_zone)):
        return render(request, "care/text.html", context, status=status)
