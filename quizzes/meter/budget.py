"""How much somebody may have made within some minutes, kept in the cache."""

from __future__ import annotations

import time
from collections.abc import Iterable
from math import ceil

from django.core.cache import cache
from django.utils.translation import ngettext

from quizzes.http.refusal import Refusal
from quizzes.meter.payers import Payer

WINDOW_S = 600


class Spent(Refusal):
    """Nothing new is made for this person now; the sentence says when again."""


def refuse_spent(payers: Iterable[Payer]) -> None:
    """Raise `Spent` (429) where one of them has used their budget up."""
    wait = max((_seconds_until_room(payer) for payer in payers), default=0.0)
    if wait > 0:
        minutes = ceil(wait / 60)
        raise Spent(
            ngettext(
                "You have looked at many new things through lenses in a short time. What you opened before opens "
                "again at once; for something new, come back in %(count)s minute.",
                "You have looked at many new things through lenses in a short time. What you opened before opens "
                "again at once; for something new, come back in %(count)s minutes.",
                minutes,
            )
            % {"count": minutes},
            status=429,
        )


def charge(payers: Iterable[Payer], milliseconds: int) -> None:
    """Put a cost, in thousandths of a processor second, on the account of each."""
    for payer in payers:
        spent = [*_spent(payer), (time.time(), milliseconds)]
        cache.set(_key(payer), spent, WINDOW_S)


def _seconds_until_room(payer: Payer) -> float:
    """How long until enough has grown old that less than the budget is left of it; 0 where there is room now."""
    spent = _spent(payer)
    left = sum(cost for _at, cost in spent)
    wait = 0.0
    for at, cost in spent:
        if left < payer.budget_ms:
            break
        left -= cost
        wait = at + WINDOW_S - time.time()
    return wait


def _spent(payer: Payer) -> list[tuple[float, int]]:
    since = time.time() - WINDOW_S
    kept: list[tuple[float, int]] = cache.get(_key(payer), [])
    return [(at, cost) for at, cost in kept if at > since]


def _key(payer: Payer) -> str:
    return f"lens-spent:{payer.key}"
