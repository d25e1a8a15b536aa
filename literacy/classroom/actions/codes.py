"""Making the codes that open pupils' places: in plain words they exist in what these return, and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from literacy.classroom.models import Classroom, Enrolment
from literacy.people.codes import (
    new_personal_code,
    new_picture_code,
    personal_code_digest,
    picture_code_digest,
)
from literacy.people.models import User


@dataclass(frozen=True, slots=True)
class NewCode:
    """A pupil and their personal code, which exists in plain words here and nowhere else.

    pictures: names of three pictures in their order, empty in a class that comes in by words alone.
    enrolment_id: the place it opens; 0 before there is one.
    """

    name: str
    code: str
    pictures: tuple[str, ...] = ()
    enrolment_id: int = 0


def draw_code(place: Enrolment, taken: set[str]) -> tuple[str, tuple[str, ...]]:
    """Write new digests on a place, without saving it; returns its words and pictures. `taken` grows by its digest."""
    classroom = place.classroom
    while True:
        code = new_personal_code(classroom.school.language)
        digest = personal_code_digest(classroom_id=classroom.pk, code=code)
        if digest not in taken:
            break
    taken.add(digest)
    pictures = new_picture_code() if classroom.by_pictures else ()
    place.code_digest = digest
    place.pictures_digest = (
        picture_code_digest(classroom_id=classroom.pk, user_id=place.user_id, pictures=pictures)
        if pictures
        else ""
    )
    return code, pictures


@transaction.atomic
def reset_codes(*, classroom: Classroom, places: Iterable[Enrolment]) -> list[NewCode]:
    """Give pupils of one class new words (and pictures); the old ones stop working at once, and answers stay.

    Whoever is in by the old ones is signed out, so that a code somebody else used is of no use from now on. The order
    is that of `places`; six queries, however many they are.
    """
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    taken = set(classroom.enrolments.values_list("code_digest", flat=True))
    made, changed, users = [], [], []
    for place in places:
        place.classroom = classroom
        code, pictures = draw_code(place, taken)
        place.user.set_unusable_password()  # sessions hang on it
        made.append(NewCode(place.user.name, code, pictures, place.pk))
        changed.append(place)
        users.append(place.user)
    Enrolment.objects.bulk_update(changed, ["code_digest", "pictures_digest"])
    User.objects.bulk_update(users, ["password"])
    return made


def reset_code(*, enrolment: Enrolment) -> NewCode:
    """Give one pupil new words; see `reset_codes`."""
    (new,) = reset_codes(classroom=enrolment.classroom, places=[enrolment])
    return new


def still_open(classroom: Classroom, cards: Iterable[tuple[int, str, tuple[str, ...]]]) -> list[NewCode]:
    """The cards (place, words, pictures) whose words open their place in this class now, in the same order.

    So a page that holds plain words can have them printed without the site keeping them meanwhile. Two queries.
    """
    places = {
        place.pk: place for place in classroom.enrolments.present().select_related("user").order_by("pk")
    }
    found = []
    for pk, code, pictures in cards:
        place = places.get(pk)
        if place is None or place.code_digest != personal_code_digest(classroom_id=classroom.pk, code=code):
            continue
        pictured = bool(pictures) and place.pictures_digest == picture_code_digest(
            classroom_id=classroom.pk, user_id=place.user_id, pictures=pictures
        )
        found.append(NewCode(place.user.name, code, pictures if pictured else (), pk))
    return found
