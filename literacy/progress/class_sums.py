"""Adding a class up: its learners over months and school years, then the class over its learners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from literacy.progress.facts import Attempt, Facts
from literacy.progress.moments import Moments, figure_of
from literacy.progress.periods import month_of, periods_of
from quizzes.scoring.discernment import Counts
from quizzes.scoring.gain import gain_for_mean
from quizzes.tallies.codes import CODES, sure_of
from quizzes.tallies.sums import Sum

FIRST_TEST = "pre"


@dataclass(slots=True)
class Taking:
    """Pairs of a learner and a quiz to be done: how many, begun, done, and whose they are."""

    asked: int = 0
    begun: int = 0
    done: int = 0
    learners: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class ClassSums:
    """By period, then by learner, what they come to; taking part; and gains per series and later form."""

    learners: dict[str, dict[int, Sum]]
    taking: dict[str, Taking]
    gains: dict[str, dict[str, dict[str, Moments]]]

    @property
    def periods(self) -> list[str]:
        return sorted(set(self.learners) | set(self.taking))


def class_sums(facts: Facts, zone: ZoneInfo) -> ClassSums:
    """Add a class up. A sitting belongs to the month in which it was begun, a quiz to the one in which it opened."""
    months: dict[str, dict[int, Sum]] = defaultdict(lambda: defaultdict(Sum))
    for attempt in facts.counting:
        facts.add_to(months[month_of(attempt.started_at, zone)][attempt.enrolment_id], attempt)
    learners: dict[str, dict[int, Sum]] = defaultdict(lambda: defaultdict(Sum))
    for month, found in months.items():
        for period in periods_of(month):
            for learner, total in found.items():
                learners[period][learner] += total
    return ClassSums(learners, _taking(facts, zone), _gains(facts, zone))


def _taking(facts: Facts, zone: ZoneInfo) -> dict[str, Taking]:
    begun: dict[int, dict[int, bool]] = defaultdict(dict)
    for attempt in facts.counting:
        begun[attempt.assignment_id][attempt.enrolment_id] = attempt.finished_at is not None
    found: dict[str, Taking] = defaultdict(Taking)
    for given in facts.given.values():
        tried = begun[given.assignment_id]
        for period in periods_of(month_of(given.moment, zone)):
            taking = found[period]
            taking.asked += len(given.learners)
            taking.begun += len(given.learners & tried.keys())
            taking.done += sum(tried.get(learner, False) for learner in given.learners)
            taking.learners |= given.learners
    return found


def _gains(facts: Facts, zone: ZoneInfo) -> dict[str, dict[str, dict[str, Moments]]]:
    """Per period of the later test, series and form: the differences of d' to the first test of the same learner."""
    tests: dict[tuple[str, int], dict[str, tuple[Attempt, Counts]]] = defaultdict(dict)
    for attempt in facts.counting:
        given = facts.given[attempt.assignment_id]
        if given.series and attempt.finished_at is not None:
            counts = facts.sum_of([attempt]).counts
            tests[given.series, attempt.enrolment_id][given.form] = (attempt, counts)
    found: dict[str, dict[str, dict[str, Moments]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(Moments))
    )
    for (series, _learner), forms in tests.items():
        first = forms.pop(FIRST_TEST, None)
        if first is None:
            continue
        for form, (attempt, counts) in forms.items():
            gain = gain_for_mean(first[1], counts)
            if gain is None:
                continue
            moments = Moments.of([(gain[0], gain[2])])
            for period in periods_of(month_of(attempt.started_at, zone)):
                found[period][series][form] += moments
    return found


def as_columns(sums: ClassSums, period: str) -> dict[str, object]:
    """A period of a class as the columns of `ClassPeriod`."""
    found = {learner: each for learner, each in sums.learners.get(period, {}).items() if each.answers}
    taking = sums.taking.get(period, Taking())
    figures = [figure for figure in (figure_of(each.counts) for each in found.values()) if figure is not None]
    total = Sum()
    for each in found.values():
        total += each
    sure = [sure_of(each.stops) for each in found.values()]
    return {
        "learners": len(taking.learners | found.keys()),
        "active": len(found),
        "asked": taking.asked,
        "begun": taking.begun,
        "done": taking.done,
        "answers": total.answers,
        "milliseconds": total.milliseconds,
        "timed": total.timed,
        "d_prime": Moments.of((d, noise) for d, _c, noise in figures).kept,
        "criterion": Moments.of((c, noise / 4) for _d, c, noise in figures).kept,
        "stops": total.stops if found else [0] * CODES,
        "sure": [
            sum(asked > 0 for asked, _ in sure),
            sum(asked for asked, _ in sure),
            sum(w for _, w in sure),
        ],
        "techniques": _with_learners(total.techniques, found.values(), lambda each: each.techniques),
        "cues": _with_learners(total.cues, found.values(), lambda each: each.cues),
        "types": total.types,
        "gains": {
            series: {form: moments.kept for form, moments in forms.items()}
            for series, forms in sums.gains.get(period, {}).items()
        },
    }


def _with_learners(
    cells: Mapping[str, list[int]], everybody: Iterable[Sum], of: Callable[[Sum], Mapping[str, list[int]]]
) -> dict[str, list[int]]:
    """Cells with, before them, how many learners each is of."""
    number: dict[str, int] = defaultdict(int)
    for each in everybody:
        for slug in of(each):
            number[slug] += 1
    return {slug: [number[slug], *cell] for slug, cell in cells.items()}
