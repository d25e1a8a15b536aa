"""Cards for the pupils a list brought: their words exist in the moment the cards are made, and never before."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from literacy.classroom.actions.codes import NewCode, reset_codes
from literacy.classroom.models import Classroom
from literacy.rosters.models import RosterImport
from quizzes.http.refusal import Refusal


def places_without_card(roster: RosterImport) -> dict[int, list[int]]:
    """The places that a list made, by class."""
    return {int(classroom): places for classroom, places in roster.outcome.get("cards", {}).items()}


@transaction.atomic
def give_first_codes(*, roster: RosterImport, classroom: Classroom) -> list[NewCode]:
    """New codes for every pupil whom a list put in a class, in the order of their names.

    Asked again, it gives others, and those before stop working. Raises Refusal when nobody is left to give them to.
    """
    made = places_without_card(roster).get(classroom.pk, [])
    there = classroom.enrolments.present().filter(pk__in=made)
    places = list(there.select_related("user").order_by("user__name", "pk"))
    if not places:
        raise Refusal(_("None of these pupils is in the class any more."))
    return reset_codes(classroom=classroom, places=places)
