"""Giving a quiz to a class, and beginning it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from literacy.classroom.given import OwnGiven, learners_of, own_given
from literacy.classroom.models import AssignedSitting, Assignment, AssignmentEvent, Classroom, Enrolment
from literacy.people.models import User
from quizzes.attempts.actions import start_sitting
from quizzes.attempts.models import Sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import LIBRARY
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz


def assign_quiz(
    *,
    classroom: Classroom,
    quiz: Quiz,
    teacher: User,
    due_at: datetime | None = None,
    time_limit_minutes: int | None = None,
    reveal: str = "",
) -> Assignment:
    """Give a quiz to a whole class, to be taken once. Raises Refusal as `give` does.

    time_limit_minutes: from the first clip on; None for untimed. reveal: one of Assignment.Reveal, or empty for what
    is usual for the quiz.
    """
    wish = Assignment(
        classroom=classroom, quiz=quiz, due_at=due_at, time_limit_minutes=time_limit_minutes, reveal=reveal
    )
    return give(assignment=wish, teacher=teacher)


@transaction.atomic
def give(
    *,
    assignment: Assignment,
    teacher: User,
    groups: Sequence[int] = (),
    learners: Sequence[int] = (),
) -> Assignment:
    """Give a class what an unsaved assignment says. A class may get the same quiz again: every time counts apart.

    groups, learners: keys of groups and places of the class; without any, it is for everybody. The same quiz on the
    same terms within a minute is the second of two clicks, and is given once. Raises Refusal for what cannot be given,
    and for dates that make no sense.
    """
    classroom, quiz = assignment.classroom, assignment.quiz
    if classroom.is_over:
        raise Refusal(_("This class is over. Put it back first, or make a new one."))
    refuse_what_makes_no_sense(assignment)
    if quiz is not None and (not quiz.assignable or quiz.shelf not in (LIBRARY, classroom.school.shelf)):
        raise Refusal(_("This quiz cannot be given to a class."))
    lesson = assignment.lesson
    if lesson is not None and (lesson.is_retired or lesson.shelf not in (LIBRARY, classroom.school.shelf)):
        raise Refusal(_("This lesson cannot be given to a class."))
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    same = Assignment.objects.filter(
        classroom=classroom, quiz=quiz, lesson=assignment.lesson, opens_at=assignment.opens_at,
        due_at=assignment.due_at, attempts=assignment.attempts, whom=assignment.whom, withdrawn_at=None,
        created_at__gt=timezone.now() - timedelta(minutes=1),
    )  # fmt: skip
    if same.exists():
        raise Refusal(
            _("%(name)s was given this just now. You find it in the list of the class.")
            % {"name": classroom.name}
        )
    assignment.whom = Assignment.Whom.CHOSEN if groups or learners else Assignment.Whom.CLASS
    assignment.created_by = teacher
    assignment.full_clean()
    assignment.save()
    if groups or learners:
        assignment.groups.set(classroom.groups.filter(pk__in=groups))
        assignment.learners.set(classroom.enrolments.filter(pk__in=learners))
        if not learners_of(assignment).exists():
            raise Refusal(_("Choose groups or pupils of this class."), status=422)
    AssignmentEvent.objects.create(assignment=assignment, kind=AssignmentEvent.Kind.GIVEN, by=teacher)
    return assignment


def refuse_what_makes_no_sense(assignment: Assignment, *, may_be_past: bool = False) -> None:
    """Raise Refusal for dates that do not fit together, and for one that has passed unless it `may_be_past`."""
    opens, due, now = assignment.opens_at, assignment.due_at, timezone.now()
    if due is not None and due <= now and not may_be_past:
        raise Refusal(_("The date you chose has passed. Choose a later one, or leave it empty."), status=422)
    if assignment.reveal == Assignment.Reveal.DUE and due is None:
        raise Refusal(_("Choose the date after which the truth is shown."), status=422)
    if assignment.score == Assignment.Score.DUE and due is None:
        raise Refusal(_("Choose the date after which the score is shown."), status=422)
    if opens is not None and due is not None and due <= opens:
        raise Refusal(_("It would be due before it opens. Choose a later date due."), status=422)
    until = assignment.late_until
    if assignment.late == Assignment.Late.UNTIL and (until is None or due is None or until <= due):
        raise Refusal(_("Choose until when late work is accepted: after the date due."), status=422)


def begin_assignment(*, assignment: Assignment, student: User, attempt: int | None = None) -> Sitting:
    """The student's sitting of an assignment: one that is under way, a new attempt, or the last one that was handed in.

    attempt: the one that the page offered, so that a page that lay open does not begin another. A new one is on the
    assignment's terms, with the dates and the extra time that the student has by now. Raises Refusal when it was not
    given to the student, is not open, or the wait between two attempts is not over.
    """
    enrolment = learners_of(assignment).filter(user=student).first()
    if enrolment is None or assignment.classroom.archived_at is not None:
        raise Refusal(_("You are not among those whom this was given to."), status=404)
    if assignment.withdrawn_at is not None:
        raise Refusal(_("Your teacher took this back, so there is nothing you need to do."))
    begun = _go_on(_attempts(assignment, enrolment), attempt)
    if begun is not None:
        return begun
    with transaction.atomic():
        # Two clicks come one after the other here, so the second finds what the first began.
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        attempts = _attempts(assignment, enrolment)
        begun = _go_on(attempts, attempt)
        if begun is not None:
            return begun
        own = _own_given(assignment, enrolment)
        counted = [each for each in attempts if each.voided_at is None]
        if own.attempts is not None and len(counted) >= own.attempts:
            return counted[-1].sitting
        _refuse_what_is_not_open(assignment, own, counted)
        number = max((each.attempt for each in attempts), default=0) + 1
        sitting = start_sitting(
            quiz=_quiz_of(assignment),
            taker=Taker.of(student),
            cohort=assignment.cohort_of(number),
            terms=own.terms,
            without=list(assignment.pulled_items.values_list("item", flat=True)),
        )
        assigned, _made = AssignedSitting.objects.get_or_create(
            assignment=assignment, enrolment=enrolment, attempt=number, defaults={"sitting": sitting}
        )
    return assigned.sitting


def _attempts(assignment: Assignment, enrolment: Enrolment) -> list[AssignedSitting]:
    mine = AssignedSitting.objects.filter(assignment=assignment, enrolment=enrolment)
    return list(mine.select_related("sitting").order_by("attempt"))


def _go_on(attempts: list[AssignedSitting], wanted: int | None) -> Sitting | None:
    """The sitting that is under way, or the one of the attempt that was asked for; None where another may begin."""
    counted = [each for each in attempts if each.voided_at is None]
    under_way = next((each for each in counted if each.sitting.finished_at is None), None)
    asked_for = next((each for each in counted if each.attempt == wanted), None)
    found = under_way or asked_for
    return found.sitting if found is not None else None


def _own_given(assignment: Assignment, enrolment: Enrolment) -> OwnGiven:
    return own_given(
        assignment,
        enrolment_id=enrolment.pk,
        extra_time=enrolment.extra_time,
        groups=set(enrolment.groups.values_list("pk", flat=True)),
        rows=list(assignment.own_terms.all()),
    )


def _quiz_of(assignment: Assignment) -> Quiz:
    if assignment.quiz is None:
        raise Refusal(_("This is a lesson: read it, and answer its questions on the way."), status=404)
    return assignment.quiz


def _refuse_what_is_not_open(assignment: Assignment, own: OwnGiven, counted: list[AssignedSitting]) -> None:
    now, zone = timezone.now(), ZoneInfo(assignment.classroom.school.time_zone)
    if own.is_excused:
        raise Refusal(_("Your teacher excused you from this. There is nothing you need to do."))
    if own.opens_at is not None and own.opens_at > now:
        raise Refusal(_("This opens on %(moment)s.") % {"moment": _moment(own.opens_at, zone)})
    if own.has_closed(now):
        raise Refusal(_("The date of this quiz has passed, and you had not begun it. Ask your teacher."))
    ready = ready_at(assignment, counted)
    if ready is not None and ready > now:
        raise Refusal(_("You can try again from %(moment)s on.") % {"moment": _moment(ready, zone)})


def ready_at(assignment: Assignment, counted: Sequence[AssignedSitting]) -> datetime | None:
    """When the wait after the last attempt is over; None before the first."""
    ended = [each.sitting.finished_at for each in counted if each.sitting.finished_at is not None]
    return max(ended) + timedelta(minutes=assignment.wait_minutes) if ended else None


def _moment(at: datetime, zone: ZoneInfo) -> str:
    here = at.astimezone(zone)
    return f"{date_format(here, 'l j F')}, {date_format(here, 'H:i')}"
