"""Everything a teacher gave: searched, chosen by state, sorted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from literacy.classroom.access import classrooms_of_teacher
from literacy.classroom.finding import folded
from literacy.classroom.models import Assignment
from literacy.classroom.overview import with_progress
from literacy.people.models import User

STATES: dict[str, str | Promise] = {
    "": _("everything"),
    "open": _("open now"),
    "later": _("opens later"),
    "past": _("past its date"),
    "withdrawn": _("taken back"),
}
SORTS: dict[str, str | Promise] = {
    "": _("newest first"),
    "due": _("by date due"),
    "class": _("by class"),
    "title": _("by title"),
}
_FAR = datetime.max.replace(tzinfo=UTC)
_KEYS: dict[str, Callable[[Assignment], Any]] = {
    "": lambda given: -given.pk,
    "due": lambda given: (given.due_at or _FAR, -given.pk),
    "class": lambda given: (folded(given.classroom.name), -given.pk),
    "title": lambda given: (folded(given.title), -given.pk),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: words in title and class, a state, one class alone (its key), an order. What is unknown is as if empty."""

    words: str = ""
    state: str = ""
    sort: str = ""
    room: int | None = None


def wish_in(sent: dict[str, str]) -> Wish:
    state, sort, room = sent.get("state", ""), sent.get("sort", ""), sent.get("class", "")
    return Wish(
        words=sent.get("q", "").strip()[:80],
        state=state if state in STATES else "",
        sort=sort if sort in SORTS else "",
        room=int(room) if room.isdecimal() and len(room) < 13 else None,
    )


def listed(teacher: User, wish: Wish) -> tuple[list[Assignment], int]:
    """What fits the wish, and how much there is in all. One query, however many classes."""
    given = Assignment.objects.filter(classroom__in=classrooms_of_teacher(teacher).order_by())
    everything = list(with_progress(given).select_related("quiz", "lesson", "classroom__school"))
    now = timezone.now()
    wanted = folded(wish.words).split()
    found = [
        each
        for each in everything
        if (not wish.state or state_of(each, now) == wish.state)
        and wish.room in (None, each.classroom_id)
        and all(word in folded(f"{each.title} {each.classroom.name}") for word in wanted)
    ]
    return sorted(found, key=_KEYS[wish.sort]), len(everything)


def state_of(assignment: Assignment, now: datetime) -> str:
    """One of STATES."""
    if assignment.withdrawn_at is not None:
        return "withdrawn"
    if assignment.opens_at is not None and assignment.opens_at > now:
        return "later"
    return "past" if assignment.due_at is not None and assignment.due_at <= now else "open"
