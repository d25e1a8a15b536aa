"""Tells Celery that there is a job, where there is a broker; the row stays the truth either way."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from quizzes.jobs.claim import claimable, fail_exhausted
from quizzes.jobs.messages import RUN_TASK
from quizzes.jobs.models import Job
from quizzes.jobs.registry import sweeps

logger = logging.getLogger(__name__)
_SENT_AT_ONCE = 50
_IMPATIENT = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 2}


def send(*job_ids: int) -> int:
    """Send the ids of jobs to the broker, if one is set; returns how many it took.

    A broker that is away costs the caller about a second, never an error: the sweeper sends the rest again.
    """
    if not settings.BROKER_URL or not job_ids:
        return 0
    # Only here, so that a site without a broker never loads Celery.
    from celery import current_app  # noqa: PLC0415
    from kombu.exceptions import OperationalError  # noqa: PLC0415

    taken = 0
    try:
        # A connection of its own: the usual ones keep trying for as long as the broker is away.
        with current_app.connection_for_write(connect_timeout=1, transport_options=_IMPATIENT) as broker:
            for job_id in job_ids:
                current_app.send_task(RUN_TASK, args=[job_id], connection=broker, retry=False)
                Job.objects.filter(pk=job_id).update(sent_at=Now())
                taken += 1
    except (OperationalError, OSError) as error:
        logger.warning(
            "The broker took %s of %s jobs; the sweeper sends the rest: %s", taken, len(job_ids), error
        )
    return taken


def sweep() -> tuple[int, int]:
    """Fail the jobs that used up their tries, and send those nobody has started to the broker again.

    What the rooms have registered to be swept is swept with it.

    Returns (failed, sent). Safe to run anywhere, often and at the same time: every write is conditional, and
    a message too many finds its job claimed already. Without a broker, workers claim expired leases by
    themselves.
    """
    failed = fail_exhausted()
    for each in sweeps():
        try:
            each()
        except DatabaseError:  # the database is away: whoever sweeps knows what to do
            raise
        except Exception:
            logger.exception("A sweep stopped with an error; it is tried again with the next")
    if not settings.BROKER_URL:
        return failed, 0
    quiet_since = timezone.now() - timedelta(seconds=settings.JOB_LEASE_SECONDS)
    unheard = claimable().filter(Q(sent_at=None) | Q(sent_at__lt=quiet_since)).values_list("pk", flat=True)
    return failed, send(*unheard[:_SENT_AT_ONCE])
