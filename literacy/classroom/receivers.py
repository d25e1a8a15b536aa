"""What the classroom does when something happens in the rooms below."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from literacy.classroom.actions import make_school
from literacy.classroom.models import Assignment, School
from literacy.people.models import User
from literacy.people.signals import adult_signed_up
from quizzes.attempts.actions import clear_shelf


@receiver(adult_signed_up, dispatch_uid="school_of_new_adult")
def make_school_of_new_adult(sender: type[User], *, user: User, school_name: str, **kwargs: Any) -> None:
    make_school(name=school_name, teacher=user)


@receiver(pre_delete, sender=School, dispatch_uid="shelf_of_deleted_school")
def clear_shelf_of_deleted_school(sender: type[School], *, instance: School, **kwargs: Any) -> None:
    """Whatever way a school is deleted, nothing of its own stays behind."""
    Assignment.objects.filter(quiz__shelf=instance.shelf).delete()
    clear_shelf(shelf=instance.shelf)
