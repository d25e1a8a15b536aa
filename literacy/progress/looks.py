"""What classes look like: numbers that change with whatever could change their sums."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b
from typing import Any

from django.db.models import Aggregate, Count, Max, Min, Q, QuerySet, Sum

from literacy.classroom.models import (
    AssignedSitting,
    Assignment,
    Classroom,
    Enrolment,
    Group,
    OwnTerms,
    PulledItem,
)
from quizzes.attempts.models import Answer, Remark
from quizzes.items.models import Item


def looks_of(classrooms: Collection[int] | None = None) -> dict[int, str]:
    """What each of these classes (keys), or every class, looks like now. Twelve queries, however many they are."""
    rooms = Classroom.objects.all() if classrooms is None else Classroom.objects.filter(pk__in=classrooms)
    about = _items()
    said = {pk: [zone, about] for pk, zone in rooms.values_list("pk", "school__time_zone")}
    for rows, room, numbers in _questions():
        asked = rows.filter(
            **{f"{room}__isnull": False} if classrooms is None else {f"{room}__in": classrooms}
        )
        named = {f"number_{place}": number for place, number in enumerate(numbers)}
        for pk, *values in asked.order_by().values_list(room).annotate(**named):
            if pk in said:
                said[pk].append("|".join(map(str, values)))
        for each in said.values():
            each.append(";")  # where a table says nothing, what the next one says must not take its place
    return {pk: blake2b("\n".join(each).encode(), digest_size=20).hexdigest() for pk, each in said.items()}


def _questions() -> list[tuple[QuerySet[Any], str, list[Aggregate]]]:
    """Rows, the way from them to their class, and which numbers of them to take."""
    of = "assignment__classroom"
    return [
        (Enrolment.objects.all(), "classroom", [Count("pk"), Count("left_at"), Max("left_at")]),
        (
            Assignment.objects.filter(quiz__isnull=False), "classroom",
            [Count("pk"), Sum("pk"), Count("pk", filter=Q(grade_rule="first")),
             Count("pk", filter=Q(grade_rule="best")), Min("opens_at"), Max("opens_at"),
             Min("due_at"), Max("due_at"), Sum("quiz"), Count("withdrawn_at"), Max("withdrawn_at")],
        ),
        (
            AssignedSitting.objects.all(), of,
            [Count("pk"), Count("voided_at"), Max("voided_at"), Count("sitting__finished_at"),
             Max("sitting__finished_at")],
        ),
        (OwnTerms.objects.filter(is_excused=True), of, [Count("pk"), Sum("enrolment")]),
        (PulledItem.objects.all(), of, [Count("pk"), Sum("pk")]),
        (Group.enrolments.through.objects.all(), "group__classroom", [Count("pk"), Sum("enrolment")]),
        (Assignment.groups.through.objects.all(), of, [Count("pk"), Sum("group")]),
        (Assignment.learners.through.objects.all(), of, [Count("pk"), Sum("enrolment")]),
        (
            Answer.objects.filter(showing__sitting__finished_at=None),
            f"showing__sitting__assigned__{of}", [Count("pk"), Max("pk")],
        ),
        (Remark.objects.all(), f"answer__showing__sitting__assigned__{of}", [Max("pk"), Count("superseded_at")]),
    ]  # fmt: skip


def _items() -> str:
    """A digest of what items are about: that changes with the library."""
    digest = blake2b(digest_size=10)
    for row in (
        Item.objects.filter(pair__isnull=False)
        .order_by("pk")
        .values_list("pk", "pair__technique", "pair__cues")
    ):
        digest.update(repr(row).encode())
    return digest.hexdigest()
