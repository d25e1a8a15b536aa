"""Record one answer: marked on the server, kept once, never changed."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.attempts.course import Course, Place
from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.signals import sitting_finished
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.items.types import ITEM_TYPES, Marked, Shown


@dataclass(frozen=True)
class Recorded:
    """What became of an answer.

    kept: False when another answer to the same question was there before, from another window; that one counts.
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
) -> Recorded:
    """Mark and keep an answer to one question of a sitting.

    course: the sitting's course as it was read just now; unless the answer is `fresh` it is out of date afterwards.
    key: idempotency key made with the form; sending the same form twice counts once and is no error.
    cleaned: what the item type's valid form holds. Raises Refusal for a question that is not asked (yet).
    """
    sitting, place = course.sitting, course.place(position)
    if place is None or item_type not in place.chain:
        raise Refusal(_("That question is not part of this quiz."), status=404)
    if item_type in place.answered:
        return Recorded(kept=_same_answer(place, item_type, key), finished=sitting.finished_at is not None)
    if sitting.finished_at is not None:
        raise Refusal(_("This quiz has been handed in. What you answered before that is saved."))
    if course.current != position or place.next_question != item_type:
        raise Refusal(_("Answer the clips in their order. Everything you answered so far is saved."))
    kind = ITEM_TYPES[item_type]
    truth = _truth(place) if kind.needs_truth and place.is_manipulated else {}
    marked = kind.mark(cleaned, Shown(is_manipulated=place.is_manipulated, truth=truth))
    place.answered[item_type] = marked.outcome
    place.p_manipulated = marked.p_manipulated if item_type == "judge" else place.p_manipulated
    finished = course.current is None
    try:
        # A single insert is a transaction by itself; begin and commit around it would be two trips more.
        with transaction.atomic() if finished or connection.in_atomic_block else nullcontext():
            _keep(place, item_type, key, marked, milliseconds)
            if finished:
                _finish(sitting)
    except IntegrityError:
        # Another window, or the second of two clicks, was faster; or the key came with an answer to another question.
        first = (
            Answer.objects.filter(showing_id=place.showing_id, item_type=item_type)
            .values_list("key", flat=True)
            .first()
        )
        if first is None:
            raise Refusal(
                _("This answer did not arrive whole. Load the page again and send it once more."), status=400
            ) from None
        return Recorded(kept=first == key, finished=finished)
    return Recorded(kept=True, finished=finished, fresh=True)


def _truth(place: Place) -> dict[str, Any]:
    truth: dict[str, Any] = Pair.objects.values_list("truth", flat=True).get(items__showings=place.showing_id)
    return truth


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


def _finish(sitting: Sitting) -> None:
    sitting.finished_at = timezone.now()
    sitting.save(update_fields=["finished_at"])

    def tell() -> None:
        sitting_finished.send(sender=Sitting, sitting_id=sitting.pk)

    # Robust: the answer is kept by then, so a listener that fails is a matter for the log, not for the learner.
    transaction.on_commit(tell, robust=True)


def _same_answer(place: Place, item_type: str, key: UUID) -> bool:
    return Answer.objects.filter(showing_id=place.showing_id, item_type=item_type, key=key).exists()
