"""Publishing a text about a school's data."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from literacy.care.models import Statement
from literacy.classroom.models import School
from literacy.people.models import User
from literacy.staff.actions.record import hold
from quizzes.http.refusal import Refusal

MOST_CHARACTERS = 20_000


@transaction.atomic
def publish_statement(*, school: School, kind: str, language: str, body: str, by: User) -> Statement:
    """Publish a new version; an empty body goes back to the text that comes with the site. The same text is no new version."""
    if kind not in Statement.Kind.values or language not in dict(settings.LANGUAGES):
        raise ValueError("no such text")
    body = body.replace("\r\n", "\n").strip()
    if len(body) > MOST_CHARACTERS:
        raise Refusal(_("That is too long: keep it under 20,000 characters."), status=422)
    hold(school)
    newest = Statement.objects.filter(school=school, kind=kind, language=language).first()
    if newest is not None and newest.body == body:
        return newest
    return Statement.objects.create(
        school=school,
        kind=kind,
        language=language,
        body=body,
        by=by,
        version=newest.version + 1 if newest else 1,
    )
