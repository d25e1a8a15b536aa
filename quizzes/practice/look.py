"""Today's look: a few clips for one learner, chosen anew each day; where it stands, and what it would be made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from quizzes.attempts.models import Showing, Sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.models import Pair
from quizzes.practice.choosing import Candidate
from quizzes.practice.known import difficulties, difficulty_of, skills_of
from quizzes.practice.skills import Skills

SLUG = "todays-look"
"""The quiz that looks are sittings of: it has no clips of its own."""
FORGOTTEN = timedelta(days=2)
"""A look that was left half-way is taken up again within this time; after that a new one fits better."""


class State(StrEnum):
    """Where today's look stands."""

    NEW = "new"
    BUSY = "busy"
    DONE = "done"


@dataclass(frozen=True)
class Look:
    """Today's look of one learner. sitting: the one to go on with, or that was done today. due: techniques that fade."""

    state: State
    sitting: UUID | None
    due: int


def todays_look(taker: Taker, skills: Skills, *, now: datetime) -> Look:
    """Where today's look stands, on the calendar of the time zone in force. One query."""
    due = len(skills.due(now))
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Sitting.objects.filter(taker.owns(), quiz__slug=SLUG) if taker.is_known else Sitting.objects.none()
    last = mine.order_by("-started_at").values_list("pk", "finished_at", "started_at").first()
    if last is None:
        return Look(State.NEW, None, due)
    pk, finished_at, started_at = last
    if finished_at is None and started_at > now - FORGOTTEN:
        return Look(State.BUSY, pk, due)
    if finished_at is not None and finished_at >= midnight:
        return Look(State.DONE, pk, due)
    return Look(State.NEW, None, due)


def look_and_skills(taker: Taker, *, now: datetime) -> tuple[Look, Skills]:
    """Both at once, for a page that shows them."""
    skills = skills_of(taker, now=now)
    return todays_look(taker, skills, now=now), skills


def candidates_for(taker: Taker, *, now: datetime) -> list[Candidate]:
    """Every clip of the library that a look may be made of: whichever half, and what is real alone and looks odd."""
    pairs = Pair.objects.in_library().published().filter(has_original=True).exclude(technique="authentic")
    seen = dict(
        Showing.objects.filter(taker.owns("sitting__"), item__pair__isnull=False)
        .values_list("item__pair_id")
        .annotate(last=Max("sitting__started_at"))
    )
    measured = difficulties()
    found = []
    for pair in pairs.only("pk", "technique", "cues", "clip_id", "difficulty", "has_twin").prefetch_related(
        "sources"
    ):
        last = seen.get(pair.pk)
        found.append(
            Candidate(
                pair=pair.pk,
                technique=pair.technique,
                cues=frozenset(pair.cues),
                recordings=frozenset({pair.clip_id, *(source.pk for source in pair.sources.all())}),
                twin=difficulty_of(pair, True, measured),
                original=difficulty_of(pair, False, measured),
                seen=None if last is None else (now - last).days,
            )
        )
    return found
