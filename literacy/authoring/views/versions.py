"""Every version of a text: the list, one with what changed in it, putting one back; and both languages side by side."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from literacy.authoring.access import language_or_404, manuscript_for_author, version_of
from literacy.authoring.actions import begin_translation, put_back
from literacy.authoring.differences import differences
from literacy.authoring.listing import title_of
from literacy.authoring.standing import LANGUAGE_NAMES, standing_of
from literacy.people.requests import SignedInRequest

_ON_A_PAGE = 40


@login_required
@never_cache
@require_safe
def version_list(request: SignedInRequest, manuscript_id: int, language: str) -> HttpResponse:
    """Who saved what and when, the newest first."""
    found = manuscript_for_author(request.user, manuscript_id)
    rows = found.versions.filter(language=language_or_404(language)).select_related("by").defer("text")
    page = Paginator(rows.order_by("-number"), _ON_A_PAGE).get_page(request.GET.get("page"))
    other = found.other_language if language == found.language else found.language
    context = {
        "manuscript": found,
        "written_in": language,
        "language_name": LANGUAGE_NAMES[language],
        "title": title_of(found.latest(found.language), found),
        "page": page,
        "other": other,
        "other_name": LANGUAGE_NAMES[other],
        "has_other": found.latest(found.other_language) is not None,
        "published": found.published.get(language),
    }
    return render(request, "authoring/versions.html", context)


@login_required
@never_cache
@require_safe
def version(request: SignedInRequest, manuscript_id: int, language: str, number: int) -> HttpResponse:
    """One version: its text, and how it differs from the one before it, or from the newest."""
    found = manuscript_for_author(request.user, manuscript_id)
    shown = version_of(found, language, number)
    newest = found.latest(language)
    with_newest = request.GET.get("with") == "newest" and newest is not None and newest.number != number
    before = found.versions.filter(language=language, number=number - 1).first()
    rows = (
        differences(shown.lines, newest.lines)
        if with_newest and newest is not None
        else differences(before.lines if before is not None else [], shown.lines)
    )
    context = {
        "manuscript": found,
        "written_in": language,
        "language_name": LANGUAGE_NAMES[language],
        "title": title_of(found.latest(found.language), found),
        "version": shown,
        "before": before,
        "newest": newest,
        "with_newest": with_newest,
        "rows": rows,
        "lines": enumerate(shown.text.split("\n"), 1),
    }
    return render(request, "authoring/version.html", context)


@login_required
@require_POST
def version_put_back(
    request: SignedInRequest, manuscript_id: int, language: str, number: int
) -> HttpResponse:
    """Make an older version the newest."""
    found = manuscript_for_author(request.user, manuscript_id)
    made = put_back(manuscript=found, old=version_of(found, language, number), user=request.user)
    sentence = _("Version %(old)s is back, as version %(number)s. Pupils see it once you publish it.")
    messages.success(request, sentence % {"old": number, "number": made.number}, extra_tags="good")
    return redirect("write_lesson", found.pk, language)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: SignedInRequest, manuscript_id: int) -> HttpResponse:
    """Both languages side by side with what is missing; a POST begins the translation."""
    found = manuscript_for_author(request.user, manuscript_id)
    if request.method == "POST":
        begin_translation(manuscript=found, user=request.user)
        return redirect("write_lesson", found.pk, found.other_language)
    standing = standing_of(found)
    other, first = standing.other.version, standing.first.version
    old = None
    if standing.other.is_behind and other is not None:
        old = found.versions.filter(language=found.language, number=other.follows or 0).first()
    context = {
        "manuscript": found,
        "title": title_of(first, found),
        "standing": standing,
        "changed_since": differences(old.lines, first.lines) if old is not None and first is not None else [],
        "old": old,
    }
    return render(request, "authoring/translation.html", context)
