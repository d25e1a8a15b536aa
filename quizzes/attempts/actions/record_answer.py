"""Record one answer: marked on the server, kept once, never changed."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.attempts.asked import shown_at
from quizzes.attempts.contrast import contrast_after
from quizzes.attempts.course import Course, Place
from quizzes.attempts.ending import close_overdue, finish_sitting, refuse_what_came_late, still_open
from quizzes.attempts.models import Answer, Showing
from quizzes.clips.pulled import taken_away
from quizzes.http.refusal import Refusal
from quizzes.items.types import ITEM_TYPES, ItemType, Marked, Shown

_ASIDE = 10_000  # above every position there is


@dataclass(frozen=True)
class Recorded:
    """What became of an answer.

    kept: False when another answer to the same question was there before, from another window or by the same form
    sent before with another choice; that one counts.
    finished: whether the sitting ended with it.
    fresh: True when it was written just now; then the course that was given says how things stand, too.
    """

    kept: bool
    finished: bool
    fresh: bool = False


def record_answer(
    *,
    course: Course,
    position: int,
    item_type: str,
    key: UUID,
    cleaned: dict[str, Any],
    milliseconds: int | None,
    shown: Shown | None = None,
) -> Recorded:
    """Mark and keep an answer to one question of a sitting.

    course: the sitting's course as it was read just now; unless the answer is `fresh` it is out of date afterwards.
    key: idempotency key made with the form; sending the same form twice counts once and is no error, as long as it
    says the same.
    cleaned: what the item type's valid form holds. shown: what the form was read with, where it was read from the
    database already. In practice a miss brings a contrast forward. Raises Refusal for a question that is not asked (yet).
    """
    sitting, place = course.sitting, course.place(position)
    if place is None or item_type not in place.chain:
        raise Refusal(_("That question is not part of this quiz."), status=404)
    kind = ITEM_TYPES[item_type]
    if item_type in place.answered:
        return Recorded(kept=_is_kept(place, kind, key, cleaned), finished=sitting.finished_at is not None)
    if place.is_skipped:
        raise Refusal(taken_away(), status=410)
    if close_overdue(course) or sitting.finished_at is not None:
        refuse_what_came_late(course)
    if course.current != position or place.next_question != item_type:
        raise Refusal(_("Answer the clips in their order. Everything you answered so far is saved."))
    shown = shown or shown_at(place, reads_pair=kind.reads_pair)
    marked = kind.mark(cleaned, shown)
    place.answered[item_type] = marked.outcome
    place.p_manipulated = marked.p_manipulated if kind.judges else place.p_manipulated
    finished = course.current is None and course.ends_by_itself
    can_end_meanwhile = course.may_hand_in
    exchanged = contrast_after(course, place)
    try:
        # A single insert is a transaction by itself; begin and commit around it would be two trips more.
        alone = not (finished or can_end_meanwhile or exchanged or connection.in_atomic_block)
        with nullcontext() if alone else transaction.atomic():
            if can_end_meanwhile and not still_open(sitting):
                del place.answered[item_type]
                refuse_what_came_late(course)
            _keep(place, item_type, key, marked, milliseconds)
            if exchanged is not None:
                _exchange(course, *exchanged)
            if finished:
                finish_sitting(sitting, at=timezone.now())
    except IntegrityError:
        # Another window, or the second of two clicks, was faster; or the key came with an answer to another question.
        if not Answer.objects.filter(showing_id=place.showing_id, item_type=item_type).exists():
            raise Refusal(
                _("This answer did not arrive whole. Load the page again and send it once more."), status=400
            ) from None
        return Recorded(kept=_is_kept(place, kind, key, cleaned), finished=finished)
    return Recorded(kept=True, finished=finished, fresh=True)


def _keep(place: Place, item_type: str, key: UUID, marked: Marked, milliseconds: int | None) -> None:
    Answer(
        showing_id=place.showing_id,
        item_type=item_type,
        key=key,
        response=marked.response,
        outcome=marked.outcome,
        p_manipulated=marked.p_manipulated,
        points=marked.points,
        milliseconds=milliseconds,
        lenses=place.lenses,
    ).save(force_insert=True)


def _exchange(course: Course, one: Place, other: Place) -> None:
    """Let two places that nobody has seen change their positions, past the rule that each is taken once."""
    both = Showing.objects.filter(pk__in=(one.showing_id, other.showing_id))
    both.update(position=F("position") + _ASIDE)
    both.update(
        position=Case(
            When(pk=one.showing_id, then=Value(other.position)), default=Value(one.position),
            output_field=Showing._meta.get_field("position"),
        )
    )  # fmt: skip
    one.position, other.position = other.position, one.position
    course.places.sort(key=lambda place: place.position)


def _is_kept(place: Place, kind: ItemType, key: UUID, cleaned: dict[str, Any]) -> bool:
    """Whether this very answer is the one that is kept. A form sent again with another choice has the key, and is not."""
    kept = Answer.objects.filter(showing_id=place.showing_id, item_type=kind.slug, key=key)
    response = kept.values_list("response", flat=True).first()
    return response is not None and kind.says_the_same(response, cleaned)
