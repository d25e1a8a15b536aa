"""Erasing one pupil, because somebody asks for it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from literacy.care.erasing import erase_learners
from literacy.care.models import Erasure
from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.http.refusal import Refusal


def erase_learner(*, school: School, learner: User, typed: str) -> Erasure:
    """Erase one pupil from a school, after somebody typed the name. Raises Refusal for another name, and for the demo school."""
    if school.is_demo:
        raise Refusal(
            _("This is the demo school, which everybody shares: its pupils stay as they are."), status=403
        )
    if " ".join(typed.split()).casefold() != " ".join(learner.name.split()).casefold():
        raise Refusal(_("That is not the name. Nothing was erased."), status=422)
    return erase_learners(school=school, learners=[learner], why=Erasure.Why.ASKED)
