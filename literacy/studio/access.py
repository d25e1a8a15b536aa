"""The only ways into the studio: adults who belong to a school; pupils, strangers and visitors get 404."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from literacy.classroom.access import schools_of
from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.studio.access import draft_on_shelf
from quizzes.studio.models import Draft


def schools_of_maker(user: User | AnonymousUser) -> QuerySet[School]:
    """The schools for which somebody may make pairs. Raises Http404 for visitors and pupils."""
    if not isinstance(user, User) or user.is_pupil:
        raise Http404
    return schools_of(user)


def school_for_maker(user: User | AnonymousUser, school_id: int) -> School:
    """One of those schools. Raises Http404 for any other."""
    return get_object_or_404(schools_of_maker(user), pk=school_id)


def school_and_draft(user: User | AnonymousUser, draft_id: UUID) -> tuple[School, Draft]:
    """A draft with the school whose it is. Raises Http404 for a draft of a school that is not the person's own."""
    own = {school.shelf: school for school in schools_of_maker(user)}
    shelf = Draft.objects.filter(shelf__in=own, pk=draft_id).values_list("shelf", flat=True).first()
    if shelf is None:
        raise Http404
    return own[shelf], draft_on_shelf(shelf, draft_id)


def draft_for_teacher(user: User | AnonymousUser, draft_id: UUID) -> Draft:
    """A draft of one of the person's own schools. Raises Http404."""
    return school_and_draft(user, draft_id)[1]
