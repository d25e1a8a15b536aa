"""Lets a made-up pupil take an assignment through the site's own actions."""

import random
from typing import Any
from uuid import uuid4

from literacy.classroom.actions import begin_assignment
from literacy.classroom.models import Assignment, Classroom, Enrolment
from literacy.people.models import User
from quizzes.attempts.actions import record_answer
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Sitting
from quizzes.scoring.marking.judge import CHECK_FIRST, STOPS

# What is said to every question but a judgement.
SAID: dict[str, dict[str, Any]] = {
    "locate": {"x": 0.5, "y": 0.5},
    "cue": {"cue": ["duplicated-region"]},
    "technique": {"technique": "splicing"},
}


def pupil(classroom: Classroom, name: str) -> User:
    """A pupil of the class whose personal code nobody knows."""
    user = User.objects.create_user(name=name)
    Enrolment.objects.create(classroom=classroom, user=user, code_digest=name)
    return user


def let_answer(assignment: Assignment, user: User, *, clips: int, seed: int, skill: float = 0.7) -> None:
    """Judge so many clips, right with the probability `skill`, and point somewhere when asked."""
    let_play(begin_assignment(assignment=assignment, student=user), clips=clips, seed=seed, skill=skill)


def let_play(
    sitting: Sitting, *, clips: int = 1000, seed: int = 0, skill: float = 0.7, checks: bool = True
) -> None:
    """The same in a sitting that was begun, by default to its end; without `checks` nobody would check first."""
    chance = random.Random(seed)
    course = course_of(sitting)
    while course.current is not None and course.done < clips:
        place = course.places[course.current - 1]
        question = place.next_question
        assert question is not None
        says_fake = place.is_manipulated == (chance.random() < skill)
        p = chance.choice(
            [
                stop
                for stop in STOPS
                if (stop > CHECK_FIRST if says_fake else stop < CHECK_FIRST)
                or (checks and stop == CHECK_FIRST)
            ]
        )
        cleaned = SAID.get(question, {"p_manipulated": p})
        record_answer(
            course=course,
            position=place.position,
            item_type=question,
            key=uuid4(),
            cleaned=cleaned,
            milliseconds=900,
        )
        course = course_of(sitting)
