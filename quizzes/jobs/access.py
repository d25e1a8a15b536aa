"""Who may see jobs: the people who look after the site, and nobody else."""

from typing import Protocol

from django.http import Http404

from quizzes.jobs.models import Job, JobQuerySet


class Visitor(Protocol):
    """What this room needs to know of somebody: `is_staff` of whoever is signed in, false of anybody else."""

    @property
    def is_staff(self) -> bool: ...


def jobs_for_staff(user: Visitor) -> JobQuerySet:
    """Every job there is. Raises Http404 for anybody who is not staff."""
    if not user.is_staff:
        raise Http404
    return Job.objects.all()


def job_for_staff(user: Visitor, job_id: int) -> Job:
    """One job. Raises Http404 for anybody who is not staff, and when there is no such job."""
    job = jobs_for_staff(user).filter(pk=job_id).first()
    if job is None:
        raise Http404
    return job
