"""The reports that wait for an editor, one of them with its pair, and what an editor does."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from literacy.moderation.access import pair_for_editor, report_for_editor, reports_for_editor
from literacy.moderation.forms import ORDERS, STATES, found_in, wishes_in
from quizzes.attempts.shown import show_pair
from quizzes.clips import links
from quizzes.clips.delivery import media_response
from quizzes.clips.models import Pair
from quizzes.clips.vocabulary import technique_term
from quizzes.http.refusal import Refusal
from quizzes.reports import actions
from quizzes.reports.models import Pull, Report

_ON_A_PAGE = 20


@never_cache
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports somebody may decide about: what waits, or what is wished for."""
    wishes = wishes_in(request.GET.dict())
    mine = reports_for_editor(request.user)
    page = Paginator(found_in(mine, wishes), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "wishes": wishes,
        "states": STATES.items(),
        "orders": ORDERS.items(),
        "reasons": Report.Reason.choices,
        "is_empty": not mine.exists(),
    }
    return render(request, "moderation/reports.html", context)


@never_cache
@require_safe
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report with the pair and its truth, other reports about it, and what can be decided."""
    return _page(request, report_for_editor(request.user, report_id))


@never_cache
@require_POST
def dismiss(request: HttpRequest, report_id: int) -> HttpResponse:
    """Close a report; the clip stays as it is."""
    found = report_for_editor(request.user, report_id)
    note = request.POST.get("note", "")
    try:
        actions.dismiss_report(report=found, by=request.user, note=note)
    except Refusal as refusal:
        return _page(request, found, sentence=refusal.sentence, note=note, status=refusal.status)
    _say(request, _("The report is closed. The clip is as it was."))
    return redirect("reports")


@never_cache
@require_POST
def pull(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a pair away, or keep it away."""
    pair = pair_for_editor(request.user, slug)
    actions.pull_pair(pair=pair, by=request.user, why=request.POST.get("why", ""))
    _say(request, _("The clip was taken away: out of all quizzes, lessons and the library."))
    return redirect(_after(request, pair))


@never_cache
@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a pair back."""
    pair = pair_for_editor(request.user, slug)
    actions.restore_pair(pair=pair, by=request.user, note=request.POST.get("note", ""))
    _say(request, _("The clip is back."))
    return redirect(_after(request, pair))


@require_safe
def report_media(request: HttpRequest, report_id: int, token: str) -> HttpResponseBase:
    """A file of the pair that a report is about, whatever became of the pair."""
    found = report_for_editor(request.user, report_id)
    scope = links.scope_of(request, _scope(found))
    return media_response(request, links.media_for(Pair.objects.filter(pk=found.pair_id), token, scope=scope))


def _page(request: HttpRequest, found: Report, status: int = 200, **more: Any) -> HttpResponse:
    pairs = Pair.objects.select_related("clip").prefetch_related("renditions", "sources")
    pair = pairs.get(pk=found.pair_id)
    address = partial(_media_address, found.pk)
    scope = links.scope_of(request, _scope(found), make=True)
    context = {
        "report": found,
        "pair": pair,
        "technique": technique_term(pair.technique),
        "shown": show_pair(pair, links.PairLinks(pair.slug, scope, address), marks_hidden=False),
        "pull": Pull.objects.filter(pair=pair, restored_at=None).select_related("by").first(),
        "others": Report.objects.filter(pair=pair).exclude(pk=found.pk)[:_ON_A_PAGE],
        **more,
    }
    return render(request, "moderation/report_of_clip.html", context, status=status)


def _media_address(report_id: int, token: str) -> str:
    return reverse("report_media", args=[report_id, token])


def _scope(found: Report) -> str:
    return f"report:{found.pk}"


def _after(request: HttpRequest, pair: Pair) -> str:
    """Back to the report somebody decided on, or to the pair."""
    told = request.POST.get("report", "")
    if told.isdecimal() and Report.objects.filter(pk=int(told), pair=pair).exists():
        return reverse("report", args=[int(told)])
    if Pair.objects.made().filter(pk=pair.pk).exists():
        return reverse("library_pair", args=[pair.slug])
    return f"{reverse('reports')}?{urlencode({'q': pair.slug, 'state': 'all'})}"


def _say(request: HttpRequest, sentence: str) -> None:
    messages.success(request, sentence, extra_tags="good")
