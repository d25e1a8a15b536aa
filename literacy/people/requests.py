"""The type of a request whose sender is signed in, for views behind `login_required`."""

from django.http import HttpRequest

from literacy.people.models import User


class SignedInRequest(HttpRequest):
    user: User
