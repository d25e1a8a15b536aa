"""The only ways to the library: adults of a school and the people who look after the site; others get 404."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from literacy.classroom.access import schools_of
from literacy.people.models import User
from quizzes.clips.models import LIBRARY, Pair, PairQuerySet


def may_browse(user: User | AnonymousUser) -> bool:
    """Whether somebody may see the truth of every pair: never a pupil, nor a visitor. At most one query."""
    if not isinstance(user, User) or user.is_pupil:
        return False
    return user.is_staff or schools_of(user).exists()


def library_for_adult(user: User | AnonymousUser) -> PairQuerySet:
    """Every published pair of the library and of the person's own schools. Raises Http404 for whoever may not browse."""
    if not isinstance(user, User) or user.is_pupil:
        raise Http404
    own = [school.shelf for school in schools_of(user)]
    if not own and not user.is_staff:
        raise Http404
    return Pair.objects.on_shelves(LIBRARY, *own).published()


def pair_for_adult(user: User | AnonymousUser, slug: str) -> Pair:
    """One published pair with its clip, files and sources. Raises Http404."""
    found = library_for_adult(user).filter(slug=slug)
    pair = found.select_related("clip").prefetch_related("renditions", "sources").first()
    if pair is None:
        raise Http404
    return pair
