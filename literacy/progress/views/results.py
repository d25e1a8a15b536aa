"""Results of an assignment, and what a class has covered."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from literacy.classroom.access import assignment_for_teacher, classroom_for_teacher
from literacy.lessons.curriculum import read_curriculum
from literacy.people.requests import SignedInRequest
from literacy.progress.coverage import coverage_of
from literacy.progress.learner_list import found_learners
from literacy.progress.picture import LEANING, TELLING, class_picture, interval_row
from literacy.progress.results import LearnerResult, class_results
from literacy.progress.words import CLASS_LEANING, CLASS_TELLING, LEARNER_LEANING, LEARNER_TELLING, NEXT_STEP


@login_required
@require_GET
def results(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """How a class did: for its teachers, with names, by name."""
    assignment = assignment_for_teacher(request.user, assignment_id)
    if assignment.quiz is None:  # of a lesson there is nothing to measure: its page says who read it
        return redirect("assignment", assignment_id=assignment.pk)
    found = class_results(assignment)
    listed = found_learners(found.learners, request.GET.dict())
    context = {
        "assignment": assignment,
        "results": found,
        "telling": CLASS_TELLING[found.reading.telling],
        "leaning": CLASS_LEANING[found.reading.leaning],
        "next_step": NEXT_STEP[found.reading.leaning],
        "picture": class_picture([learner.counts for learner in found.learners], found.group.d_prime),
        "found": listed,
        "rows": [_row(learner) for learner in listed.page],
        "telling_scale": {"zero": TELLING.at(0), "low": TELLING.at(-2), "high": TELLING.at(5)},
        "leaning_scale": {"zero": LEANING.at(0), "low": LEANING.at(-2), "high": LEANING.at(2)},
    }
    with timezone.override(ZoneInfo(assignment.classroom.school.time_zone)):
        return render(request, "progress/results.html", context)


@login_required
@require_GET
def coverage(request: SignedInRequest, classroom_id: int) -> HttpResponse:
    """Which lessons a class has done, and which goals of curricula they serve: for its teachers."""
    classroom = classroom_for_teacher(request.user, classroom_id)
    lessons, frameworks = coverage_of(classroom, read_curriculum(settings.FIXTURES / "curriculum.toml"))
    context = {"classroom": classroom, "lessons": lessons, "frameworks": frameworks}
    return render(request, "progress/coverage.html", context)


def _row(learner: LearnerResult) -> dict[str, object]:
    row: dict[str, object] = {
        "learner": learner,
        "telling": LEARNER_TELLING[learner.reading.telling],
        "leaning": LEARNER_LEANING[learner.reading.leaning],
    }
    if learner.discernment is not None:
        row["d_prime"] = interval_row(learner.discernment.d_prime, TELLING)
        row["criterion"] = interval_row(learner.discernment.criterion, LEANING)
    return row
