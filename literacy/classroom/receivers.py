"""What the classroom does when something happens in the rooms below."""

from typing import Any

from django.dispatch import receiver

from literacy.classroom.actions import make_school
from literacy.people.models import User
from literacy.people.signals import adult_signed_up


@receiver(adult_signed_up, dispatch_uid="school_of_new_adult")
def make_school_of_new_adult(sender: type[User], *, user: User, school_name: str, **kwargs: Any) -> None:
    make_school(name=school_name, teacher=user)
