"""What a reader does in a lesson: a check, a poll, pointing, a scenario, a lens, being done with a step.

Each answers htmx with a fragment, and any other browser with a way back to its place on the page.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from literacy.lessons.access import block_of, lesson_for_reader, shown_pair_of, step_of
from literacy.lessons.actions import answer_poll, finish_step, record_first_choice
from literacy.lessons.forms import CheckForm
from literacy.lessons.models import Lesson
from literacy.lessons.page import ShownCheck, asks
from literacy.lessons.playground import links_in, playground_of, pointed_in
from literacy.lessons.pointing import show_where
from literacy.lessons.polls import own_answers, show_poll
from literacy.lessons.scenes import BETWEEN, scenarios_by_slug, show_scenario
from literacy.lessons.views.reading import kept_for, page_of
from quizzes.attempts.shown import show_pair
from quizzes.clips.links import scope_of
from quizzes.http.fragments import vary_on_fragment, wants_fragment


@never_cache
@require_POST
def lesson_check(request: HttpRequest, slug: str, check_id: str) -> HttpResponse:
    """Say what is to be said about a choice; a signed-in learner's first choice is kept."""
    found = lesson_for_reader(request.user, slug)
    step, block = block_of(found, "check", "id", check_id)
    form = CheckForm(request.POST, block=block)
    choice = form.cleaned_data["choice"] if form.is_valid() else ""
    user_id = kept_for(request, found)
    if choice and user_id is not None:
        record_first_choice(lesson=found, user_id=user_id, step=step, choice=choice)
    if not wants_fragment(request):
        return _back(found, f"check-{check_id}", check=check_id, choice=choice)
    error = "" if choice else str(form.errors["choice"][0])
    return _fragment(request, "_check", found, check=ShownCheck(block, step, choice, error))


@never_cache
@require_POST
def lesson_poll(request: HttpRequest, slug: str, poll_id: str) -> HttpResponse:
    """Keep a learner's answer and show what the class answered; of guests nothing is kept."""
    found = lesson_for_reader(request.user, slug)
    step, block = block_of(found, "poll", "id", poll_id)
    form = CheckForm(request.POST, block=block)
    choice = form.cleaned_data["choice"] if form.is_valid() else ""
    user_id = kept_for(request, found)
    if choice and user_id is not None:
        kept = answer_poll(lesson=found, user_id=user_id, step=step, poll=poll_id, choice=choice)
        choice = kept.choice
    if not wants_fragment(request):
        return _back(found, f"poll-{poll_id}", poll=poll_id, choice=choice)
    error = "" if choice else str(form.errors["choice"][0])
    choice = choice or own_answers(found, user_id).get(poll_id, "")
    poll = show_poll(found, block, step, user_id=user_id, choice=choice, error=error)
    return _fragment(request, "_poll", found, poll=poll)


@never_cache
@require_POST
def lesson_where(request: HttpRequest, slug: str, pair_slug: str) -> HttpResponse:
    """Mark the place that was pointed at, and show where it was; nothing is kept."""
    found = lesson_for_reader(request.user, slug)
    block, pair = shown_pair_of(found, "where", pair_slug)
    given = {key: request.POST.get(key, "")[:20] for key in ("x", "y", "cell")}
    if not wants_fragment(request):
        return _back(found, f"where-{pair_slug}", where=pair_slug, **given)
    links = links_in(found, pair, scope_of(request, page_of(found), make=True))
    where = show_where(block, show_pair(pair, links, marks_hidden=True), given)
    return _fragment(request, "_where", found, where=where)


@never_cache
@require_POST
def lesson_scenario(request: HttpRequest, slug: str, scenario: str) -> HttpResponse:
    """Go on in a scenario by one choice; nothing is kept but the way, in the page itself."""
    found = lesson_for_reader(request.user, slug)
    block_of(found, "scenario", "slug", scenario)
    path, choice = request.POST.get("path", "")[:2000], request.POST.get("choice", "")[:100]
    way = BETWEEN.join(filter(None, (path, choice)))
    if not wants_fragment(request):
        return _back(found, f"scenario-{scenario}", scenario=scenario, path=way)
    content = scenarios_by_slug([scenario]).get(scenario)
    error = "" if choice else _("Choose what you would do.")
    return _fragment(request, "_scenario", found, scenario=show_scenario(scenario, content, way, error=error))


@never_cache
@require_POST
def lesson_step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Be done with a step that asks nothing, and go on to the next one."""
    found = lesson_for_reader(request.user, slug)
    there = step_of(found, step)
    user_id = kept_for(request, found)
    if user_id is not None and not asks(there):
        finish_step(lesson=found, user_id=user_id, step=step)
    following = there["following"]
    if wants_fragment(request):
        return _fragment(request, "_done", found, step=there | {"is_done": True})
    return redirect(f"{reverse('lesson', args=[slug])}#step-{following or step}")


@never_cache
@require_safe
def lesson_lens(request: HttpRequest, slug: str, pair_slug: str, lens: str) -> HttpResponse:
    """What a lens shows of a pair of the lesson: a fragment, or the lesson with that lens open."""
    found = lesson_for_reader(request.user, slug)
    _block, pair = shown_pair_of(found, "lenses", pair_slug)
    if not wants_fragment(request):
        query = urlencode(request.GET.dict() | {"lenses": pair_slug, "lens": lens})
        return redirect(f"{reverse('lesson', args=[slug])}?{query}#lenses-{pair_slug}")
    scope = scope_of(request, page_of(found), make=True)
    pointed = pointed_in(found, pair, lens, scope, request.GET.dict())
    playground = playground_of(pair, links_in(found, pair, scope), lens, pointed)
    if playground.looked is None:
        raise Http404
    return _fragment(request, "_playground", found, playground=playground)


def _fragment(request: HttpRequest, name: str, lesson: Lesson, **more: Any) -> HttpResponse:
    context = {"lesson": lesson, "fresh": True, "reads": request.user.is_authenticated} | more
    return vary_on_fragment(render(request, f"lessons/{name}.html", context))


def _back(lesson: Lesson, place: str, **query: str) -> HttpResponse:
    return redirect(f"{reverse('lesson', args=[lesson.key])}?{urlencode(query)}#{place}")
