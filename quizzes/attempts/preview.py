"""Previews: the real player on a sitting that is never written down, kept in the session of whoever looks."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.core import serializers
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from quizzes.attempts.actions import start_sitting
from quizzes.attempts.models import Answer, Showing, Sitting
from quizzes.attempts.taker import Taker
from quizzes.attempts.terms import Terms
from quizzes.items.models import Item, Placement, Quiz

_KEY = "preview"
# What a new row gets anew anyway; left out, so that a request which changed nothing leaves the session as it was.
_MADE_ANEW = {"started_at", "created_at"}

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Preview:
    """A sitting that is being previewed: its id, its rows in JSON, and the page to go back to."""

    sitting: str
    rows: str
    back: str


def begin_preview(
    *, session: SessionBase, quiz: Quiz, taker: Taker, terms: Terms, back: str, items: Sequence[Item] = ()
) -> UUID:
    """Deal a quiz for somebody to look at as a learner would; the id of a sitting that only their session knows.

    items: of a quiz that is not saved, in order; then the quiz, too, is for this preview alone. An earlier preview of
    the same session is forgotten. Raises Refusal as `start_sitting` does.
    """
    with transaction.atomic():
        if quiz.pk is None:
            _place_for_now(quiz, items)
        sitting = start_sitting(quiz=quiz, taker=taker, terms=terms)
        showings = list(sitting.showings.all())
        for showing in showings:
            showing.pk = _number()
        rows = [*_quiz_of_its_own(sitting), sitting, *showings]
        session[_KEY] = asdict(Preview(str(sitting.pk), _packed(rows), back))
        transaction.set_rollback(True)
    return sitting.pk


def _number() -> int:
    """Below zero, so that no row made meanwhile can have the number."""
    return -secrets.randbelow(2**62) - 1


def _place_for_now(quiz: Quiz, items: Sequence[Item]) -> None:
    quiz.pk = _number()
    quiz.save(force_insert=True)
    Placement.objects.bulk_create(
        Placement(pk=_number(), quiz=quiz, item=item, position=position)
        for position, item in enumerate(items)
    )


def _quiz_of_its_own(sitting: Sitting) -> list[models.Model]:
    """The quiz and its placements, where they are for a preview alone."""
    if sitting.quiz_id > 0:
        return []
    return [sitting.quiz, *sitting.quiz.placements.order_by("position")]


def previewed(view: View) -> View:
    """A view of a sitting that also shows previews: with their rows put in place for it, and rolled back after it.

    What the view did to them goes into the session instead. So a preview is played by the very code that learners
    meet, and nothing of it is ever committed: no row to leave out of a count, no signal, no job.
    """

    @wraps(view)
    def shown(request: HttpRequest, sitting_id: UUID, **kwargs: Any) -> HttpResponseBase:
        preview = preview_of(request.session, sitting_id)
        if preview is None:
            return view(request, sitting_id=sitting_id, **kwargs)
        request.is_preview = True  # type: ignore[attr-defined]
        with transaction.atomic():
            _unpack(preview.rows)
            response = view(request, sitting_id=sitting_id, **kwargs)
            rows = _packed(_rows_of(sitting_id))
            transaction.set_rollback(True)
        if rows != preview.rows:
            request.session[_KEY] = asdict(Preview(preview.sitting, rows, preview.back))
        return response

    return shown


@require_POST
def leave_preview(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Forget a preview, and go back to where it was begun. Raises Http404 when there is none."""
    preview = preview_of(request.session, sitting_id)
    if preview is None:
        raise Http404
    del request.session[_KEY]
    return redirect(preview.back)


def preview_of(session: SessionBase, sitting_id: UUID) -> Preview | None:
    """The preview of this sitting that the session holds."""
    kept = session.get(_KEY)
    return Preview(**kept) if kept is not None and kept["sitting"] == str(sitting_id) else None


def _rows_of(sitting_id: UUID) -> list[models.Model]:
    showings = Showing.objects.filter(sitting=sitting_id).order_by("position")
    answers = list(Answer.objects.filter(showing__sitting=sitting_id).order_by("pk"))
    for answer in answers:
        answer.pk = None  # numbered anew with every request, in the same order
    sitting = Sitting.objects.select_related("quiz").get(pk=sitting_id)
    return [*_quiz_of_its_own(sitting), sitting, *showings, *answers]


def _packed(rows: list[models.Model]) -> str:
    fields = {field.name for row in rows for field in row._meta.concrete_fields} - _MADE_ANEW
    packed: str = serializers.serialize("json", rows, fields=sorted(fields))
    return packed


def _unpack(rows: str) -> None:
    found: dict[type[models.Model], list[models.Model]] = {
        Quiz: [],
        Placement: [],
        Sitting: [],
        Showing: [],
        Answer: [],
    }
    for each in serializers.deserialize("json", rows):
        found[type(each.object)].append(each.object)
    for kind, objects in found.items():
        kind._default_manager.bulk_create(objects)
