"""Where somebody goes on who had to sign in again in the middle of a quiz."""

from django.http import Http404
from django.urls import Resolver404, resolve, reverse

from literacy.people.models import User
from quizzes.attempts.access import course_for_taker
from quizzes.attempts.taker import Taker
from quizzes.http.refusal import Refusal


def way_back(path: str, user: User) -> str | None:
    """The place of a sitting that this path names, when the sitting is this user's own; None for anything else.

    Somebody else may come in than the one whose page asked for it, so another's sitting leads nowhere. The address is
    made anew, so that no path can lead away from the site.
    """
    try:
        match = resolve(path)
        if match.url_name != "place":
            return None
        course_for_taker(Taker.of(user), match.kwargs["sitting_id"])
    except (Resolver404, Http404, Refusal):
        return None
    return reverse("place", kwargs=match.kwargs)
