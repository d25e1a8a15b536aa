"""Celery's door into this room: a message names a job, its row decides whether there is work to do."""

from celery import shared_task

from quizzes.jobs.claim import claim
from quizzes.jobs.dispatch import sweep
from quizzes.jobs.messages import RUN_TASK, SWEEP_TASK
from quizzes.jobs.runner import run_claimed


@shared_task(name=RUN_TASK, ignore_result=True)
def run(job_id: int) -> None:
    job = claim(job_id)
    if job is not None:
        run_claimed(job)


@shared_task(name=SWEEP_TASK, ignore_result=True)
def sweep_jobs() -> None:
    sweep()
