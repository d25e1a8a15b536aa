"""Makes the demo school, or completes what is there of it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from literacy.care.models import Statement
from literacy.classroom.actions import add_pupils, begin_assignment
from literacy.classroom.models import Assignment, Classroom, Enrolment, Membership, School
from literacy.demo.answering import cards_opened, cleaned_of
from literacy.demo.history import make_history
from literacy.demo.model import SEED, Learner
from literacy.demo.sign_ins import (
    CLASSES,
    CONTACTS,
    HALF_WAY,
    LEAD,
    NOT_STARTED,
    QUIZ,
    SCHOOL,
    TEACHER,
    TRIALS,
    DemoClass,
)
from literacy.people.codes import personal_code_digest
from literacy.people.models import User
from quizzes.attempts.actions import record_answer, take_step
from quizzes.attempts.asked import shown_at
from quizzes.attempts.course import Course, Place, course_of
from quizzes.clips.models import Pair
from quizzes.items.models import Quiz
from quizzes.items.types import ITEM_TYPES


@dataclass
class Report:
    """What the demo school is now: its pupils, and answers added by this run. `has_quiz`: whether there was one to give."""

    pupils: int = 0
    new_answers: int = 0
    has_quiz: bool = True


def make_demo_school() -> Report:
    """Make the school, its people and classes, give the classes the quiz and let the pupils answer; again and again alike."""
    school, _made = School.objects.get_or_create(is_demo=True, defaults={"name": SCHOOL, "language": "nl"})
    teacher = _adult(school, TEACHER, Membership.Role.TEACHER)
    _adult(school, LEAD, Membership.Role.LEAD)
    for language, body in CONTACTS.items():
        Statement.objects.get_or_create(
            school=school, kind=Statement.Kind.HELP, language=language, version=1, defaults={"body": body}
        )
    quiz = Quiz.objects.filter(slug=QUIZ, placements__isnull=False).first()
    report = Report(has_quiz=quiz is not None)
    for number, demo_class in enumerate(CLASSES):
        classroom = _classroom(school, teacher, demo_class, with_trials=number == 0)
        report.pupils += len(demo_class.pupils)
        if quiz is not None:
            # Somebody who tries the demo may have given it again; the first one is the demo's own.
            given = Assignment.objects.filter(classroom=classroom, quiz=quiz).order_by("pk").first()
            assignment = given or Assignment.objects.create(
                classroom=classroom, quiz=quiz, created_by=teacher
            )
            report.new_answers += _answers(assignment, demo_class)
        known = {name: learner_named(demo_class.name, name) for name in demo_class.pupils}
        report.new_answers += make_history(classroom, demo_class, teacher, known)
    return report


def learner_named(classroom: str, name: str) -> Learner:
    """The model's learner behind a demo pupil: always the same one."""
    return Learner.drawn(random.Random(f"{SEED}:{classroom}:{name}"))


def _adult(school: School, who: tuple[str, str, str], role: Membership.Role) -> User:
    email, name, password = who
    user = User.objects.filter(email=email, is_demo=True).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name, is_demo=True)
    Membership.objects.get_or_create(school=school, user=user, role=role)
    return user


@transaction.atomic
def _classroom(school: School, teacher: User, demo_class: DemoClass, *, with_trials: bool) -> Classroom:
    classroom, _made = Classroom.objects.get_or_create(
        school=school, name=demo_class.name, defaults={"code": demo_class.code}
    )
    classroom.teachers.add(teacher)
    add_pupils(classroom=classroom, names=list(demo_class.pupils))
    if with_trials:
        for trial in TRIALS:
            digest = personal_code_digest(classroom_id=classroom.pk, code=trial.code)
            classroom.enrolments.filter(user__name=trial.name).update(code_digest=digest)
    return classroom


def _answers(assignment: Assignment, demo_class: DemoClass) -> int:
    places = {
        place.user.name: place
        for place in assignment.classroom.enrolments.select_related("user").filter(user__is_demo=True)
    }
    boxes = {
        item: [region["box"] for region in truth.get("regions", [])]
        for item, truth in Pair.objects.filter(items__quizzes=assignment.quiz).values_list(
            "items__id", "truth"
        )
    }
    made = 0
    for number, name in enumerate(demo_class.pupils):
        if number not in NOT_STARTED and name in places:
            made += _pupil_answers(assignment, places[name], boxes, is_half_way=number in HALF_WAY)
    return made


@transaction.atomic
def _pupil_answers(
    assignment: Assignment, place: Enrolment, boxes: dict[int, list[list[float]]], *, is_half_way: bool
) -> int:
    """One pupil's answers through the same actions as everybody's; a pupil who was done before adds none."""
    sitting = begin_assignment(assignment=assignment, student=place.user)
    if sitting.finished_at is not None:
        return 0
    user = place.user
    if user.last_login is None:
        user.last_login = timezone.now()
        user.save(update_fields=["last_login"])
    learner = learner_named(assignment.classroom.name, user.name)
    items = dict(sitting.showings.values_list("position", "item_id"))
    made, course = 0, course_of(sitting)
    wanted = len(course.places) // 2 if is_half_way else len(course.places)
    while course.current is not None and course.done < wanted:
        spot = course.places[course.current - 1]
        _answer(
            course,
            spot,
            learner,
            boxes.get(items[spot.position], []),
            f"{assignment.classroom.name}:{user.name}",
        )
        made, course = made + 1, course_of(sitting)
    return made


def _answer(course: Course, spot: Place, learner: Learner, boxes: list[list[float]], who: str) -> None:
    question = spot.next_question
    assert question is not None  # noqa: S101 - the caller stopped at a place that is not done
    chance = random.Random(f"{SEED}:{who}:{spot.position}:{question}")
    kind = ITEM_TYPES[question]
    shown = shown_at(spot)
    if question == "context":
        for card in cards_opened(shown, chance):
            take_step(place=spot, step=card)
    cleaned = cleaned_of(kind, spot, shown, learner=learner, boxes=boxes, chance=chance)
    record_answer(
        course=course,
        position=spot.position,
        item_type=question,
        key=uuid5(NAMESPACE_URL, f"{course.sitting.pk}:{spot.position}:{question}"),
        cleaned=cleaned,
        milliseconds=round(1000 * chance.lognormvariate(2.3, 0.5)),
    )
