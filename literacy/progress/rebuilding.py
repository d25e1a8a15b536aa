"""Making everything that is kept of answers again, in lots that can be broken off anywhere."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from literacy.classroom.models import Classroom
from literacy.progress.looks import looks_of
from literacy.progress.models import ClassTally
from literacy.progress.rollup import forget_everything, tally_class
from quizzes.tallies.models import SittingTally
from quizzes.tallies.rollup import AT_ONCE, tally_sittings, untallied

Tell = Callable[[str, int, int], None]
"""Told what is being made (`sittings`, `classes`), how many are done, and of how many."""


def rebuild(*, go_on: bool, tell: Tell) -> tuple[int, int]:
    """Fold every sitting that ended, then add up every class; returns how many of each were made.

    go_on: only what is missing or out of date, as after a run that was broken off. Pages stay right meanwhile: what they
    need and do not find they make themselves. However many answers there are, those of a lot are held at a time.
    """
    if not go_on:
        forget_everything()
        SittingTally._base_manager.all()._raw_delete("default")
    return _fold_sittings(tell), _add_classes_up(tell)


def _fold_sittings(tell: Tell) -> int:
    total, done = untallied().count(), 0
    last: UUID | None = None
    tell("sittings", done, total)
    while True:
        waiting = untallied() if last is None else untallied().filter(pk__gt=last)
        keys = list(waiting.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        if not keys:
            return done
        tally_sittings(keys)
        done, last = done + len(keys), keys[-1]
        tell("sittings", done, max(total, done))


def _add_classes_up(tell: Tell) -> int:
    looks = looks_of()
    kept = dict(ClassTally.objects.values_list("classroom", "looks"))
    changed = [pk for pk, each in looks.items() if kept.get(pk) != each]
    tell("classes", 0, len(changed))
    for done, pk in enumerate(changed, start=1):
        room = Classroom.objects.select_related("school").filter(pk=pk).first()
        if room is not None:
            tally_class(room, looks[pk])
        tell("classes", done, len(changed))
    return len(changed)
