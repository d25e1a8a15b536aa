"""What is given to classes and how far they are: the lists on a teacher's pages."""

from __future__ import annotations

from django.db.models import Count, F, Prefetch, Q, QuerySet

from literacy.classroom.models import Assignment, Classroom, School


def with_progress(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Assignments with `busy` and `done`: how many pupils of the class are half-way, and how many have finished.
    Attempts that were set aside do not count, and a second attempt makes nobody half-way again.
    """
    counts = Q(assigned_sittings__voided_at=None, assigned_sittings__enrolment__left_at=None)
    finished = counts & Q(assigned_sittings__sitting__finished_at__isnull=False)
    return assignments.select_related("quiz", "lesson").annotate(
        begun=Count("assigned_sittings__enrolment", filter=counts, distinct=True),
        done=Count("assigned_sittings__enrolment", filter=finished, distinct=True),
        busy=F("begun") - F("done"),
    )


def with_counts(schools: QuerySet[School]) -> QuerySet[School]:
    """Schools, by name, with `running` and `pupils`: how many classes and pupils there are now."""
    now = Q(classrooms__archived_at=None)
    return schools.annotate(
        running=Count("classrooms", filter=now, distinct=True),
        pupils=Count(
            "classrooms__enrolments", filter=now & Q(classrooms__enrolments__left_at=None), distinct=True
        ),
    ).order_by("name", "pk")


def with_overview(classrooms: QuerySet[Classroom]) -> QuerySet[Classroom]:
    """Classrooms with `pupils`, how many there are, and their assignments with progress."""
    return (
        classrooms.select_related("school")
        .annotate(pupils=Count("enrolments", filter=Q(enrolments__left_at=None), distinct=True))
        .prefetch_related(Prefetch("assignments", queryset=with_progress(Assignment.objects.standing())))
    )
