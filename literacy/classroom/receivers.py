"""What the classroom does when something happens in the rooms below."""

from typing import Any

from django.db.models import Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from literacy.classroom.models import Assignment, School
from literacy.lessons.models import Lesson
from quizzes.attempts.actions import clear_shelf


@receiver(pre_delete, sender=School, dispatch_uid="shelf_of_deleted_school")
def clear_shelf_of_deleted_school(sender: type[School], *, instance: School, **kwargs: Any) -> None:
    """Whatever way a school is deleted, nothing of its own stays behind."""
    Assignment.objects.filter(Q(quiz__shelf=instance.shelf) | Q(lesson__shelf=instance.shelf)).delete()
    Lesson.objects.on_shelves(instance.shelf).delete()
    clear_shelf(shelf=instance.shelf)
