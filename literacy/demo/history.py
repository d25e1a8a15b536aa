"""What the demo classes did in the weeks before: quizzes that are over, answered by the same model and marked as all answers are."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from literacy.classroom.actions import begin_assignment
from literacy.classroom.models import Assignment, Classroom, Enrolment
from literacy.demo.answering import cards_opened, cleaned_of
from literacy.demo.model import SEED, Learner
from literacy.demo.sign_ins import DemoClass
from literacy.people.models import User
from quizzes.attempts.asked import about, without_pair
from quizzes.attempts.course import Place, course_of
from quizzes.attempts.models import Answer, Showing, Sitting
from quizzes.clips.models import Pair
from quizzes.items.models import Quiz
from quizzes.items.types import ITEM_TYPES

# Ready quizzes of the library, and how many weeks ago they were given.
BEFORE = (
    ("on-the-road", 10), ("first-film", 8), ("side-by-side", 6), ("lesson-4", 5), ("first-listen", 3),
    ("lesson-6", 2),
)  # fmt: skip
NEVER_BEGAN = 24
BROKE_OFF = {8: "first-listen", 16: "lesson-6"}
_TAKES = timedelta(minutes=14)


def make_history(
    classroom: Classroom, demo_class: DemoClass, teacher: User, learners: dict[str, Learner]
) -> int:
    """Give and answer what is missing of it; returns how many answers were added. Quizzes that are not there are left out."""
    quizzes = Quiz.objects.filter(
        slug__in=[slug for slug, _weeks in BEFORE], placements__isnull=False
    ).distinct()
    there = {quiz.slug: quiz for quiz in quizzes}
    places = {
        place.user.name: place
        for place in classroom.enrolments.select_related("user").filter(user__is_demo=True)
    }
    made = 0
    for slug, weeks in BEFORE:
        if slug in there:
            given = _given(classroom, there[slug], teacher, timezone.now() - timedelta(weeks=weeks))
            items = there[slug].placements.values_list("item", flat=True)
            pairs = {
                pk: pair
                for pair in Pair.objects.filter(items__in=items)
                for pk in pair.items.values_list("pk", flat=True)
            }
            for number, name in enumerate(demo_class.pupils):
                if number != NEVER_BEGAN and name in places:
                    half = BROKE_OFF.get(number) == slug
                    made += _sat(given, places[name], learners[name], pairs, is_half_way=half)
    return made


def _given(classroom: Classroom, quiz: Quiz, teacher: User, opens: datetime) -> Assignment:
    given = Assignment.objects.filter(classroom=classroom, quiz=quiz).order_by("pk").first()
    if given is None:
        given = Assignment.objects.create(classroom=classroom, quiz=quiz, created_by=teacher, opens_at=opens)
        Assignment.objects.filter(pk=given.pk).update(created_at=opens)
    return given


@transaction.atomic
def _sat(
    given: Assignment, place: Enrolment, learner: Learner, pairs: dict[int, Pair], *, is_half_way: bool
) -> int:
    sitting = begin_assignment(assignment=given, student=place.user)
    course = course_of(sitting)
    if sitting.finished_at is not None or any(spot.answered for spot in course.places):
        return 0
    rows = dict(Showing.objects.filter(sitting=sitting).values_list("pk", "item_id"))
    wanted = len(course.places) // 2 if is_half_way else len(course.places)
    who = f"{given.classroom.name}:{place.user.name}"
    answers = [
        answer
        for spot in course.places[:wanted]
        for answer in _answers(
            spot, pairs.get(rows[spot.showing_id]), learner, f"{who}:{given.quiz_id}", sitting
        )
    ]
    Answer.objects.bulk_create(answers)
    begun = given.opens_at or given.created_at
    Answer.objects.filter(showing__sitting=sitting).update(created_at=begun + _TAKES)
    Sitting.objects.filter(pk=sitting.pk).update(
        started_at=begun, finished_at=None if is_half_way else begun + _TAKES
    )
    return len(answers)


def _answers(spot: Place, pair: Pair | None, learner: Learner, who: str, sitting: Sitting) -> list[Answer]:
    """Answers to one place, question by question; none where a story is asked, which the model does not know."""
    found: list[Answer] = []
    boxes = [region["box"] for region in pair.truth.get("regions", [])] if pair else []
    while pair is not None and (question := spot.next_question) is not None:
        chance = random.Random(f"{SEED}:{who}:{spot.position}:{question}")
        kind = ITEM_TYPES[question]
        shown = about(spot, pair) if kind.reads_pair else without_pair(spot)
        if question == "context":
            spot.steps = cards_opened(shown, chance)
            Showing.objects.filter(pk=spot.showing_id).update(steps=spot.steps)
            shown = about(spot, pair)
        cleaned: dict[str, Any] = cleaned_of(
            kind, spot, about(spot, pair), learner=learner, boxes=boxes, chance=chance
        )
        marked = kind.mark(cleaned, shown)
        spot.answered[question] = marked.outcome
        spot.p_manipulated = marked.p_manipulated if kind.judges else spot.p_manipulated
        found.append(
            Answer(
                showing_id=spot.showing_id, item_type=question, response=marked.response, outcome=marked.outcome,
                key=uuid5(NAMESPACE_URL, f"{sitting.pk}:{spot.position}:{question}"), points=marked.points,
                p_manipulated=marked.p_manipulated, milliseconds=round(1000 * chance.lognormvariate(2.3, 0.5)),
            )
        )  # fmt: skip
    return found
