"""A class over a period: its learners with what they see and miss, and what stands out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from literacy.classroom.models import Classroom
from literacy.progress.cells import Cell, Level, cell_of
from literacy.progress.facts import Attempt, Facts, Place, facts_of
from literacy.progress.findings import Finding, Flag, findings_of, halting_of
from literacy.progress.periods import EVER, month_of, year_of_month
from quizzes.scoring.discernment import Discernment, Reading, discern, reading
from quizzes.scoring.group import GroupDiscernment, discern_group, group_reading
from quizzes.tallies.sums import Sum

SHOWN = ("techniques", "cues")


@dataclass(frozen=True)
class LearnerRow:
    """One learner: what they did, what that says, their cells in the order of the columns, and what stands out."""

    place: Place
    total: Sum
    figure: Discernment | None
    reading: Reading
    cells: list[Cell]
    findings: list[Finding]
    begun: int
    asked: int

    @property
    def enrolment_id(self) -> int:
        return self.place.enrolment_id

    @property
    def name(self) -> str:
        return self.place.name


@dataclass(frozen=True)
class ClassView:
    """A class in a period. columns: slugs, the one that the class misses most first. whole: the class's own cells.

    weakest: the column with the lowest share that is enough to say; None where none is.
    """

    period: str
    months: list[str]
    rows: list[LearnerRow]
    columns: list[str]
    whole: list[Cell]
    group: GroupDiscernment
    reading: Reading
    total: Sum
    weakest: Cell | None
    facts: Facts = field(repr=False)

    def flagged(self, flag: Flag) -> list[tuple[LearnerRow, Finding]]:
        """Who has this flag, with the finding."""
        return [(row, each) for row in self.rows for each in row.findings if each.flag is flag]


def class_view(
    classroom: Classroom, *, period: str, shown: str = "techniques", now: datetime | None = None
) -> ClassView:
    """Read a class as it is now. period: a month, a school year, or everything; only learners in the class are rows."""
    now = now or timezone.now()
    zone = ZoneInfo(classroom.school.time_zone)
    facts = facts_of(classroom, within=lambda moment: is_within(moment, period, zone))
    mine: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in facts.counting:
        if is_within(attempt.started_at, period, zone):
            mine[attempt.enrolment_id].append(attempt)
    asked = [key for key, each in facts.given.items() if is_within(each.moment, period, zone)]
    places = [place for place in facts.places.values() if not place.has_left]
    totals = {place.enrolment_id: facts.sum_of(mine[place.enrolment_id]) for place in places}
    whole = Sum()
    for each in totals.values():
        whole += each
    columns = _columns(getattr(whole, shown))
    rows = [
        _row(
            facts, place, attempts=mine[place.enrolment_id], asked=asked, columns=columns,
            total=totals[place.enrolment_id], shown=shown, now=now,
        )
        for place in places
    ]  # fmt: skip
    cells = [cell_of(slug, getattr(whole, shown).get(slug)) for slug in columns]
    group = discern_group(row.total.counts for row in rows)
    enough = [cell for cell in cells if cell.said]
    months = sorted({month_of(each.started_at, zone) for each in facts.counting}, reverse=True)
    return ClassView(
        period=period, months=months, rows=rows, columns=columns, whole=cells, group=group,
        reading=group_reading(group), total=whole,
        weakest=min(enough, key=lambda cell: (cell.percent, cell.slug)) if enough else None, facts=facts,
    )  # fmt: skip


def is_within(moment: datetime, period: str, zone: ZoneInfo) -> bool:
    """Whether a moment lies in a period by the school's clock."""
    if period == EVER:
        return True
    month = month_of(moment, zone)
    return period in (month, year_of_month(month))


def usual_period(classroom: Classroom, now: datetime | None = None) -> str:
    """The school year that runs."""
    return year_of_month(month_of(now or timezone.now(), ZoneInfo(classroom.school.time_zone)))


def sorted_rows(rows: Iterable[LearnerRow], by: str, columns: list[str]) -> list[LearnerRow]:
    """By name, by `need` (most flags first), or by a column: lowest share first, those without enough answers last."""
    found = list(rows)
    if by == "need":
        return sorted(found, key=lambda row: (-len(row.findings), row.name.casefold()))
    if by in columns:
        place = columns.index(by)
        return sorted(
            found, key=lambda row: (not row.cells[place].said, row.cells[place].percent, row.name.casefold())
        )
    return found


def _columns(cells: dict[str, list[int]]) -> list[str]:
    """Everything judged, the lowest share first; what is hardly met comes last."""
    made = [cell_of(slug, cell) for slug, cell in cells.items()]
    made = [cell for cell in made if cell.level is not Level.NONE]
    return [cell.slug for cell in sorted(made, key=lambda cell: (not cell.said, cell.percent, cell.slug))]


def _row(
    facts: Facts, place: Place, *, attempts: list[Attempt], asked: list[int], columns: list[str], total: Sum,
    shown: str, now: datetime,
) -> LearnerRow:  # fmt: skip
    figure = discern(total.counts)
    own = getattr(total, shown)
    to_do = [key for key in asked if place.enrolment_id in facts.given[key].learners]
    begun = {each.assignment_id for each in attempts}
    return LearnerRow(
        place=place, total=total, figure=figure, reading=reading(figure),
        cells=[cell_of(slug, own.get(slug)) for slug in columns],
        findings=findings_of(total, figure) + halting_of(facts, place.enrolment_id, attempts, to_do, now),
        begun=len(begun.intersection(to_do)), asked=len(to_do),
    )  # fmt: skip
