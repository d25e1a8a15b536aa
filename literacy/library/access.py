"""The only ways to the library: adults of a school and the people who look after the site; others get 404."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404

from literacy.classroom.access import schools_of, shelves_edited_by
from literacy.people.models import User
from quizzes.clips.models import LIBRARY, Pair, PairQuerySet
from quizzes.clips.pulled import refuse_pulled


def may_browse(user: User | AnonymousUser) -> bool:
    """Whether somebody may see the truth of every pair: never a pupil, nor a visitor. At most one query."""
    if not isinstance(user, User) or user.is_pupil:
        return False
    return user.is_staff or schools_of(user).exists()


def library_for_adult(user: User | AnonymousUser) -> PairQuerySet:
    """Every published pair of the library and of the person's own schools, and those pulled that they decide about.

    Raises Http404 for whoever may not browse.
    """
    if not isinstance(user, User) or user.is_pupil:
        raise Http404
    edited = shelves_edited_by(user)
    if not edited:
        raise Http404
    pairs = Pair.objects.on_shelves(LIBRARY, *edited).made()
    return pairs.filter(Q(is_pulled=False) | Q(shelf__in=edited))


def shelves_of_adult(user: User | AnonymousUser) -> frozenset[str]:
    """The shelves of somebody's own schools; of staff the library's among them."""
    return shelves_edited_by(user) if isinstance(user, User) else frozenset()


def pair_for_adult(user: User | AnonymousUser, slug: str) -> Pair:
    """One pair of those with its clip, files and sources. Raises Http404, and Refusal (410) where it was pulled."""
    found = library_for_adult(user).filter(slug=slug)
    pair = found.select_related("clip").prefetch_related("renditions", "sources").first()
    if pair is None:
        refuse_pulled(Pair.objects.in_library().made().filter(slug=slug))
        raise Http404
    return pair
