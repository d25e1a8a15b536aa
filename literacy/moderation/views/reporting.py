"""Reporting a clip from a quiz, a lesson or the library: one page, whatever was shown."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from literacy.classroom.access import shelves_of
from literacy.lessons.access import lesson_for_reader, pairs_of
from literacy.library.access import pair_for_adult
from literacy.people.models import User
from quizzes.attempts.access import course_for_taker
from quizzes.attempts.taker import taker_of, welcome_guest
from quizzes.clips.models import Pair
from quizzes.http.address import visitor_address
from quizzes.reports.actions import file_report
from quizzes.reports.forms import ReportForm
from quizzes.reports.models import Report
from quizzes.reports.reporter import Reporter

_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Back:
    """Where somebody came from: its address, what the link says, and how the clip is called there."""

    address: str
    label: str
    clip: str


@never_cache
@require_http_methods(_METHODS)
def report_place(request: HttpRequest, sitting_id: UUID, position: int) -> HttpResponse:
    """A clip of one's own sitting; neither page nor address says which clip it is or which half was shown."""
    course = course_for_taker(taker_of(request), sitting_id)
    place = course.place(position)
    if place is None or (course.current is not None and position > course.current):
        raise Http404
    pair = Pair.objects.only("pk", "shelf").filter(items__showings=place.showing_id).first()
    if pair is None:  # a story, which shows no clip
        raise Http404
    back = Back(
        reverse("place", args=[sitting_id, position]),
        _("Back to clip %(position)s") % {"position": position},
        _("Clip %(position)s of your quiz") % {"position": position},
    )
    return _report(request, pair, back)


@never_cache
@require_http_methods(_METHODS)
def report_lesson_clip(request: HttpRequest, slug: str, pair_slug: str) -> HttpResponse:
    """A clip that a lesson shows."""
    lesson = lesson_for_reader(request.user, slug)
    pair = pairs_of(lesson).filter(slug=pair_slug).first()
    if pair is None:
        raise Http404
    back = Back(reverse("lesson", args=[slug]), _("Back to the lesson"), str(pair.text.get("title", slug)))
    return _report(request, pair, back)


@never_cache
@require_http_methods(_METHODS)
def report_pair(request: HttpRequest, slug: str) -> HttpResponse:
    """A pair of the library."""
    pair = pair_for_adult(request.user, slug)
    back = Back(
        reverse("library_pair", args=[slug]), _("Back to the library"), str(pair.text.get("title", slug))
    )
    return _report(request, pair, back)


def _report(request: HttpRequest, pair: Pair, back: Back) -> HttpResponse:
    if request.method != "POST":
        if request.GET.get("thanks"):
            context = {
                "back": back,
                "is_me": request.GET["thanks"] == Report.Reason.SHOWS_ME,
                "is_hidden": "hidden" in request.GET,
            }
            return render(request, "moderation/thanks.html", context)
        return _form(request, back, ReportForm())
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form(request, back, form, status=422)
    filed = file_report(
        pair=pair,
        reason=form.cleaned_data["reason"],
        words=form.cleaned_data["words"],
        reporter=_reporter(request),
    )
    said = {"thanks": filed.report.reason} | ({"hidden": "1"} if filed.paused else {})
    return redirect(f"{request.path}?{urlencode(said)}")


def _form(request: HttpRequest, back: Back, form: ReportForm, status: int = 200) -> HttpResponse:
    context = {"back": back, "form": form, "reasons": Report.Reason.choices}
    return render(request, "moderation/report.html", context, status=status)


def _reporter(request: HttpRequest) -> Reporter:
    own = shelves_of(request.user) if isinstance(request.user, User) else frozenset()
    return Reporter(welcome_guest(request), visitor_address(request), own)
