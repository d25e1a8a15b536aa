"""How much is kept, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from literacy.care.models import Notice
from literacy.classroom.models import Classroom, Enrolment, School
from literacy.lessons.models import StepProgress
from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting


@dataclass(frozen=True)
class Kept:
    """How many classes, sittings and answers of a learner there are, and how many steps of lessons."""

    classes: int
    sittings: int
    answers: int
    steps: int


def kept_of(learner: User, school: School | None = None) -> Kept:
    """What is kept about a learner: at a school, or with None altogether. Four queries."""
    places = Enrolment.objects.filter(user=learner)
    elsewhere = False
    if school is not None:
        elsewhere = places.exclude(classroom__school=school).exists()
        places = places.filter(classroom__school=school)
    sittings = Sitting.objects.filter(user=learner)
    if elsewhere:
        sittings = sittings.filter(assigned__enrolment__in=places)
    return Kept(
        classes=places.count(),
        sittings=sittings.count(),
        answers=Answer.objects.filter(showing__sitting__in=sittings.values("pk")).count(),
        steps=0 if elsewhere else StepProgress.objects.filter(user=learner).count(),
    )


def announced(school: School) -> tuple[int, datetime | None]:
    """How many pupils are announced, and the first moment. One query."""
    found = Notice.objects.filter(school=school).aggregate(pupils=Count("pk"), first=Min("due_at"))
    return found["pupils"], found["first"]


def announced_classes(school: School) -> QuerySet[Classroom]:
    """The classes of announced pupils, each with `leaving` and `first`: how many pupils, and when the first goes."""
    announced_here = Q(enrolments__user__notices__school=school)
    return (
        Classroom.objects.filter(school=school)
        .annotate(
            leaving=Count("enrolments__user", filter=announced_here, distinct=True),
            first=Min("enrolments__user__notices__due_at", filter=announced_here),
        )
        .filter(leaving__gt=0)
        .order_by("first", "name")
    )
