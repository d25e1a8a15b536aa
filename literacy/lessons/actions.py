"""What a learner does in a lesson."""

from __future__ import annotations

from literacy.lessons.models import Lesson, StepProgress


def record_first_choice(*, lesson: Lesson, user_id: int, step: str, choice: str) -> StepProgress:
    """Keep what somebody chose first at a step's check; choosing again changes nothing.

    Two clicks at once are harmless: the database allows one row, and the later one gets the earlier.
    """
    progress, _ = StepProgress.objects.get_or_create(
        lesson=lesson, user_id=user_id, step=step, defaults={"choice": choice}
    )
    return progress
