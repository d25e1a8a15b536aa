"""The only ways to reports: a school's adults for their own shelf, staff for the library; others get 404."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404

from literacy.classroom.access import shelf_keys_of, shelves_edited_by
from literacy.people.models import User
from quizzes.clips.models import LIBRARY, Pair
from quizzes.reports.models import Report, ReportQuerySet


def open_reports_for(user: User | AnonymousUser) -> int:
    """How many reports wait for somebody's decision; 0 for who decides nothing. One query at most: every page asks."""
    if not isinstance(user, User) or user.is_pupil:
        return 0
    is_mine = Q(pair__shelf__in=shelf_keys_of(user))
    if user.is_staff:
        is_mine |= Q(pair__shelf=LIBRARY)
    return Report.objects.open().filter(is_mine).count()


def reports_for_editor(user: User | AnonymousUser) -> ReportQuerySet:
    """Every report that somebody may decide about, with its pair. Raises Http404 for who decides nothing."""
    edited = shelves_edited_by(user) if isinstance(user, User) else frozenset()
    if not edited:
        raise Http404
    return Report.objects.on_shelves(*edited).select_related("pair", "handled_by")


def report_for_editor(user: User | AnonymousUser, report_id: int) -> Report:
    """One of those. Raises Http404."""
    report = reports_for_editor(user).filter(pk=report_id).first()
    if report is None:
        raise Http404
    return report


def pair_for_editor(user: User | AnonymousUser, slug: str) -> Pair:
    """A pair that somebody decides about, pulled or not, retired or not. Raises Http404."""
    edited = shelves_edited_by(user) if isinstance(user, User) else frozenset()
    pair = Pair.objects.on_shelves(*edited).filter(slug=slug, is_draft=False).first()
    if pair is None:
        raise Http404
    return pair
