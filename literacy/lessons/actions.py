"""What a learner does in a lesson."""

from __future__ import annotations

from django.db import transaction

from literacy.lessons.models import Lesson, PollAnswer, StepProgress


def record_first_choice(*, lesson: Lesson, user_id: int, step: str, choice: str) -> StepProgress:
    """Keep what somebody chose first at a step's check; choosing again changes nothing.

    Two clicks at once are harmless: the database allows one row, and the later one gets the earlier.
    """
    progress, _ = StepProgress.objects.get_or_create(
        lesson=lesson, user_id=user_id, step=step, defaults={"choice": choice}
    )
    return progress


def finish_step(*, lesson: Lesson, user_id: int, step: str) -> StepProgress:
    """Keep that somebody is done with a step that asks nothing; saying so again changes nothing."""
    return record_first_choice(lesson=lesson, user_id=user_id, step=step, choice="")


@transaction.atomic
def answer_poll(*, lesson: Lesson, user_id: int, step: str, poll: str, choice: str) -> PollAnswer:
    """Keep what somebody answered first to a poll, and that they are done with its step."""
    answer, _ = PollAnswer.objects.get_or_create(
        lesson=lesson, user_id=user_id, poll=poll, defaults={"choice": choice}
    )
    finish_step(lesson=lesson, user_id=user_id, step=step)
    return answer
