"""A list that was read in: what its columns hold, what it would do, how far it is, and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from literacy.classroom.views.cards import show_cards
from literacy.people.requests import SignedInRequest
from literacy.rosters.access import classroom_of_list, list_for_reader
from literacy.rosters.actions.cards import give_first_codes
from literacy.rosters.actions.carrying_out import carry_out_list, drop_list, settle_list
from literacy.rosters.actions.taking_in import change_completeness, name_columns
from literacy.rosters.models import RosterImport
from literacy.rosters.page import columns_page, done_page, dry_run_page
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.refusal import Refusal

_STATES = RosterImport.State


@login_required
@never_cache
@require_safe
def roster(request: SignedInRequest, list_id: UUID) -> HttpResponse:
    """A list as far as it is; as a fragment, how far it is being carried out."""
    return _page(request, list_for_reader(request.user, list_id))


@login_required
@never_cache
@require_POST
def columns(request: SignedInRequest, list_id: UUID) -> HttpResponse:
    """Say what the columns hold."""
    found = list_for_reader(request.user, list_id)
    width = max((len(cells) - 1 for cells in found.cells.get("records", [])), default=0)
    width = max(width, len(found.cells.get("head", [])))
    try:
        name_columns(
            roster=found,
            roles=[request.POST.get(f"column-{number}", "") for number in range(1, width + 1)],
            first_is_head=bool(request.POST.get("head")),
        )
    except Refusal as refusal:
        return _page(request, found, refusal)
    return redirect("roster", list_id=list_id)


@login_required
@never_cache
@require_POST
def completeness(request: SignedInRequest, list_id: UUID) -> HttpResponse:
    """Say whether the list holds everybody."""
    found = list_for_reader(request.user, list_id)
    change_completeness(roster=found, is_complete=request.POST.get("complete") == "1")
    return redirect("roster", list_id=list_id)


@login_required
@never_cache
@require_POST
def apply(request: SignedInRequest, list_id: UUID) -> HttpResponse:
    """Carry out what was looked at."""
    found = list_for_reader(request.user, list_id)
    try:
        carry_out_list(roster=found, digest=request.POST.get("digest", ""))
    except Refusal as refusal:
        return _page(request, list_for_reader(request.user, list_id), refusal)
    return redirect("roster", list_id=list_id)


@login_required
@never_cache
@require_POST
def drop(request: SignedInRequest, list_id: UUID) -> HttpResponse:
    """Forget the list; nothing was done."""
    found = list_for_reader(request.user, list_id)
    school_id, classroom_id = found.school_id, found.classroom_id
    drop_list(roster=found)
    if classroom_id is not None:
        return redirect("class_roster", classroom_id=classroom_id)
    return redirect("school_roster", school_id=school_id)


@login_required
@never_cache
@require_POST
def cards(request: SignedInRequest, list_id: UUID, classroom_id: int) -> HttpResponse:
    """New words for the pupils whom the list put in a class, as cards: the only time that they are shown."""
    found = list_for_reader(request.user, list_id)
    room = classroom_of_list(found, classroom_id)
    made = give_first_codes(roster=found, classroom=room)
    return show_cards(request, room, made, back_to=reverse("roster", args=[found.pk]))


def _page(request: SignedInRequest, found: RosterImport, refusal: Refusal | None = None) -> HttpResponse:
    percent = settle_list(roster=found)
    if wants_fragment(request):
        if found.state != _STATES.APPLYING:
            return HttpResponseClientRefresh()
        shown = {"roster": found, "percent": percent}
        return vary_on_fragment(render(request, "rosters/_working.html", shown))
    context: dict[str, Any] = {
        "roster": found,
        "percent": percent,
        "sentence": refusal.sentence if refusal else "",
    }
    if found.reason == "changed":
        context["sentence"] = _(
            "The school changed while this list was being carried out, so nothing was done. Look once more."
        )
    elif found.reason == "failed":
        context["sentence"] = _(
            "It did not work, and nothing was changed. Try again; if it happens again, tell the person who looks after this site."
        )
    if found.state == _STATES.COLUMNS:
        context |= columns_page(found, request.POST)
    elif found.state == _STATES.READY:
        context |= dry_run_page(found, request.GET)
    elif found.state == _STATES.DONE:
        context |= done_page(found)
    status = refusal.status if refusal else 200
    return vary_on_fragment(render(request, f"rosters/{found.state}.html", context, status=status))
