"""Tells Celery that there is a job, when there is a broker; the row stays the truth whether that works or not."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from quizzes.jobs.claim import claimable, fail_exhausted
from quizzes.jobs.models import Job

logger = logging.getLogger(__name__)
RUN_TASK = "jobs.run"
SWEEP_TASK = "jobs.sweep"
_SENT_AT_ONCE = 50


def send(job_id: int) -> bool:
    """Send the job's id to the broker, if one is set. False: nothing was sent; the sweeper will send it again."""
    if not settings.BROKER_URL:
        return False
    # Only here, so that a site without a broker never loads Celery.
    from celery import current_app  # noqa: PLC0415
    from kombu.exceptions import OperationalError  # noqa: PLC0415

    try:
        current_app.send_task(RUN_TASK, args=[job_id], retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("The broker did not take job %s; it waits for the sweeper: %s", job_id, error)
        return False
    Job.objects.filter(pk=job_id).update(sent_at=Now())
    return True


def sweep() -> tuple[int, int]:
    """Fail the jobs that used up their tries, and send those nobody has started to the broker again.

    Returns (failed, sent). Safe to run anywhere, often and at the same time: every write is conditional, and a
    message too many finds its job claimed already. Without a broker, workers claim expired leases by themselves.
    """
    failed = fail_exhausted()
    if not settings.BROKER_URL:
        return failed, 0
    quiet_since = timezone.now() - timedelta(seconds=settings.JOB_LEASE_SECONDS)
    unheard = claimable().filter(Q(sent_at=None) | Q(sent_at__lt=quiet_since)).values_list("pk", flat=True)
    return failed, sum(send(job_id) for job_id in list(unheard[:_SENT_AT_ONCE]))
