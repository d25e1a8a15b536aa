"""Give what a form says, drawing its quiz first where that is wanted; give it to other classes, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from literacy.assignments.actions.own_terms import extend_assignment
from literacy.classroom.actions import give
from literacy.classroom.given import learners_of
from literacy.classroom.models import Assignment, Classroom
from literacy.people.models import User
from quizzes.clips.models import LIBRARY, Pair
from quizzes.http.refusal import Refusal
from quizzes.items.actions import make_drawn_quiz
from quizzes.items.drawing import Wishes


@transaction.atomic
def give_drawn(
    *,
    assignment: Assignment,
    wishes: Wishes,
    seed: str,
    title: str,
    teacher: User,
    groups: Sequence[int] = (),
    learners: Sequence[int] = (),
) -> Assignment:
    """Draw a quiz for an unsaved assignment and give it. Raises Refusal with what lacks, or as `give` does."""
    shelf = assignment.classroom.school.shelf
    pairs = Pair.objects.on_shelves(LIBRARY, shelf).published()
    assignment.quiz = make_drawn_quiz(shelf=shelf, title=title, pairs=pairs, wishes=wishes, seed=seed)
    return give(assignment=assignment, teacher=teacher, groups=groups, learners=learners)


@transaction.atomic
def give_with_own(
    *,
    assignment: Assignment,
    teacher: User,
    wishes: Wishes | None,
    seed: str,
    title: str,
    groups: Sequence[int] = (),
    learners: Sequence[int] = (),
    own: Sequence[Mapping[str, Any]] = (),
) -> Assignment:
    """Give what the builder says, drawn where there are wishes, with terms of their own for groups and pupils.

    own: for each what `extend_assignment` takes. All of it, or nothing: raises Refusal as giving and extending do, and
    then says whose terms they are.
    """
    if wishes is None:
        given = give(assignment=assignment, teacher=teacher, groups=groups, learners=learners)
    else:
        given = give_drawn(
            assignment=assignment, wishes=wishes, seed=seed, title=title, teacher=teacher, groups=groups,
            learners=learners,
        )  # fmt: skip
    places = learners_of(given)
    for terms in own:
        learner, group = terms["enrolment"], terms["group"]
        name = learner.user.name if learner is not None else group.name
        if learner is not None and not places.filter(pk=learner.pk).exists():
            raise Refusal(_("%(name)s is not among those who get this.") % {"name": name}, status=422)
        try:
            extend_assignment(assignment=given, by=teacher, **terms)
        except Refusal as refusal:
            raise Refusal(f"{name}: {refusal.sentence}", status=refusal.status) from refusal
    return given


@transaction.atomic
def duplicate_assignment(
    *, assignment: Assignment, classrooms: Sequence[Classroom], teacher: User
) -> list[Assignment]:
    """Give other classes the same on the same terms: all of each class, as groups and own dates are a class's own.

    Raises Refusal where no class is chosen, where one lies at another school and the quiz is a school's own, and for
    dates that have passed; then nobody gets it.
    """
    if not classrooms:
        raise Refusal(_("Choose one class or more."), status=422)
    made = []
    for classroom in classrooms:
        copy = Assignment(
            classroom=classroom, quiz=assignment.quiz, lesson=assignment.lesson, named=assignment.named, opens_at=assignment.opens_at,
            due_at=assignment.due_at, late=assignment.late, late_until=assignment.late_until,
            attempts=assignment.attempts, wait_minutes=assignment.wait_minutes, grade_rule=assignment.grade_rule,
            time_limit_minutes=assignment.time_limit_minutes, reveal=assignment.reveal, score=assignment.score,
        )  # fmt: skip
        made.append(give(assignment=copy, teacher=teacher))
    return made
