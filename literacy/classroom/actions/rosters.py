"""Putting pupils in a class, and giving them the words that let them in."""

import re
import unicodedata
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, Enrolment, ExtraTime
from literacy.people.codes import new_personal_code, personal_code_digest
from literacy.people.models import User
from quizzes.http.refusal import Refusal

MOST_PUPILS = 200
LONGEST_NAME = 80
_NUMBERING = re.compile(r"^(?:\d{1,3}[.):]\s*|[-*•]\s+)")


@dataclass(frozen=True, slots=True)
class NewCode:
    """A pupil and their personal code, which exists in plain words here and nowhere else."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a pasted list: those who are new, and the names that were in the class (or the list) already."""

    new: list[NewCode] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


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
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


@transaction.atomic
def add_pupils(*, classroom: Classroom, names: list[str]) -> Added:
    """Enrol the names that are not in the class yet; the codes are in the answer, once, and only there.

    A name twice in the list or already in the class is left alone and reported, so that a list sent twice changes
    nothing. Raises Refusal for an empty list, too many pupils or a name that is too long; then nobody is added.
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
    Classroom.objects.select_for_update().get(
        pk=classroom.pk
    )  # two lists at once are taken one after the other
    there = list(Enrolment.objects.filter(classroom=classroom).values_list("user__name", "code_digest"))
    taken, digests = {same_name(name) for name, _digest in there}, {digest for _name, digest in there}
    added, new_digests = Added(), []
    for name in names:
        if same_name(name) in taken:
            added.known.append(name)
            continue
        taken.add(same_name(name))
        code, digest = _fresh_code(classroom, digests)
        digests.add(digest)
        new_digests.append(digest)
        added.new.append(NewCode(name, code))
    if len(taken) > MOST_PUPILS:
        raise Refusal(
            _("A class holds at most %(most)s pupils. Make a second class for the others.")
            % {"most": MOST_PUPILS}
        )
    pupils = [User(name=new.name, is_demo=classroom.school.is_demo) for new in added.new]
    for pupil in pupils:
        pupil.set_unusable_password()
    pupils = User.objects.bulk_create(pupils)
    Enrolment.objects.bulk_create(
        Enrolment(classroom=classroom, user=pupil, code_digest=digest)
        for pupil, digest in zip(pupils, new_digests, strict=True)
    )
    return added


@transaction.atomic
def reset_code(*, enrolment: Enrolment) -> NewCode:
    """Give a pupil new words; the old ones stop working at once, and the pupil's answers stay."""
    classroom = enrolment.classroom
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    code, enrolment.code_digest = _fresh_code(
        classroom, set(classroom.enrolments.values_list("code_digest", flat=True))
    )
    enrolment.save(update_fields=["code_digest"])
    return NewCode(enrolment.user.name, code)


def set_extra_time(*, enrolment: Enrolment, extra_time: str) -> None:
    """Give a pupil more time than the class has, in what they begin from now on. Raises Refusal for no known measure."""
    if extra_time not in ExtraTime.values:
        raise Refusal(_("Choose one of the measures of extra time."), status=422)
    enrolment.extra_time = extra_time
    enrolment.save(update_fields=["extra_time"])


def _fresh_code(classroom: Classroom, taken: set[str]) -> tuple[str, str]:
    while True:
        code = new_personal_code(classroom.school.language)
        digest = personal_code_digest(classroom_id=classroom.pk, code=code)
        if digest not in taken:
            return code, digest
