"""Pupils who leave a class, come back, or go on in another: answers stay where they were given."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.classroom.actions.codes import NewCode, draw_code
from literacy.classroom.actions.rosters import MOST_PUPILS
from literacy.classroom.models import Classroom, Enrolment
from literacy.people.models import User
from quizzes.http.refusal import Refusal


@transaction.atomic
def let_leave(*, places: Iterable[Enrolment]) -> int:
    """Take pupils out of their class without deleting anything; returns how many were in it.

    Their words open nothing any more. Whoever has no other class is signed out.
    """
    keys = [place.pk for place in places]
    leaving = Enrolment.objects.present().filter(pk__in=keys)
    users = list(User.objects.filter(enrolments__in=leaving).distinct().order_by("pk"))
    count = leaving.update(left_at=timezone.now())
    staying = set(Enrolment.objects.running().filter(user__in=users).values_list("user_id", flat=True))
    gone = [user for user in users if user.pk not in staying]
    for user in gone:
        user.set_unusable_password()  # sessions hang on it
    User.objects.bulk_update(gone, ["password"])
    return count


@transaction.atomic
def put_back(*, enrolment: Enrolment) -> None:
    """Let a pupil who left be in the class again, with the words and answers they had."""
    classroom = Classroom.objects.select_for_update().get(pk=enrolment.classroom_id)
    if classroom.is_over:
        raise Refusal(_("This class is over. Put it back first, or make a new one."))
    _refuse_when_full(classroom)
    Enrolment.objects.filter(pk=enrolment.pk).update(left_at=None)


@transaction.atomic
def move_pupils(*, places: Iterable[Enrolment], to: Classroom) -> list[NewCode]:
    """Let pupils go on in another class of their school: the same pupils, with new words for the new class.

    In the old class they are among those who left, with their answers in its results; their own page keeps all they
    have done. Extra time goes with them, groups do not. Raises Refusal when the class is of another school, over, or
    full; then nobody moves.
    """
    moving = [place for place in places if place.left_at is None and place.classroom_id != to.pk]
    if to.is_over:
        raise Refusal(_("This class is over. Put it back first, or make a new one."))
    if any(place.classroom.school_id != to.school_id for place in moving):
        raise Refusal(_("A pupil can move to another class of the same school only."), status=404)
    Classroom.objects.select_for_update().get(pk=to.pk)
    _refuse_when_full(to, len(moving))
    there = {place.user_id: place for place in to.enrolments.order_by("pk")}
    digests = {place.code_digest for place in there.values()}
    made = []
    for old in moving:
        new = there.get(old.user_id) or Enrolment(classroom=to, user=old.user)
        new.classroom, new.user, new.left_at, new.extra_time = to, old.user, None, old.extra_time
        code, pictures = draw_code(new, digests)
        new.save()
        old.groups.clear()
        made.append(NewCode(old.user.name, code, pictures, new.pk))
    Enrolment.objects.filter(pk__in=[place.pk for place in moving]).update(left_at=timezone.now())
    return made


def _refuse_when_full(classroom: Classroom, more: int = 1) -> None:
    if classroom.enrolments.present().count() + more > MOST_PUPILS:
        raise Refusal(
            _("A class holds at most %(most)s pupils. Make a second class for the others.")
            % {"most": MOST_PUPILS}
        )
