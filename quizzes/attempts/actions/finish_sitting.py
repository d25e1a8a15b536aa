"""End a sitting once, whoever comes first: its last answer, or the pulling of the one clip that was left."""

from django.db import transaction
from django.utils import timezone

from quizzes.attempts.models import Sitting
from quizzes.attempts.signals import sitting_finished


def finish_sitting(*, sitting: Sitting) -> bool:
    """Hand a sitting in and tell `sitting_finished` once that is saved; False when it was handed in before."""
    now = timezone.now()
    if not Sitting.objects.filter(pk=sitting.pk, finished_at=None).update(finished_at=now):
        return False
    sitting.finished_at = now

    def tell() -> None:
        sitting_finished.send(sender=Sitting, sitting_id=sitting.pk)

    # Robust: the answer is kept by then, so a listener that fails is a matter for the log, not for the learner.
    transaction.on_commit(tell, robust=True)
    return True
