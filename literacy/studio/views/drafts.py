"""The page of one draft and its steps; each step is a form of its own that leads back to the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from literacy.studio.access import draft_for_teacher, school_and_draft
from literacy.studio.forms import RightsForm, TechniqueForm, cleaned, second_in, words_in
from literacy.studio.media import draft_media
from literacy.studio.page import draft_context, working_on
from literacy.studio.place_form import read_place
from literacy.studio.steps import STEPS, way_of
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.refusal import Refusal
from quizzes.studio.actions.complete_words import complete_words
from quizzes.studio.actions.describe_draft import describe_draft
from quizzes.studio.actions.settle_drafts import settle_drafts
from quizzes.studio.actions.shape_draft import choose_technique, place_change, render_draft
from quizzes.studio.actions.state_rights import state_rights
from quizzes.studio.models import Draft
from quizzes.studio.progress import percent_done


@login_required
@never_cache
@require_safe
def studio_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """A draft with all its steps; as a fragment, how far the background work is."""
    school, draft = school_and_draft(request.user, draft_id)
    if working_on(draft):
        settle_drafts(shelf=draft.shelf)
        draft = draft_for_teacher(request.user, draft_id)
    percent = percent_done(draft) if working_on(draft) else None
    if wants_fragment(request):
        if not working_on(draft):
            return vary_on_fragment(HttpResponseClientRefresh())
        context = {"draft": draft, "percent": percent}
        return vary_on_fragment(render(request, "studio/_working.html", context))
    step = request.GET.get("step", "")
    context = draft_context(request, school, draft, step=step if step in STEPS else "")
    with timezone.override(ZoneInfo(school.time_zone)):
        return vary_on_fragment(render(request, "studio/draft.html", context | {"percent": percent}))


@login_required
@require_POST
def studio_rights(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    def act(draft: Draft) -> None:
        state_rights(draft=draft, **cleaned(RightsForm(request.POST)))

    return _step(request, draft_id, "rights", act, request.POST.dict())


@login_required
@require_POST
def studio_technique(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    def act(draft: Draft) -> None:
        given = cleaned(TechniqueForm(request.POST))
        second = second_in(given)
        other = draft_for_teacher(request.user, second) if second else None
        choose_technique(draft=draft, technique=given["technique"], second=other)

    return _step(request, draft_id, "technique", act)


@login_required
@require_POST
def studio_place(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    def act(draft: Draft) -> None:
        place_change(draft=draft, place=read_place(draft, request.POST))

    return _step(request, draft_id, "place", act, request.POST.dict())


@login_required
@require_POST
def studio_make(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    return _step(request, draft_id, "make", lambda draft: render_draft(draft=draft))


@login_required
@require_POST
def studio_words(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The words of a draft; of what is published, those that were still missing in one language."""
    given = words_in(request.POST)

    def act(draft: Draft) -> None:
        if draft.state == Draft.State.PUBLISHED:
            complete_words(draft=draft, texts=given["texts"])
        else:
            describe_draft(draft=draft, **given)

    return _step(request, draft_id, "words", act, given)


@require_safe
def studio_media(request: HttpRequest, draft_id: UUID, token: str) -> HttpResponseBase:
    """A file of a draft, by a link that is signed, bound to the session, and expires."""
    return draft_media(request, draft_for_teacher(request.user, draft_id), token)


def _step(
    request: HttpRequest,
    draft_id: UUID,
    step: str,
    act: Callable[[Draft], Any],
    typed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Do one step and go on to the next one; what is refused is said where it was typed."""
    school, draft = school_and_draft(request.user, draft_id)
    try:
        act(draft)
    except Refusal as refusal:
        if draft.clip is None:
            raise
        context = draft_context(request, school, draft, step=step, sentence=refusal.sentence, typed=typed)
        return render(request, "studio/draft.html", context, status=refusal.status)
    fresh = draft_for_teacher(request.user, draft_id)
    onward = "make" if working_on(fresh) else way_of(fresh).now
    return redirect(reverse("studio_draft", args=[draft_id]) + f"#step-{onward or step}")
