"""What makes a tally untrue: marks given anew."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from quizzes.attempts.models import Sitting
from quizzes.attempts.signals import marks_changed
from quizzes.tallies.models import SittingTally


@receiver(marks_changed)
def forget_tallies(sender: Any, sitting_ids: Collection[UUID], **kwargs: Any) -> None:
    """Remove the rows in the transaction that changes the marks; whoever folds them in this moment is waited for."""
    list(
        Sitting.objects.select_for_update(of=("self",))
        .filter(pk__in=sitting_ids)
        .order_by("pk")
        .values_list("pk")
    )
    SittingTally.objects.filter(sitting__in=sitting_ids).delete()
