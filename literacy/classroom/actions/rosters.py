"""Putting pupils in a class, from a list of their names."""

import re
import unicodedata
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from literacy.classroom.actions.codes import NewCode, draw_code
from literacy.classroom.models import Classroom, Enrolment, ExtraTime
from literacy.people.models import User
from quizzes.http.refusal import Refusal

MOST_PUPILS = 200
LONGEST_NAME = 80
_NUMBERING = re.compile(r"^(?:\d{1,3}[.):]\s*|[-*•]\s+)")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a pasted list, as names in its order.

    new: the cards to print; known: who was in the class (or the list) already and keeps the words they had; back: who
    had left and is back, with a new card and the answers they had.
    """

    new: list[NewCode] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)


def names_in(text: str) -> list[str]:
    """The names of a pasted list, one a line, without blank lines, numbering and invisible signs."""
    names = []
    for line in text.splitlines():
        visible = "".join(sign for sign in line.replace("\t", " ") if unicodedata.category(sign)[0] != "C")
        name = _NUMBERING.sub("", " ".join(visible.split())).strip(" ,;")
        if name:
            names.append(name)
    return names


def same_name(name: str) -> str:
    """What two spellings of one name have in common: neither case nor accents matter."""
    if name.isascii():  # most are, and a list of a school compares each several times
        return " ".join(name.casefold().split())
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


@transaction.atomic
def add_pupils(*, classroom: Classroom, names: list[str]) -> Added:
    """Enrol the names that are not in the class yet; the codes are in the answer, once, and only there.

    A name twice in the list or already in the class is left alone and reported, so that a list sent twice changes
    nothing. Somebody of that name who left comes back, unless they are in another class by now. Raises Refusal for an
    empty list, too many pupils or a name that is too long; then nobody is added.
    """
    if not names:
        raise Refusal(_("Write or paste the pupils' names, one on each line."), status=422)
    too_long = next((name for name in names if len(name) > LONGEST_NAME), None)
    if too_long is not None:
        raise Refusal(
            _("One line is too long to be a name: “%(start)s…”. Put each pupil on a line of their own.")
            % {"start": too_long[:40]},
            status=422,
        )
    if classroom.is_over:
        raise Refusal(_("This class is over. Put it back first, or make a new one."))
    Classroom.objects.select_for_update().get(pk=classroom.pk)  # two lists at once are taken in turn
    there = list(classroom.enrolments.select_related("user").order_by("pk"))
    digests = {place.code_digest for place in there}
    taken = {same_name(place.user.name) for place in there if place.left_at is None}
    added = Added()
    wanted = []
    for name in names:
        if same_name(name) in taken:
            added.known.append(name)
        else:
            taken.add(same_name(name))
            wanted.append(name)
    if len(taken) > MOST_PUPILS:
        raise Refusal(
            _("A class holds at most %(most)s pupils. Make a second class for the others.")
            % {"most": MOST_PUPILS}
        )
    left = _left_by_name(there)
    added.back.extend(left[same_name(name)].user.name for name in wanted if same_name(name) in left)
    fresh = [name for name in wanted if same_name(name) not in left]
    pupils = [User(name=name, is_demo=classroom.school.is_demo) for name in fresh]
    for pupil in pupils:
        pupil.set_unusable_password()
    made = dict(zip(map(same_name, fresh), User.objects.bulk_create(pupils), strict=True))
    places = [
        left.get(same_name(name)) or Enrolment(classroom=classroom, user=made[same_name(name)])
        for name in wanted
    ]
    codes = []
    for place in places:
        place.left_at, place.classroom = None, classroom
        codes.append(draw_code(place, digests))
    Enrolment.objects.bulk_create([place for place in places if place.pk is None])
    Enrolment.objects.bulk_update(
        [place for place in places if same_name(place.user.name) in left],
        ["left_at", "code_digest", "pictures_digest"],
    )
    added.new.extend(
        NewCode(place.user.name, code, pictures, place.pk)
        for place, (code, pictures) in zip(places, codes, strict=True)
    )
    return added


def _left_by_name(places: list[Enrolment]) -> dict[str, Enrolment]:
    """Who left and may come back under their name: not those who are in another class now, or share a name."""
    left = [place for place in places if place.left_at is not None]
    elsewhere = set(
        Enrolment.objects.running()
        .filter(user__in=[place.user_id for place in left])
        .values_list("user_id", flat=True)
    )
    by_name: dict[str, list[Enrolment]] = {}
    for place in left:
        by_name.setdefault(same_name(place.user.name), []).append(place)
    return {
        name: found[0]
        for name, found in by_name.items()
        if len(found) == 1 and found[0].user_id not in elsewhere
    }


def set_extra_time(*, enrolment: Enrolment, extra_time: str) -> None:
    """Give a pupil more time than the class has, in what they begin from now on. Raises Refusal for no known measure."""
    if extra_time not in ExtraTime.values:
        raise Refusal(_("Choose one of the measures of extra time."), status=422)
    enrolment.extra_time = extra_time
    enrolment.save(update_fields=["extra_time"])
