"""The Celery application, loaded when BROKER_URL is set; `celery -A literacy worker` starts workers."""

import os
import threading
from typing import Any

from celery import Celery
from celery.signals import worker_ready, worker_shutting_down
from django.conf import settings
from kombu.exceptions import OperationalError

from quizzes.jobs.family import one_thread_each
from quizzes.jobs.messages import SWEEP_TASK

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literacy.settings")
one_thread_each()  # Celery's pool has a process per core already

_LEASE: int = settings.JOB_LEASE_SECONDS
app = Celery("literacy", broker=settings.BROKER_URL)
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=3,
    # A message that comes twice finds its job claimed, so redelivering early costs nothing.
    broker_transport_options={"visibility_timeout": max(60, 4 * _LEASE)}
    if settings.BROKER_URL.startswith("redis")
    else {},
    task_default_queue="jobs",
    timezone=settings.TIME_ZONE,
)
app.autodiscover_tasks()

_stopping = threading.Event()


@worker_ready.connect
def start_sweeping(**_: Any) -> None:
    """Every worker asks for a sweep now and then: no beat process to forget, and any worker left is enough.

    The sweep itself is a task, so that the process that forks the pool never opens a database connection.
    """
    threading.Thread(target=_ask_for_sweeps, name="sweeps", daemon=True).start()


@worker_shutting_down.connect
def stop_sweeping(**_: Any) -> None:
    _stopping.set()


def _ask_for_sweeps() -> None:
    interval = max(1.0, _LEASE / 2)
    while not _stopping.wait(interval):
        try:
            app.send_task(SWEEP_TASK, expires=interval * 2, retry=False)
        except (OperationalError, OSError):  # the worker itself reports that the broker is away
            continue
