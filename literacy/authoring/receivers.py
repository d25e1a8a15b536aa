"""What authoring does when something happens in the rooms below."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from literacy.authoring.models import Manuscript
from literacy.classroom.models import School


@receiver(pre_delete, sender=School, dispatch_uid="manuscripts_of_deleted_school")
def delete_manuscripts_of_deleted_school(sender: type[School], *, instance: School, **kwargs: Any) -> None:
    """Nothing that a school's teachers wrote stays behind it."""
    Manuscript.objects.on_shelves(instance.shelf).delete()
