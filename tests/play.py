"""Lets a made-up pupil take an assignment through the site's own actions."""

import random
from uuid import uuid4

from literacy.classroom.actions import begin_assignment
from literacy.classroom.models import Assignment, Classroom, Enrolment
from literacy.people.models import User
from quizzes.attempts.actions import record_answer
from quizzes.attempts.course import course_of
from quizzes.scoring.marking.judge import CHECK_FIRST, STOPS


def pupil(classroom: Classroom, name: str) -> User:
    """A pupil of the class whose personal code nobody knows."""
    user = User.objects.create_user(name=name)
    Enrolment.objects.create(classroom=classroom, user=user, code_digest=name)
    return user


def let_answer(assignment: Assignment, user: User, *, clips: int, seed: int, skill: float = 0.7) -> None:
    """Judge so many clips, right with the probability `skill`, and point somewhere when asked."""
    chance = random.Random(seed)
    sitting = begin_assignment(assignment=assignment, student=user)
    course = course_of(sitting)
    while course.current is not None and course.done < clips:
        place = course.places[course.current - 1]
        question = place.next_question
        assert question is not None
        says_fake = place.is_manipulated == (chance.random() < skill)
        p = chance.choice(
            [stop for stop in STOPS if stop == CHECK_FIRST or (stop > CHECK_FIRST) == says_fake]
        )
        cleaned = {"p_manipulated": p} if question == "judge" else {"x": 0.5, "y": 0.5}
        record_answer(
            course=course,
            position=place.position,
            item_type=question,
            key=uuid4(),
            cleaned=cleaned,
            milliseconds=900,
        )
        course = course_of(sitting)
