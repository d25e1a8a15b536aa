"""What may be done about jobs: ask for one, and try a failed one again."""

from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from quizzes.http.refusal import Refusal
from quizzes.jobs.dispatch import send
from quizzes.jobs.models import Job

_ATTEMPTS = 3


def enqueue(*, kind: str, target: str) -> Job:
    """Ask for work on a target, in the caller's transaction; returns the waiting job.

    A job of that kind already waiting for the target is returned instead of a second one. It is locked until
    the caller commits, so that no worker starts it before it can see the caller's change.
    """
    for _attempt in range(_ATTEMPTS):
        with transaction.atomic():
            waiting = (
                Job.objects.select_for_update()
                .filter(kind=kind, target=target, state=Job.State.WAITING)
                .first()
            )
        if waiting is not None:
            return waiting
        try:
            with transaction.atomic():
                job = Job.objects.create(kind=kind, target=target)
        except IntegrityError:  # somebody else asked in the same moment: use theirs
            continue
        _send_after_commit(job)
        return job
    raise Refusal(_("The site is busy with this already. Try again in a moment."))


def retry_job(*, job: Job) -> Job:
    """Have a failed job done again; returns the job that will do it. Raises Refusal if it has not failed."""
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        if locked.state != Job.State.FAILED:
            raise Refusal(_("This job has not failed, so there is nothing to try again."))
        waiting = Job.objects.filter(kind=locked.kind, target=locked.target, state=Job.State.WAITING).first()
        if waiting is not None:
            return waiting
        locked.state = Job.State.WAITING
        locked.error = locked.lease_key = ""
        locked.tries = locked.pauses = locked.progress = 0
        locked.finished_at = locked.lease_until = locked.sent_at = None
        locked.save()
    _send_after_commit(locked)
    return locked


def _send_after_commit(job: Job) -> None:
    transaction.on_commit(partial(send, job.pk), robust=True)
