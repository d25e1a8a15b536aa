"""Publishing a text of a school's own."""

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
MOST_IN_CONTACTS = 1_500
"""A list of contacts is looked at in a hurry."""
_OPEN = "…"
"""What a line of the usual contacts ends with: something is to be filled in there."""


@transaction.atomic
def publish_statement(*, school: School, kind: str, language: str, body: str, by: User) -> Statement:
    """Publish a new version; an empty body goes back to the text that comes with the site. The same text is no new version."""
    if kind not in Statement.Kind.values or language not in dict(settings.LANGUAGES):
        raise ValueError("no such text")
    body = body.replace("\r\n", "\n").strip()
    if len(body) > MOST_CHARACTERS:
        raise Refusal(_("That is too long: keep it under 20,000 characters."), status=422)
    if kind == Statement.Kind.HELP:
        _check_contacts(body)
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


def _check_contacts(body: str) -> None:
    if len(body) > MOST_IN_CONTACTS:
        raise Refusal(
            _("That is too long for somebody who needs help now: keep it under 1,500 characters."), status=422
        )
    if any(line.rstrip().endswith(_OPEN) for line in body.splitlines()):
        raise Refusal(_("Fill in every line that ends with “…”, or take it out."), status=422)
