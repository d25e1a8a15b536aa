"""Who works on a job: claimed, renewed and ended by conditional updates on a lease the database times."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest, Now
from django.utils.translation import gettext as _

from quizzes.jobs.models import Job, JobQuerySet
from quizzes.jobs.registry import kinds_that_give_way, title_of

_CANDIDATES = 8


def _from_now(seconds: float) -> Combinable:
    """A moment by the database's clock: every worker measures leases with the same one."""
    return ExpressionWrapper(Now() + timedelta(seconds=seconds), output_field=DateTimeField())


def claimable() -> JobQuerySet:
    """Jobs that somebody may start now: waiting ones, and those whose lease has run out.

    Oldest first; the kinds that give way come after all others, and not while one of them runs or pauses.
    """
    giving_way = kinds_that_give_way()
    first_of_its_kind = Job.objects.filter(
        kind=OuterRef("kind"), state=Job.State.RUNNING, lease_until__gt=Now()
    ).exclude(pk=OuterRef("pk"))
    being_worked_on = Job.objects.filter(
        kind=OuterRef("kind"), target=OuterRef("target"), state=Job.State.RUNNING
    )
    free = Q(state=Job.State.WAITING) & ~Exists(being_worked_on) | Q(
        state=Job.State.RUNNING, lease_until__lte=Now(), tries__lt=settings.JOB_TRIES
    )
    return Job.objects.filter(free & (~Q(kind__in=giving_way) | ~Exists(first_of_its_kind))).order_by(
        Case(When(kind__in=giving_way, then=Value(1)), default=Value(0)), "id"
    )


def claim(job_id: int) -> Job | None:
    """Take one job for this worker; None when somebody else has it or it needs no work.

    One conditional UPDATE decides: of two workers that try, the second finds the condition no longer true.
    """
    key = secrets.token_hex(16)
    try:
        with transaction.atomic():
            won = (
                claimable()
                .order_by()
                .filter(pk=job_id)
                .update(
                    state=Job.State.RUNNING,
                    lease_key=key,
                    lease_until=_from_now(settings.JOB_LEASE_SECONDS),
                    tries=F("tries") + 1,
                    progress=0,
                    error="",
                )
            )
    except IntegrityError:  # another job on the same target was started in this very moment
        return None
    return Job.objects.filter(pk=job_id, lease_key=key).first() if won else None


def claim_next(kinds: Collection[str] | None = None) -> Job | None:
    """Take the oldest job there is (of these kinds); None when there is none."""
    jobs = claimable() if kinds is None else claimable().filter(kind__in=kinds)
    for job_id in list(jobs.values_list("pk", flat=True)[:_CANDIDATES]):
        job = claim(job_id)
        if job is not None:
            return job
    return None


def _held(job: Job) -> JobQuerySet:
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease_key=job.lease_key).exclude(
        lease_key=""
    )


def renew(job: Job, *, progress: int | None = None) -> bool:
    """Hold the lease for another while, and write progress (0-100) with it. False: the lease is lost."""
    shown = {} if progress is None else {"progress": max(0, min(100, progress))}
    return _held(job).update(lease_until=_from_now(settings.JOB_LEASE_SECONDS), **shown) == 1


def complete(job: Job) -> bool:
    """Mark the job done. False: the lease was lost, and nothing was written."""
    return _end(job, Job.State.DONE, progress=100, error="")


def fail(job: Job, sentence: str) -> bool:
    """Mark the job failed for good, with a sentence for a teacher. False: the lease was lost."""
    return _end(job, Job.State.FAILED, error=sentence)


def _end(job: Job, state: Job.State, **fields: object) -> bool:
    ended = {"state": state, "lease_key": "", "lease_until": None, "finished_at": Now(), **fields}
    return _held(job).update(**ended) == 1


def postpone(job: Job, *, seconds: float) -> bool:
    """Let go of the job and have it tried again after a while; the try counts. False: the lease was lost."""
    return _held(job).update(lease_key="", lease_until=_from_now(seconds), sent_at=None) == 1


def pause(job: Job, sentence: str, *, seconds: float) -> bool:
    """Let go of the job until something outside is back; the try does not count. False: the lease was lost."""
    fewer = Greatest(F("tries") - 1, 0)
    return (
        _held(job).update(
            lease_key="",
            lease_until=_from_now(seconds),
            tries=fewer,
            pauses=F("pauses") + 1,
            progress=0,
            error=sentence,
            sent_at=None,
        )
        == 1
    )


def give_back(job: Job) -> bool:
    """Let go of a job this worker was asked to drop; the try does not count. False: the lease was lost."""
    fewer = Greatest(F("tries") - 1, 0)
    return _held(job).update(lease_key="", lease_until=Now(), tries=fewer, progress=0, sent_at=None) == 1


def fail_exhausted() -> int:
    """End the jobs that died with their worker on every try they had; returns how many."""
    spent = Job.objects.filter(
        state=Job.State.RUNNING, lease_until__lte=Now(), tries__gte=settings.JOB_TRIES
    ).order_by("id")
    ended = 0
    for job in spent:
        sentence = _(
            "“%(title)s” was cut off %(tries)s times before it was finished, so it was stopped. "
            "Try again; if it happens again, tell the person who looks after this site."
        ) % {"title": title_of(job.kind), "tries": job.tries}
        ended += Job.objects.filter(
            pk=job.pk, state=Job.State.RUNNING, lease_until__lte=Now(), lease_key=job.lease_key
        ).update(state=Job.State.FAILED, error=sentence, lease_key="", lease_until=None, finished_at=Now())
    return ended
