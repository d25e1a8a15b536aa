"""The builder: what a class gets, with a look at what would be drawn, and as a pupil."""

from __future__ import annotations

import secrets
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from literacy.assignments.actions import give_with_own
from literacy.assignments.forms import GiveForm, pairs_for, places_in
from literacy.assignments.terms_form import OwnRows
from literacy.classroom.access import classroom_for_teacher
from literacy.classroom.models import Assignment, Classroom
from literacy.people.requests import SignedInRequest
from quizzes.attempts.preview import begin_preview
from quizzes.attempts.taker import Taker
from quizzes.clips.vocabulary import technique_term
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.refusal import Refusal
from quizzes.items.actions import drawn_quiz, what_lacks
from quizzes.items.drawing import draw_pairs
from quizzes.items.loader import item_for_pair
from quizzes.items.models import Item

_KEPT = "builder"
_USUAL = {"attempts": "1", "wait_minutes": "0", "grade_rule": "first"}

_SEVERAL = ("techniques", "cues", "kinds", "difficulties", "groups", "learners")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_assignment(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """The builder of a class; a POST gives it."""
    room = classroom_for_teacher(request.user, classroom_id)
    with timezone.override(ZoneInfo(room.school.time_zone)):  # a date is meant in the school's own time
        if request.method != "POST":
            kept = _kept(request, room)
            if kept is not None:
                return _as_it_stands(request, room, kept)
            return _page(request, room, GiveForm(room, initial=_wished(request)))
        if "more_rows" in request.POST:
            return _as_it_stands(request, room, request.POST, own_open=True)
        form, own = GiveForm(room, request.POST), OwnRows(room, places_in(room), request.POST)
        if not all([form.is_valid(), own.is_valid()]):
            return _page(request, room, form, own=own, wrong=True, status=422)
        try:
            given = _give(request, form, own)
        except Refusal as refusal:
            return _page(request, room, form, own=own, sentence=refusal.sentence, status=refusal.status)
    return redirect("assignment", assignment_id=given.pk)


def _wished(request: SignedInRequest) -> dict[str, Any]:
    """What an address wishes for: other pages lead here with a quiz to be drawn, and for whom."""
    wished: dict[str, Any] = {"what": request.GET.get("what", "quiz")}
    wished |= {name: request.GET.getlist(name) for name in _SEVERAL if name in request.GET}
    return wished | {
        name: request.GET[name] for name in ("count", "real_share", "title", "lesson") if name in request.GET
    }


def _as_it_stands(request: SignedInRequest, room: Classroom, sent: QueryDict, **context: Any) -> HttpResponse:
    """What was sent, to be shown again without its mistakes: nothing was given yet."""
    form = GiveForm(room, sent)
    form.is_valid()  # what else is in the form need not be whole yet
    if sent.get("what") == "drawn":
        context.setdefault("drawn", _drawn(room, form, again=False))
    own = OwnRows(room, places_in(room), sent, is_judged=False)
    return _page(request, room, GiveForm(room, initial=_as_typed(form)), own=own, **context)


def _keep(request: SignedInRequest, room: Classroom) -> str:
    """Keep what stands in the builder while its quiz is looked at; the address at which it stands again."""
    request.session[_KEPT] = {"room": room.pk, "sent": request.POST.urlencode()}
    return f"{reverse('new_assignment', args=[room.pk])}?again=1"


def _kept(request: SignedInRequest, room: Classroom) -> QueryDict | None:
    if "again" not in request.GET:
        return None
    kept = request.session.pop(_KEPT, None)
    return QueryDict(kept["sent"]) if kept is not None and kept["room"] == room.pk else None


def _give(request: SignedInRequest, form: GiveForm, own: OwnRows) -> Assignment:
    chosen: dict[str, Any] = {
        name: [row.pk for row in form.cleaned_data[name]] for name in ("groups", "learners")
    }
    return give_with_own(
        assignment=form.assignment(), teacher=request.user, wishes=form.drawn_wishes, seed=form.drawn_seed,
        title=form.cleaned_data["title"], own=[row.cleaned_data for row in own.filled], **chosen,
    )  # fmt: skip


@login_required
@require_POST
def draw_preview(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """What would be drawn of what is wished for: as a fragment, or on the builder's page, with everything as it was."""
    room = classroom_for_teacher(request.user, classroom_id)
    with timezone.override(ZoneInfo(room.school.time_zone)):
        data = request.POST.copy()
        data["what"] = "drawn"
        form = GiveForm(room, data)
        form.is_valid()  # what else is in the form need not be whole yet
        drawn = _drawn(room, form, again="redraw" in request.POST)
        if wants_fragment(request):
            return vary_on_fragment(
                render(request, "assignments/_drawn.html", {"drawn": drawn, "classroom": room})
            )
        return vary_on_fragment(_as_it_stands(request, room, data, drawn=drawn))


def _drawn(room: Classroom, form: GiveForm, *, again: bool) -> dict[str, Any]:
    wrong = [str(error) for name in ("count", "real_share") for error in form.errors.get(name, [])]
    if wrong:
        return {"sentence": wrong[0], "seed": ""}
    wishes = form.wishes()
    seed = secrets.token_hex(8) if again else form.drawn_seed
    draw = draw_pairs(pairs_for(room), wishes, seed=seed)
    if not draw.is_enough:
        return {"sentence": what_lacks(draw, wishes), "seed": seed}
    rows = [
        {"title": pair.text.get("title", pair.slug), "technique": technique_term(pair.technique).name,
         "medium": pair.get_medium_display(), "difficulty": pair.get_difficulty_display()}
        for pair in draw.pairs
    ]  # fmt: skip
    real = wishes.real_share * len(rows) / 100
    return {"rows": rows, "seed": seed, "real": real, "share": wishes.real_share}


def _as_typed(form: GiveForm) -> dict[str, Any]:
    return {
        name: form.data.getlist(name) if name in _SEVERAL else form.data.get(name, "")  # type: ignore[attr-defined]
        for name in form.fields
    }


@login_required
@require_POST
def preview_chosen(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """The quiz that is chosen in the builder, on the terms that stand in it, as a pupil sees it."""
    room = classroom_for_teacher(request.user, classroom_id)
    with timezone.override(ZoneInfo(room.school.time_zone)):
        form = GiveForm(room, request.POST)
        valid = form.is_valid()
    if not valid:
        raise Refusal(str(next(iter(form.errors.values()))[0]), status=422)
    chosen = form.assignment()
    if chosen.lesson is not None:
        return redirect("lesson", slug=chosen.lesson.key)
    wishes = form.drawn_wishes
    quiz = chosen.quiz
    items: list[Item] = []
    if wishes is not None:
        quiz, pairs = drawn_quiz(
            shelf=room.school.shelf, title=form.cleaned_data["title"], pairs=pairs_for(room), wishes=wishes,
            seed=form.drawn_seed,
        )  # fmt: skip
        items = [item_for_pair(pair) for pair in pairs]
    if quiz is None:
        raise Refusal(_("Choose a quiz."), status=422)
    sitting_id = begin_preview(
        session=request.session, quiz=quiz, taker=Taker.of(request.user), terms=chosen.terms_for(),
        back=_keep(request, room),
        items=items,
    )  # fmt: skip
    return redirect("sitting", sitting_id)


def _differs(form: GiveForm, name: str) -> bool:
    """Whether something was chosen there that is not the usual, so that it is not folded away."""
    value = form[name].value()
    return bool(value) and value != _USUAL.get(name)


def _page(
    request: SignedInRequest, room: Classroom, form: GiveForm, *, status: int = 200, **context: object
) -> HttpResponse:
    opened = (
        "opens_at",
        "late",
        "late_until",
        "attempts",
        "wait_minutes",
        "grade_rule",
        "time_limit_minutes",
        "reveal",
        "score",
    )
    page = {
        "classroom": room,
        "form": form,
        "what": form["what"].value() or "quiz",
        "is_more_open": any(form.errors.get(name) or _differs(form, name) for name in opened),
        "own": OwnRows(room, places_in(room)),
        "whom_open": bool(form["groups"].value() or form["learners"].value()),
        "seed": form["seed"].value() or secrets.token_hex(8),
        **context,
    }
    return render(request, "assignments/new.html", page, status=status)
