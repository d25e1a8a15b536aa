"""What goes with a file when its row goes: the signed copies that were made of it."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from quizzes.clips.models import Rendition
from quizzes.clips.signed import forget_signed


@receiver(post_delete, sender=Rendition, dispatch_uid="signed_copies_of_rendition")
def forget_signed_copies(sender: type[Rendition], *, instance: Rendition, **kwargs: Any) -> None:
    transaction.on_commit(partial(forget_signed, instance))
