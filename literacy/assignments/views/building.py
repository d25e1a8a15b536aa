"""The builder: what a class gets, with a look at what would be drawn, and as a pupil."""

from __future__ import annotations

import secrets
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from literacy.assignments.actions import give_drawn
from literacy.assignments.forms import GiveForm, pairs_for
from literacy.classroom.access import classroom_for_teacher
from literacy.classroom.actions import give
from literacy.classroom.models import Assignment, Classroom
from literacy.people.requests import SignedInRequest
from quizzes.attempts.preview import begin_preview
from quizzes.attempts.taker import Taker
from quizzes.clips.vocabulary import technique_term
from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.http.refusal import Refusal
from quizzes.items.actions import what_lacks
from quizzes.items.drawing import draw_pairs

_SEVERAL = ("techniques", "cues", "kinds", "difficulties", "groups", "learners")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_assignment(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """The builder of a class; a POST gives it."""
    room = classroom_for_teacher(request.user, classroom_id)
    with timezone.override(ZoneInfo(room.school.time_zone)):  # a date is meant in the school's own time
        if request.method != "POST":
            return _page(request, room, GiveForm(room, initial=_wished(request)))
        form = GiveForm(room, request.POST)
        if not form.is_valid():
            return _page(request, room, form, status=422)
        try:
            given = _give(request, form)
        except Refusal as refusal:
            return _page(request, room, form, sentence=refusal.sentence, status=refusal.status)
    return redirect("assignment", assignment_id=given.pk)


def _wished(request: SignedInRequest) -> dict[str, Any]:
    """What an address wishes for: other pages lead here with a quiz to be drawn, and for whom."""
    wished: dict[str, Any] = {"what": request.GET.get("what", "quiz")}
    wished |= {name: request.GET.getlist(name) for name in _SEVERAL if name in request.GET}
    return wished | {
        name: request.GET[name] for name in ("count", "real_share", "title", "lesson") if name in request.GET
    }


def _give(request: SignedInRequest, form: GiveForm) -> Assignment:
    chosen: dict[str, Any] = {
        name: [row.pk for row in form.cleaned_data[name]] for name in ("groups", "learners")
    }
    wishes = form.drawn_wishes
    if wishes is None:
        return give(assignment=form.assignment(), teacher=request.user, **chosen)
    return give_drawn(
        assignment=form.assignment(), wishes=wishes, seed=form.drawn_seed, title=form.cleaned_data["title"],
        teacher=request.user, **chosen,
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
        plain = GiveForm(room, initial=_as_typed(form))
        return vary_on_fragment(_page(request, room, plain, drawn=drawn))


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
    """What was sent, to be shown again without its mistakes: nothing was given yet."""
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
    if chosen.quiz is None:
        raise Refusal(
            _(
                "A drawn quiz can be previewed once you gave it. What would be drawn you see in the list of clips."
            )
        )
    sitting_id = begin_preview(
        session=request.session, quiz=chosen.quiz, taker=Taker.of(request.user), terms=chosen.terms_for(),
        back=reverse("new_assignment", args=[room.pk]),
    )  # fmt: skip
    return redirect("sitting", sitting_id)


def _page(
    request: SignedInRequest, room: Classroom, form: GiveForm, *, status: int = 200, **context: object
) -> HttpResponse:
    opened = (
        "opens_at",
        "late",
        "late_until",
        "attempts",
        "grade_rule",
        "time_limit_minutes",
        "reveal",
        "score",
    )
    page = {
        "classroom": room,
        "form": form,
        "what": form["what"].value() or "quiz",
        "is_more_open": any(
            form.errors.get(name) or (form.is_bound and form[name].value()) for name in opened
        ),
        "whom_open": bool(form["groups"].value() or form["learners"].value()),
        "seed": form["seed"].value() or secrets.token_hex(8),
        **context,
    }
    return render(request, "assignments/new.html", page, status=status)
