"""One learner over time: what they find and doubt, what they see and miss, and how that went on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import Promise

from literacy.classroom.models import Enrolment
from literacy.progress.cells import Cell, Level, cell_of
from literacy.progress.facts import Attempt, Facts, facts_of
from literacy.progress.findings import Finding, findings_of, halting_of
from literacy.progress.heat import column_heads
from literacy.progress.periods import month_of
from literacy.progress.picture import TELLING, Row, interval_row
from literacy.progress.words import LEARNER_LEANING, LEARNER_TELLING
from quizzes.scoring.discernment import Counts, Discernment, Reading, discern, reading
from quizzes.tallies.codes import sure_of


@dataclass(frozen=True)
class Month:
    """One month: its name, its judgements, and d' with its picture where they are enough."""

    name: str
    counts: Counts
    figure: Discernment | None
    picture: Row | None


@dataclass(frozen=True, slots=True)
class Skill:
    """A technique or a cue: the words for it, and what may be said of it. shown: `techniques` or `cues`."""

    shown: str
    name: str | Promise
    cell: Cell


@dataclass(frozen=True)
class LearnerView:
    """A learner. sure, sure_wrong: answers at “95 % sure”, and how many of them were wrong.

    sees, misses, open: techniques, then cues, by what may be said of them.
    """

    name: str
    counts: Counts
    figure: Discernment | None
    reading: Reading
    telling: str | Promise
    leaning: str | Promise
    sure: int
    sure_wrong: int
    months: list[Month]
    sees: list[Skill]
    misses: list[Skill]
    open: list[Skill]
    begun: int
    done: int
    asked: int
    findings: list[Finding]
    scale: Mapping[str, str]

    @property
    def sure_right(self) -> int:
        return self.sure - self.sure_wrong


def learner_view(place: Enrolment, now: datetime | None = None) -> LearnerView:
    """Everything of one learner that counts in their class."""
    now = now or timezone.now()
    zone = ZoneInfo(place.classroom.school.time_zone)
    facts = facts_of(place.classroom, learner=place.pk)
    mine = [each for each in facts.counting if each.enrolment_id == place.pk]
    total = facts.sum_of(mine)
    figure = discern(total.counts)
    said = reading(figure)
    skills = [
        Skill(shown, column.name, cell_of(column.slug, kept[column.slug]))
        for shown, kept in (("techniques", total.techniques), ("cues", total.cues))
        for column in column_heads(kept, shown)
    ]
    skills.sort(key=lambda each: (each.shown == "cues", -each.cell.percent, str(each.name)))
    sure, wrong = sure_of(total.stops)
    given = [
        each.assignment_id
        for each in facts.given.values()
        if place.pk in each.learners and each.moment <= now
    ]
    return LearnerView(
        name=place.user.name, counts=total.counts, figure=figure, reading=said,
        telling=LEARNER_TELLING[said.telling], leaning=LEARNER_LEANING[said.leaning],
        sure=sure, sure_wrong=wrong, months=_months(facts, mine, zone),
        sees=[each for each in skills if each.cell.level is Level.SEES],
        misses=[each for each in skills if each.cell.level is Level.MISSES],
        open=[each for each in skills if each.cell.level is Level.OPEN],
        begun=len(mine), done=sum(each.finished_at is not None for each in mine),
        asked=len({*given, *(each.assignment_id for each in mine)}),
        findings=findings_of(total, figure) + halting_of(facts, place.pk, mine, given, now),
        scale={"zero": TELLING.at(0), "low": TELLING.at(-2), "high": TELLING.at(5)},
    )  # fmt: skip


def _months(facts: Facts, attempts: list[Attempt], zone: ZoneInfo) -> list[Month]:
    by_month: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_month[month_of(attempt.started_at, zone)].append(attempt)
    found = []
    for month in sorted(by_month):
        total = facts.sum_of(by_month[month])
        if not sum(total.stops):
            continue
        figure = discern(total.counts)
        name = f"{str(MONTHS[int(month[5:])]).capitalize()} {month[:4]}"
        picture = interval_row(figure.d_prime, TELLING) if figure else None
        found.append(Month(name, total.counts, figure, picture))
    return found
