"""Works off all jobs of some kinds with several processes at once, and tells how far it is."""

import subprocess
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from quizzes.jobs.dispatch import sweep
from quizzes.jobs.family import end_all, start_worker
from quizzes.jobs.models import Job

_LOOK_SECONDS = 0.25
_DEATHS_IN_VAIN = 5


class DrainFailed(Exception):
    """The worker processes die without getting anywhere; the text is a sentence for whoever started this."""


@dataclass(frozen=True)
class Tally:
    """How many jobs there are in each state; `percent` sums the progress (0-100) of the running ones."""

    waiting: int
    running: int
    done: int
    failed: int
    percent: int

    @property
    def total(self) -> int:
        return self.waiting + self.running + self.done + self.failed

    @property
    def share(self) -> float:
        """How much of the work is over, from 0 to 1."""
        return (self.done + self.failed + self.percent / 100) / self.total if self.total else 1.0


def drain(*, kinds: Collection[str], processes: int, on_change: Callable[[Tally], None]) -> Tally:
    """Have every open job of these kinds worked off by `processes` processes; returns the last tally.

    The tally counts the jobs that are open now and those that come up meanwhile. A worker that dies is
    replaced, and its job is taken over when its lease runs out. Raises DrainFailed when workers keep dying
    and nothing moves.
    """
    ours = Job.objects.filter(kind__in=kinds)
    newest = ours.order_by("-id").values_list("pk", flat=True).first() or 0
    at_start = list(ours.open().values_list("pk", flat=True))
    counted = Q(pk__in=at_start) | Q(pk__gt=newest)
    tally = _tally(kinds, counted)
    on_change(tally)
    if not tally.waiting + tally.running:
        return tally
    workers = [start_worker(kinds=kinds, until_empty=True) for _ in range(max(1, processes))]
    deaths = 0
    try:
        while tally.waiting + tally.running:
            time.sleep(_LOOK_SECONDS)
            now = _tally(kinds, counted)
            if now != tally:
                deaths = 0
                on_change(now)
            tally = now
            deaths += _replace_dead(workers, kinds)
            if deaths >= _DEATHS_IN_VAIN:
                raise DrainFailed("The processes that do the work keep dying. The lines above say why.")
        return tally
    finally:
        end_all(workers, grace=2.5)


def _tally(kinds: Collection[str], counted: Q) -> Tally:
    states = Job.State
    counts = Job.objects.filter(counted, kind__in=kinds).aggregate(
        waiting=Count("pk", filter=Q(state=states.WAITING)),
        running=Count("pk", filter=Q(state=states.RUNNING)),
        done=Count("pk", filter=Q(state=states.DONE)),
        failed=Count("pk", filter=Q(state=states.FAILED)),
        percent=Sum("progress", filter=Q(state=states.RUNNING)),
    )
    return Tally(**{name: count or 0 for name, count in counts.items()})


def _replace_dead(workers: list[subprocess.Popen[bytes]], kinds: Collection[str]) -> int:
    """Start a worker for each that ended before the work did; returns how many died."""
    dead = [worker for worker in workers if worker.poll() is not None]
    for worker in dead:
        workers.remove(worker)
        workers.append(start_worker(kinds=kinds, until_empty=True))
    if dead:
        sweep()
    return sum(1 for worker in dead if worker.returncode)
