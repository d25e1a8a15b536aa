"""Plan a series in one go: a first test, lessons, a second test, and a later one, on parallel forms that share no pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from literacy.classroom.actions import give
from literacy.classroom.models import Assignment, Classroom
from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.clips.models import LIBRARY, Pair, PairQuerySet
from quizzes.http.refusal import Refusal
from quizzes.items.actions import draw_forms, unseen
from quizzes.items.models import Quiz, Series


@dataclass(frozen=True)
class Plan:
    """When a series happens: moments at the school's own clock, each `days` after the one before.

    begins_at: the first test opens. days_for_test, days_for_lessons: how long each stays. weeks_until_later: from the
    second test to the later one.
    """

    begins_at: datetime
    days_for_test: int = 3
    days_for_lessons: int = 14
    weeks_until_later: int = 4

    def moments(self, zone: ZoneInfo) -> list[datetime]:
        """When the first test opens and is due, the lessons are due, the second test is due, the later opens and is due.

        Days are counted on the calendar, so that what opens at nine does so when the clocks were changed meanwhile.
        """
        days = [0, self.days_for_test, self.days_for_test + self.days_for_lessons]
        days.append(days[-1] + self.days_for_test)
        days.append(days[2] + 7 * self.weeks_until_later)
        days.append(days[-1] + self.days_for_test)
        here = self.begins_at.astimezone(zone).replace(tzinfo=None)
        return [(here + timedelta(days=each)).replace(tzinfo=zone) for each in days]


@transaction.atomic
def give_series(
    *,
    classroom: Classroom,
    teacher: User,
    title: str,
    lessons: Sequence[Lesson],
    count: int,
    plan: Plan,
    pairs: PairQuerySet | None = None,
) -> list[Assignment]:
    """Draw three parallel tests of `count` clips and give them with the lessons, in order. All of it, or nothing.

    pairs: what may be drawn; by default what no quiz of the library shows, and where that is too little, everything.
    Raises Refusal where there is too little to draw from, or no lesson is chosen.
    """
    if not lessons:
        raise Refusal(_("Choose one lesson or more to go between the tests."), status=422)
    if count < 1:
        raise Refusal(_("A test has one clip or more."), status=422)
    title = " ".join(title.split())[:60] or _("Before and after")
    school, key = classroom.school, uuid4()
    series = _draw(school.shelf, title, count, pairs)
    forms = {quiz.form: quiz for quiz in Quiz.objects.filter(series=series)}
    opens, first_due, read, second_due, later, later_due = plan.moments(ZoneInfo(school.time_zone))
    planned = [
        Assignment(quiz=forms[Quiz.Form.PRE], opens_at=opens, due_at=first_due),
        *[Assignment(lesson=lesson, opens_at=first_due, due_at=read) for lesson in lessons],
        Assignment(quiz=forms[Quiz.Form.POST], opens_at=read, due_at=second_due),
        Assignment(quiz=forms[Quiz.Form.DELAYED], opens_at=later, due_at=later_due),
    ]
    for each in planned:
        each.classroom, each.series = classroom, key
    return [give(assignment=each, teacher=teacher) for each in planned]


def _draw(shelf: str, title: str, count: int, pairs: PairQuerySet | None) -> Series:
    everything = Pair.objects.on_shelves(LIBRARY, shelf).published()
    chosen = [pairs] if pairs is not None else [unseen(everything, shelf), everything]
    titles = {language: title for language, _name in settings.LANGUAGES}
    refusal = Refusal("")
    for each in chosen:
        try:
            return draw_forms(
                slug=f"series-{uuid4().hex[:16]}", titles=titles, pairs=each, count=count, shelf=shelf
            )
        except Refusal as refused:
            refusal = refused
    raise refusal
