"""The staff page about background work: what waits, what runs, what failed and can be tried again."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quizzes.http.fragments import vary_on_fragment, wants_fragment
from quizzes.jobs.access import job_for_staff, jobs_for_staff
from quizzes.jobs.actions import retry_job
from quizzes.jobs.models import Job
from quizzes.jobs.registry import title_of

_OPEN_SHOWN = 50
_FAILED_SHOWN = 50
_DONE_SHOWN = 20


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    job: Job
    title: str


@never_cache
@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    jobs = jobs_for_staff(request.user)
    states = Job.State
    shown = [
        *jobs.filter(state=states.FAILED).order_by("-id")[:_FAILED_SHOWN],
        *jobs.filter(state=states.RUNNING).order_by("id")[:_OPEN_SHOWN],
        *jobs.filter(state=states.WAITING).order_by("id")[:_OPEN_SHOWN],
        *jobs.filter(state=states.DONE).order_by("-finished_at")[:_DONE_SHOWN],
    ]
    counts = {state.value: jobs.filter(state=state).count() for state in states}
    context = {"rows": [Row(job, title_of(job.kind)) for job in shown], "counts": counts}
    template = "jobs/_jobs.html" if wants_fragment(request) else "jobs/jobs.html"
    return vary_on_fragment(render(request, template, context))


@require_POST
def job_retry(request: HttpRequest, job_id: int) -> HttpResponse:
    retry_job(job=job_for_staff(request.user, job_id))
    return redirect("jobs")
