"""Runs one claimed job: its lease renewed beside it, its progress written, its end recorded."""

import enum
import logging
import threading
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from quizzes.jobs.claim import complete, fail, give_back, pause, postpone, renew
from quizzes.jobs.models import Job
from quizzes.jobs.registry import JobFailure, Kind, TryLater, kind_named

logger = logging.getLogger(__name__)
PROGRESS_SECONDS = 0.5
FIRST_PAUSE_SECONDS = 60.0
LONGEST_PAUSE_SECONDS = 6 * 3600.0
MOST_PAUSES = 20


class Interrupted(BaseException):
    """Raised out of `progress` when the work must stop: not an Exception, so that no work swallows it."""


class Outcome(enum.Enum):
    DONE = "done"
    FAILED = "failed"
    POSTPONED = "postponed"
    PAUSED = "paused"
    GIVEN_BACK = "given back"
    LOST = "lost"


class Renewal:
    """A thread with a database connection of its own: it holds the lease and writes progress.

    The work's own thread never writes progress: it would wait for the database, and inside a transaction
    nobody would see it.
    """

    def __init__(self, job: Job, stop: threading.Event) -> None:
        self.job = job
        self.stop = stop
        self.lost = False
        self._progress = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._renew_until_ended, name=f"lease-{job.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(timeout=PROGRESS_SECONDS * 4)

    def progress(self, percent: int) -> None:
        """What the work calls. Raises Interrupted when the lease is lost or this process is asked to stop."""
        self._progress = max(0, min(100, int(percent)))
        if self.lost or self.stop.is_set():
            raise Interrupted

    def _renew_until_ended(self) -> None:
        beat = min(PROGRESS_SECONDS, settings.JOB_LEASE_SECONDS / 4)
        beats_per_renewal = max(1, int(settings.JOB_LEASE_SECONDS / 3 / beat))
        written, beats = 0, 0
        try:
            while not self._ended.wait(beat) and not self.lost:
                beats += 1
                if beats < beats_per_renewal and self._progress == written:
                    continue
                try:
                    now = self._progress
                    self.lost = not renew(self.job, progress=now)
                    written, beats = now, 0
                except DatabaseError as error:  # a restart of the database; the next beat tries again
                    logger.warning("Could not renew the lease of job %s: %s", self.job.pk, error)
                    connection.close()
        finally:
            connection.close()


def run_claimed(job: Job, stop: threading.Event | None = None) -> Outcome:
    """Do the work of a job this process has claimed, and record how it ended.

    A JobFailure ends the job with its sentence. TryLater has it tried again after a minute, two, four, up to
    six hours, and ends it after MOST_PAUSES of them. Any other exception is logged, and the job is tried again
    after a short while until JOB_TRIES is used up. Once `stop` is set, the next call of `progress` gives the
    job back.
    """
    kind = kind_named(job.kind)
    if kind is None:
        return _failed(job, _("This site no longer knows how to do “%(kind)s”.") % {"kind": job.kind})
    stop = stop or threading.Event()
    try:
        with Renewal(job, stop) as renewal:
            kind.work(job.target, renewal.progress)
    except JobFailure as failure:
        return _failed(job, failure.sentence)
    except TryLater as away:
        return _put_off(job, str(away))
    except Interrupted:
        return Outcome.GIVEN_BACK if not renewal.lost and give_back(job) else _lost(job)
    except Exception:
        logger.exception(
            "Job %s (%s %s) stopped with an error, try %s", job.pk, job.kind, job.target, job.tries
        )
        return _try_again(job, kind)
    return Outcome.DONE if complete(job) else _lost(job)


def _try_again(job: Job, kind: Kind) -> Outcome:
    if job.tries < settings.JOB_TRIES:
        return Outcome.POSTPONED if postpone(job, seconds=2.0**job.tries) else _lost(job)
    sentence = _(
        "Something went wrong in “%(title)s” for %(target)s. "
        "Try again; if it happens again, tell the person who looks after this site."
    )
    return _failed(job, sentence % {"title": kind.title, "target": job.target})


def _put_off(job: Job, sentence: str) -> Outcome:
    if job.pauses >= MOST_PAUSES:
        return _failed(job, sentence)
    logger.warning("Job %s (%s %s) pauses: %s", job.pk, job.kind, job.target, sentence)
    return Outcome.PAUSED if pause(job, sentence, seconds=pause_seconds(job.pauses)) else _lost(job)


def pause_seconds(pauses: int) -> float:
    """How long a job that has paused so often waits before it is tried again."""
    return min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2.0 ** min(pauses, 30))


def _failed(job: Job, sentence: str) -> Outcome:
    return Outcome.FAILED if fail(job, sentence) else _lost(job)


def _lost(job: Job) -> Outcome:
    logger.warning("Job %s was taken over by another worker; what this one did is not counted", job.pk)
    return Outcome.LOST
