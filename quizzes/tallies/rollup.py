"""Folding sittings: from their answers, and kept for those that have ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from quizzes.attempts.marks import with_mark
from quizzes.attempts.models import Answer, Sitting
from quizzes.clips.models import Half
from quizzes.clips.vocabulary import CUES
from quizzes.items.models import Item
from quizzes.items.types import JUDGEMENTS
from quizzes.tallies.codes import POINTS, code_of
from quizzes.tallies.models import SittingTally
from quizzes.tallies.sums import JUDGE, About, Folded

AT_ONCE = 1000
"""Sittings whose answers are read together: some twenty thousand rows."""
_MOST_CUES = 3
_SAME = 1e-9
_SAYS = {
    str(Answer.Outcome.HIT): True, str(Answer.Outcome.FALSE_ALARM): True,
    str(Answer.Outcome.MISS): False, str(Answer.Outcome.CORRECT_REJECTION): False,
    str(Answer.Outcome.CHECKED): None,
}  # fmt: skip


def folded_of(sittings: Mapping[UUID, datetime | None]) -> dict[UUID, Folded]:
    """What these sittings come to; given with when each ended, None for those that are half-way.

    Whoever ended is looked up, and folded and kept where the row is missing; whoever is half-way is read anew. One
    query for each 1000 where nothing is missing, one more for those half-way. A sitting that is gone comes to nothing.
    """
    ended = {key: end for key, end in sittings.items() if end is not None}
    found: dict[UUID, Folded] = {}
    for lot in _lots(list(ended)):
        rows = SittingTally.objects.filter(sitting__in=lot, finished_at=F("sitting__finished_at"))
        found.update((key, Folded(*answers)) for key, answers in rows.values_list("sitting", "answers"))
    for lot in _lots([key for key in ended if key not in found]):
        found.update(tally_sittings(lot))
    for lot in _lots([key for key, end in sittings.items() if end is None]):
        found.update(fold(lot))
    return {key: found.get(key, Folded()) for key in sittings}


@transaction.atomic
def tally_sittings(keys: Collection[UUID]) -> dict[UUID, Folded]:
    """Fold sittings that have ended anew from their answers, and keep that. Three queries.

    They are held meanwhile, so that a mark that changes in the same moment comes before or after. Those that are gone,
    or open again, are left out.
    """
    held = Sitting.objects.select_for_update(of=("self",)).filter(pk__in=keys, finished_at__isnull=False)
    ends: dict[UUID, datetime | None] = dict(held.order_by("pk").values_list("pk", "finished_at"))
    found = fold(ends)
    SittingTally.objects.bulk_create(
        [
            SittingTally(sitting_id=key, finished_at=end, answers=found[key].kept)
            for key, end in ends.items()
            if end is not None
        ],
        update_conflicts=True,
        unique_fields=["sitting"],
        update_fields=["finished_at", "answers"],
        batch_size=AT_ONCE,
    )
    return found


def fold(keys: Collection[UUID]) -> dict[UUID, Folded]:
    """Read the answers of sittings and put them in short, in the order they were given. One query."""
    lists: dict[UUID, tuple[list[Any], list[Any], list[Any], list[Any]]] = {
        key: ([], [], [], []) for key in keys
    }
    last: dict[UUID, datetime] = {}
    rows = with_mark(Answer.objects.filter(showing__sitting__in=list(keys))).order_by("pk")
    for sitting, item, half, kind, outcome, p, own, took, at, anew, new in rows.values_list(  # type: ignore[misc]
        "showing__sitting_id", "showing__item_id", "showing__half", "item_type", "outcome", "p_manipulated",
        "points", "milliseconds", "created_at", "given_anew", "new_points",
    ).iterator(chunk_size=5000):  # fmt: skip
        points = own if anew is None else new
        items, codes, times, marks = lists[sitting]
        if kind in JUDGEMENTS and outcome in _SAYS:
            code = code_of(p, is_manipulated=half == Half.TWIN, says_manipulated=_SAYS[outcome])
            items.append(item)
            codes.append(code)
            times.append(took)
            if kind != JUDGE or points is None or abs(points - POINTS[code]) > _SAME:
                marks.append([item, kind, points, None])
        else:
            marks.append([item, kind, points, took])
        if sitting not in last or at > last[sitting]:
            last[sitting] = at
    return {key: Folded(*found, last_at=last.get(key)) for key, found in lists.items()}


def about_items(items: Iterable[int]) -> dict[int, About]:
    """What items are about, of those that have a pair. One query."""
    rows = Item.objects.filter(pk__in=set(items), pair__isnull=False)
    return {
        key: About(technique, tuple(cue for cue in cues if cue in CUES)[:_MOST_CUES])
        for key, technique, cues in rows.values_list("pk", "pair__technique", "pair__cues")
    }


def untallied() -> QuerySet[Sitting]:
    """Sittings that have ended and whose row is missing or out of date."""
    right = SittingTally.objects.filter(sitting=OuterRef("pk"), finished_at=OuterRef("finished_at"))
    return Sitting.objects.filter(~Exists(right), finished_at__isnull=False)


def _lots(keys: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
