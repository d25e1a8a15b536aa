"""Fills a site with classes and what they answered, in bulk and inside the database; prints what is there as JSON.

`fill <classes> <pupils> <quizzes> <items>` adds as many quizzes to classes that may be there already.
"""

# ruff: noqa: S608 - every part of these statements stands in this file

import json
import sys
from datetime import UTC, datetime, timedelta

import django

PAIRS = 40
MONTHS = 10
FIRST = datetime(2025, 9, 8, 8, 0, tzinfo=UTC)

# A hash of who, what and where: answers look drawn by lot and are the same each time.
_CHANCE = "((aa.enrolment_id * 7919 + aa.assignment_id * 104729 + s.position * 1299709) % 100)"
_SAYS = f"(CASE WHEN s.half = 'twin' THEN {_CHANCE} < 72 ELSE {_CHANCE} < 30 END)"
_SURE = f"(CASE {_CHANCE} % 3 WHEN 0 THEN 0.6 WHEN 1 THEN 0.8 ELSE 0.95 END)"
_FALLEN = f"(CASE {_CHANCE} % 3 WHEN 0 THEN 0.4 WHEN 1 THEN 0.2 ELSE 0.05 END)"

_P = f"(CASE WHEN {_SAYS} THEN {_SURE} ELSE {_FALLEN} END)"
_TRUE = "(CASE WHEN s.half = 'twin' THEN 1 ELSE 0 END)"


def _library() -> list[int]:
    """Forty pairs of ten techniques with two cues each; the ids of their items."""
    from quizzes.clips.models import Clip, Pair  # noqa: PLC0415
    from quizzes.clips.vocabulary import CUES, TECHNIQUES  # noqa: PLC0415
    from quizzes.items.models import Item  # noqa: PLC0415

    if Item.objects.exists():
        return list(Item.objects.order_by("pk").values_list("pk", flat=True))
    techniques, cues = list(TECHNIQUES)[:10], list(CUES)
    clip = Clip.objects.create(slug="clip", medium="photo", texts={})
    for n in range(PAIRS):
        pair = Pair.objects.create(
            slug=f"pair-{n}", clip=clip, medium="photo", technique=techniques[n % 10], state="published",
            cues=[cues[n % 12], cues[(n + 5) % 12]], texts={"en": {"title": f"Pair {n}"}},
        )  # fmt: skip
        Item.objects.create(slug=pair.slug, pair=pair, chain=["judge"])
    return list(Item.objects.order_by("pk").values_list("pk", flat=True))


def _people(classes: int, pupils: int) -> None:
    from literacy.classroom.models import Classroom, Enrolment, Membership, School  # noqa: PLC0415
    from literacy.people.models import User  # noqa: PLC0415

    school, made = School.objects.get_or_create(name="Bench")
    if not made:
        return
    teacher = User.objects.create_user("teacher@bench.example", name="Teacher")
    lead = User.objects.create_user("lead@bench.example", name="Lead")
    Membership.objects.create(school=school, user=teacher, role="teacher")
    Membership.objects.create(school=school, user=lead, role="lead")
    rooms = Classroom.objects.bulk_create(
        Classroom(school=school, name=f"Class {n}", code=f"BENCH{n}") for n in range(classes)
    )
    for room in rooms:
        room.teachers.add(teacher)
        users = User.objects.bulk_create(User(name=f"Pupil {n:02}", password=f"!{n}") for n in range(pupils))
        Enrolment.objects.bulk_create(
            Enrolment(classroom=room, user=user, code_digest=str(user.pk)) for user in users
        )


