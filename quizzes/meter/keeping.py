"""Writing the meter down: what was made at once, what was there already in handfuls, and nothing for longer than a week."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from time import monotonic

from django.db.models import F
from django.utils import timezone

from quizzes.meter.account import Account
from quizzes.meter.models import LensHits, LensRun
from quizzes.meter.payers import key_of_person, shelf_of

DAYS = 7
_HANDFUL, _LONGEST_S = 20, 30.0


class HitBuffer:
    """Hits that wait to be written: a view that is free should cost no write of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Counter[tuple[date, str]] = Counter()
        self._since = 0.0

    def add(self, hits: Counter[str]) -> bool:
        """Add hits of today; True where it is time to write them."""
        with self._lock:
            if not self._waiting:
                self._since = monotonic()
            self._waiting.update({(timezone.localdate(), lens): count for lens, count in hits.items()})
            return self._waiting.total() >= _HANDFUL or monotonic() - self._since > _LONGEST_S

    def take(self) -> Counter[tuple[date, str]]:
        """Take all that waits."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
            return taken


hit_buffer = HitBuffer()


def write_down(account: Account) -> None:
    """Keep what a request had made."""
    if account.made:
        shelf, visitor, now = shelf_of(account.request), account.payers[0].key, timezone.now()
        LensRun.objects.bulk_create(
            LensRun(lens=lens, visitor=visitor, shelf=shelf, milliseconds=cost, made_at=now)
            for lens, cost in account.made
        )
    if account.hits and hit_buffer.add(account.hits):
        write_hits()


def write_hits() -> None:
    """Write the hits of this process that still wait."""
    for (day, lens), count in hit_buffer.take().items():
        rows = LensHits.objects.filter(day=day, lens=lens)
        if not rows.update(count=F("count") + count):
            LensHits.objects.get_or_create(day=day, lens=lens)
            rows.update(count=F("count") + count)


def prune_meter() -> int:
    """Forget what is older than a week; returns how many rows."""
    today = timezone.localdate()
    old = LensRun.objects.filter(made_at__lt=timezone.now() - timedelta(days=DAYS + 1))
    older = LensHits.objects.filter(day__lt=today - timedelta(days=DAYS + 1))
    return old.delete()[0] + older.delete()[0]


def forget_persons(user_ids: Iterable[int]) -> None:
    """Remove what these people had made, before its week is over."""
    LensRun.objects.filter(visitor__in=[key_of_person(user_id) for user_id in user_ids]).delete()
