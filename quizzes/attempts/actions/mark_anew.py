"""Mark kept answers by what their items are now, beside the marks they had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from quizzes.attempts.asked import about, without_pair
from quizzes.attempts.course import Place
from quizzes.attempts.marks import as_marked
from quizzes.attempts.models import Answer, Remark, Sitting
from quizzes.attempts.signals import marks_changed
from quizzes.clips.models import Pair
from quizzes.items.types import ITEM_TYPES, JUDGEMENTS

_SAME = 0.005
_AT_ONCE = 500


@dataclass(frozen=True)
class NewMark:
    """An answer whose mark comes out otherwise now: the points it has, and those it would get (None: not scored)."""

    answer: Answer
    points: float | None
    response: dict[str, Any]

    @property
    def before(self) -> float | None:
        return self.answer.points


def new_marks(*, sittings: Iterable[Any], item_id: int) -> list[NewMark]:
    """What answers to an item in these sittings (keys) would be marked by what it is now; those alone that change.

    Judgements are left out: which half was shown stays true whatever is mended. So are answers that cannot be marked
    any more, such as a cue that is not offered now; they keep the mark they have. Three queries.
    """
    answers = as_marked(
        Answer.objects.filter(showing__sitting__in=sittings, showing__item=item_id)
        .exclude(item_type__in=JUDGEMENTS)
        .select_related("showing__item")
        .order_by("pk")
    )
    pair = Pair.objects.filter(items=item_id).first()
    found = (_new_mark(answer, pair) for answer in answers)
    return [each for each in found if each is not None]


def _new_mark(answer: Answer, pair: Pair | None) -> NewMark | None:
    showing, kind = answer.showing, ITEM_TYPES[answer.item_type]
    place = Place(showing.pk, showing.position, showing.half, showing.item.chain, steps=showing.steps)
    if pair is None:
        shown = replace(without_pair(place), content=showing.item.content)
        shown = replace(shown, steps=tuple(answer.response["path"][:-1]))
    else:
        shown = about(place, pair)
    try:
        marked = kind.mark(kind.reread(answer.response), shown)
    except (KeyError, ValueError):
        return None
    before, now = answer.points, marked.points
    if before is None or now is None:
        is_same = before is now
    else:
        is_same = abs(before - now) <= _SAME
    return None if is_same else NewMark(answer, now, marked.response)


@transaction.atomic
def mark_anew(*, marks: Sequence[NewMark], by: Any) -> list[Remark]:
    """Let these marks count from now on, and keep the earlier ones behind them. Returns what was written."""
    now = timezone.now()
    keys = [mark.answer.pk for mark in marks]
    Remark.objects.filter(answer__in=keys, superseded_at=None).update(superseded_at=now)
    made = [
        Remark(answer_id=mark.answer.pk, response=mark.response, points=mark.points, created_by=by)
        for mark in marks
    ]
    written = Remark.objects.bulk_create(made, batch_size=_AT_ONCE)
    _tell({mark.answer.showing.sitting_id for mark in marks})
    return written


@transaction.atomic
def take_back_marks(*, remarks: Iterable[int], by: Any) -> int:
    """Let the marks count again that these (keys) took the place of; returns how many. Nothing is deleted.

    A mark that was superseded meanwhile is left alone.
    """
    now = timezone.now()
    current = list(
        Remark.objects.filter(pk__in=list(remarks), superseded_at=None).select_related("answer__showing")
    )
    for remark in current:
        earlier = Remark.objects.filter(answer=remark.answer, pk__lt=remark.pk).order_by("-pk").first()
        before = earlier or remark.answer
        Remark.objects.filter(pk=remark.pk).update(superseded_at=now)
        Remark.objects.create(
            answer=remark.answer, response=before.response, points=before.points, created_by=by
        )
    _tell({remark.answer.showing.sitting_id for remark in current})
    return len(current)


def _tell(sittings: set[Any]) -> None:
    if sittings:
        marks_changed.send(sender=Sitting, sitting_ids=sittings)