def _given(quizzes: int, items: list[int], number: int) -> list[int]:
    """So many quizzes, one a month in turn, given to every class; the keys of what was given."""
    from literacy.classroom.models import Assignment, Classroom  # noqa: PLC0415
    from quizzes.items.models import Placement, Quiz  # noqa: PLC0415

    before, made = Quiz.objects.count(), []
    rooms = list(Classroom.objects.order_by("pk"))
    for n in range(before, before + quizzes):
        quiz = Quiz.objects.create(slug=f"quiz-{n}", texts={"en": {"title": f"Quiz {n}", "intro": ""}})
        Placement.objects.bulk_create(
            Placement(quiz=quiz, item_id=items[(n * 3 + place) % len(items)], position=place + 1)
            for place in range(number)
        )
        opens = FIRST + timedelta(days=30 * (n % MONTHS) + n // MONTHS)
        made += Assignment.objects.bulk_create(
            Assignment(classroom=room, quiz=quiz, opens_at=opens) for room in rooms
        )
    return [each.pk for each in made]


def _answers(given: list[int]) -> None:
    from django.db import connection  # noqa: PLC0415

    postgres = connection.vendor == "postgresql"

    def key(one: str, other: str) -> str:
        if postgres:
            return f"(lpad(to_hex({one}), 16, '0') || lpad(to_hex({other}), 16, '0'))::uuid"
        return f"printf('%016x%016x', {one}, {other})"

    json_ = "::jsonb" if postgres else ""
    first, last = min(given), max(given)
    new = f"a.id BETWEEN {first} AND {last}"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO attempts_sitting (id, quiz_id, user_id, guest, started_at, finished_at, reveal, extra_factor,"
            " extra_seconds, score)"
            f" SELECT {key('e.id', 'a.id')}, a.quiz_id, e.user_id, '', a.opens_at, a.opens_at, '', 1, 0, ''"
            f" FROM classroom_assignment a JOIN classroom_enrolment e ON e.classroom_id = a.classroom_id WHERE {new}"
        )
        cursor.execute(
            "INSERT INTO classroom_assignedsitting (assignment_id, enrolment_id, sitting_id, attempt)"
            f" SELECT a.id, e.id, {key('e.id', 'a.id')}, 1"
            f" FROM classroom_assignment a JOIN classroom_enrolment e ON e.classroom_id = a.classroom_id WHERE {new}"
        )
        cursor.execute(
            "INSERT INTO attempts_showing (sitting_id, item_id, position, half, lenses, steps, left_out, is_discounted)"
            " SELECT aa.sitting_id, p.item_id, p.position,"
            " CASE WHEN (aa.enrolment_id + aa.assignment_id + p.position) % 2 = 0 THEN 'twin' ELSE 'original' END,"
            f" '[]'{json_}, '[]'{json_}, false, false"
            " FROM classroom_assignedsitting aa JOIN classroom_assignment a ON a.id = aa.assignment_id"
            f" JOIN items_placement p ON p.quiz_id = a.quiz_id WHERE {new}"
        )
        cursor.execute(
            "INSERT INTO attempts_answer (showing_id, item_type, key, response, outcome, p_manipulated, points,"
            " milliseconds, lenses, created_at)"
            f" SELECT s.id, 'judge', {key('s.id', 's.id')}, '{{}}'{json_},"
            f" CASE WHEN s.half = 'twin' THEN CASE WHEN {_SAYS} THEN 'hit' ELSE 'miss' END"
            f" ELSE CASE WHEN {_SAYS} THEN 'false_alarm' ELSE 'correct_rejection' END END,"
            f" {_P}, (0.9025 - ({_P} - {_TRUE}) * ({_P} - {_TRUE})) / 0.9, 4000 + 100 * {_CHANCE}, '[]'{json_}, a.opens_at"
            " FROM attempts_showing s JOIN classroom_assignedsitting aa ON aa.sitting_id = s.sitting_id"
            f" JOIN classroom_assignment a ON a.id = aa.assignment_id WHERE {new}"
        )
        cursor.execute("ANALYZE")


def main() -> None:
    """Migrate, fill, and say how many answers there are."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from quizzes.attempts.models import Answer  # noqa: PLC0415

    classes, pupils, quizzes, number = map(int, sys.argv[2:6])
    call_command("migrate", verbosity=0)
    _people(classes, pupils)
    _answers(_given(quizzes, _library(), number))
    json.dump({"answers": Answer.objects.count()}, sys.stdout)


if __name__ == "__main__":
    main()
