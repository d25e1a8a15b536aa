"""Carrying out a plan: all of it in one transaction, or nothing."""

from __future__ import annotations

import secrets
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from literacy.classroom.models import Classroom, Enrolment, Group, School
from literacy.people.codes import new_class_code
from literacy.people.models import User
from literacy.rosters.models import RosterIdentity, RosterImport
from literacy.rosters.plan import Fate, Plan, Step
from literacy.rosters.snapshot import plan_of_import

Progress = Callable[[int], None]
T = TypeVar("T")
_AT_ONCE = 500
_PLANNED, _MADE, _PLACED, _RENAMED = 20, 50, 80, 95


def apply_roster(import_id: str, progress: Progress = lambda percent: None) -> None:
    """Carry out a list that somebody said yes to; nothing is done for one that is done already, or gone.

    The plan is made again with the school held still. Where it is no longer the one that was looked at, nothing is
    changed and the list waits to be looked at again. Safe to be cut off anywhere and done twice.
    """
    with transaction.atomic():
        waiting = RosterImport.objects.select_for_update().filter(
            pk=uuid.UUID(import_id), state=RosterImport.State.APPLYING
        )
        roster = waiting.first()
        if roster is None:
            return
        roster.school = School.objects.select_for_update().get(pk=roster.school_id)
        plan = plan_of_import(roster)
        if plan.digest != roster.digest:
            roster.state, roster.reason, roster.digest = RosterImport.State.READY, "changed", ""
            roster.save(update_fields=["state", "reason", "digest", "changed_at"])
            return
        progress(_PLANNED)
        roster.outcome = _Work(roster, plan).done(progress)
        roster.state, roster.reason, roster.rows, roster.cells = RosterImport.State.DONE, "", [], {}
        roster.save()


class _Work:
    """The steps of a plan as writes, many rows at a time."""

    def __init__(self, roster: RosterImport, plan: Plan) -> None:
        self.roster, self.school, self.plan = roster, roster.school, plan
        self.now: datetime = timezone.now()

    def done(self, progress: Progress) -> dict[str, Any]:
        """Write all of it; returns the counts, and the places for which no words exist yet, by class."""
        made = self._make_classes()
        people = self._make_pupils()
        progress(_MADE)
        fresh = self._fill_places(made, people)
        self._sign_out()
        progress(_PLACED)
        self._rename()
        self._keep_numbers(people)
        progress(_RENAMED)
        by_class: dict[str, list[int]] = defaultdict(list)
        for place in fresh:
            by_class[str(place.classroom_id)].append(place.pk)
        return {"counts": dict(self.plan.counts), "classes": len(made), "cards": dict(by_class)}

    def _steps(self, *fates: Fate) -> list[Step]:
        return [step for step in self.plan.steps if step.fate in fates]

    def _make_classes(self) -> dict[str, Classroom]:
        titles = self.plan.new_classes
        codes: set[str] = set()
        while len(codes) < len(titles):
            codes.add(new_class_code())
            if len(codes) == len(titles):
                codes -= set(Classroom.objects.filter(code__in=codes).values_list("code", flat=True))
        rooms = Classroom.objects.bulk_create(
            Classroom(school=self.school, name=title, code=code)
            for title, code in zip(titles, sorted(codes), strict=True)
        )
        link = Classroom.teachers.through
        link.objects.bulk_create(link(classroom_id=room.pk, user_id=self.roster.by_id) for room in rooms)
        return {room.name: room for room in rooms}

    def _make_pupils(self) -> dict[str, User]:
        steps = self._steps(Fate.NEW)
        pupils = [User(name=step.name, is_demo=self.school.is_demo) for step in steps]
        for pupil in pupils:
            pupil.set_unusable_password()
        made = User.objects.bulk_create(pupils, batch_size=_AT_ONCE)
        return {step.person: pupil for step, pupil in zip(steps, made, strict=True)}

    def _fill_places(self, made: dict[str, Classroom], people: dict[str, User]) -> list[Enrolment]:
        """Archive the places that are left, open those that are taken up again, and make the others."""
        arriving = self._steps(Fate.NEW, Fate.JOINS, Fate.MOVED, Fate.BACK)
        left = [step.leaving for step in arriving if step.leaving is not None]
        left += [step.place for step in self._steps(Fate.LEAVES) if step.place is not None]
        extra: dict[int, str] = {}
        for some in _chunks(left):
            places = Enrolment.objects.filter(pk__in=some)
            extra |= dict(places.values_list("pk", "extra_time"))
            places.update(left_at=self.now)
        for some in _chunks([step.place for step in arriving if step.place is not None]):
            Enrolment.objects.filter(pk__in=some).update(left_at=None)
        # No words open these places until a card is made: nobody knows what this digest would be the digest of.
        return Enrolment.objects.bulk_create(
            (
                Enrolment(
                    classroom_id=step.classroom or made[step.title].pk,
                    user_id=step.user or people[step.person].pk,
                    code_digest=secrets.token_hex(32),
                    extra_time=extra.get(step.leaving or 0, ""),
                )
                for step in arriving
                if step.place is None
            ),
            batch_size=_AT_ONCE,
        )

    def _sign_out(self) -> None:
        """Whoever left and has no other class is in no more; whoever moved is in no group of the old class."""
        for some in _chunks([step.leaving for step in self._steps(Fate.MOVED) if step.leaving is not None]):
            Group.enrolments.through.objects.filter(enrolment_id__in=some).delete()
        for some in _chunks([step.user for step in self._steps(Fate.LEAVES) if step.user is not None]):
            running = Enrolment.objects.filter(left_at=None, classroom__archived_at=None)
            gone = User.objects.filter(pk__in=some).exclude(pk__in=running.values("user"))
            pupils = [User(pk=pk) for pk in gone.values_list("pk", flat=True)]
            for pupil in pupils:
                pupil.set_unusable_password()  # sessions hang on it
            User.objects.bulk_update(pupils, ["password"], batch_size=100)

    def _rename(self) -> None:
        pupils = [
            User(pk=step.user, name=step.name) for step in self.plan.steps if step.old_name and step.user
        ]
        User.objects.bulk_update(pupils, ["name"], batch_size=100)

    def _keep_numbers(self, people: dict[str, User]) -> None:
        steps = [
            step for step in self.plan.steps if step.links or (step.fate == Fate.NEW and step.sourced_id)
        ]
        RosterIdentity.objects.bulk_create(
            (
                RosterIdentity(
                    school=self.school,
                    user_id=step.user or people[step.person].pk,
                    sourced_id=step.sourced_id,
                )
                for step in steps
            ),
            batch_size=_AT_ONCE,
        )


def _chunks(things: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), _AT_ONCE):
        yield things[start : start + _AT_ONCE]
