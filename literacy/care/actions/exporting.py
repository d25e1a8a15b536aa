"""Asking for a file: with everything that is kept, or with the figures of a school."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from literacy.care.filing import EXPORT_DATA
from literacy.care.models import Export
from literacy.classroom.models import School
from literacy.people.models import User
from literacy.progress.school_page import years_of
from quizzes.http.refusal import Refusal
from quizzes.jobs.actions import enqueue
from quizzes.jobs.models import Job

_ON_THE_WAY = timedelta(hours=1)
_A_DAY = 20


@transaction.atomic
def ask_for_export(
    *,
    by: User,
    school: School | None,
    learner: User | None = None,
    kind: Export.Kind = Export.Kind.DATA,
    period: str = "",
) -> Export:
    """Have a file made; one that is on its way already is returned instead of a second one."""
    User.objects.select_for_update().get(pk=by.pk)
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    mine = Export.objects.filter(by=by)
    underway = mine.filter(
        school=school, learner=learner, kind=kind, period=period, language=language, made_at=None
    )
    waiting = underway.filter(asked_at__gt=timezone.now() - _ON_THE_WAY).first()
    if waiting is not None and Job.objects.open().filter(kind=EXPORT_DATA, target=str(waiting.pk)).exists():
        return waiting
    if mine.filter(asked_at__gt=timezone.now() - timedelta(days=1)).count() >= _A_DAY:
        raise Refusal(
            _("You asked for many files today. Fetch one of those, or come back tomorrow."), status=429
        )
    export = Export.objects.create(
        by=by, school=school, learner=learner, kind=kind, period=period, language=language
    )
    enqueue(kind=EXPORT_DATA, target=str(export.pk))
    return export


def ask_for_figures(*, by: User, school: School, kind: str, year: str) -> Export:
    """Have the figures of a school year written down. Raises Refusal for a year of which there are none."""
    if kind not in Export.FIGURES:
        raise Refusal(_("There is no such file."), status=422)
    if year not in years_of(school):
        raise Refusal(_("There are no figures of that school year."), status=422)
    return ask_for_export(by=by, school=school, kind=Export.Kind(kind), period=year)
