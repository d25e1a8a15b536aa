"""Words for the pupils a list brought: they exist in the moment a card is made, and never before."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from literacy.classroom.actions.rosters import Added, NewCode
from literacy.classroom.models import Classroom, Enrolment
from literacy.people.codes import new_personal_code, personal_code_digest
from literacy.rosters.models import RosterImport
from quizzes.http.refusal import Refusal


def places_without_card(roster: RosterImport) -> dict[int, list[int]]:
    """The places that a list made, by class."""
    return {int(classroom): places for classroom, places in roster.outcome.get("cards", {}).items()}


@transaction.atomic
def give_first_words(*, roster: RosterImport, classroom: Classroom) -> Added:
    """New words for every pupil whom a list put in a class, in the order of their names.

    Asked again, it gives others, and those before stop working. Raises Refusal when nobody is left to give them to.
    """
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    made = places_without_card(roster).get(classroom.pk, [])
    there = Enrolment.objects.filter(classroom=classroom)
    places = list(there.filter(pk__in=made, left_at=None).select_related("user").order_by("user__name", "pk"))
    if not places:
        raise Refusal(_("None of these pupils is in the class any more."))
    digests = set(there.values_list("code_digest", flat=True))
    added = Added()
    for place in places:
        digest, code = "", ""
        while not digest or digest in digests:
            code = new_personal_code(roster.school.language)
            digest = personal_code_digest(classroom_id=classroom.pk, code=code)
        digests.add(digest)
        place.code_digest = digest
        added.new.append(NewCode(place.user.name, code))
    Enrolment.objects.bulk_update(places, ["code_digest"], batch_size=100)
    return added
