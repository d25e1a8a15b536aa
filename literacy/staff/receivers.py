"""What the staff room does when somebody comes in or gives a second factor up."""

from typing import Any

from allauth.mfa.signals import authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from literacy.people.models import User
from literacy.staff.second_factor import forget, look


@receiver(user_logged_in, dispatch_uid="second_factor_at_sign_in")
def look_at_sign_in(sender: type[User], *, request: HttpRequest, user: User, **kwargs: Any) -> None:
    if not user.is_pupil:
        look(request, user)


@receiver(authenticator_removed, dispatch_uid="second_factor_removed")
def look_again(sender: object, *, request: HttpRequest, **kwargs: Any) -> None:
    forget(request)
