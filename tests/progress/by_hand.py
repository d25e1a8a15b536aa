"""What a class comes to, worked out answer by answer in plain Python, with nothing of the site's own adding up."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import comb
from statistics import NormalDist
from typing import Any
from zoneinfo import ZoneInfo

from literacy.classroom.models import AssignedSitting, Assignment, Classroom, Enrolment
from quizzes.attempts.models import Answer, Sitting

Z = NormalDist().inv_cdf


@dataclass
class Learner:
    """Answers of one learner that count, by whatever they are told apart by."""

    outcomes: Counter[str] = field(default_factory=Counter)
    by_technique: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_cue: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    types: Counter[str] = field(default_factory=Counter)
    points: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    brier: float = 0.0
    sure: int = 0
    sure_wrong: int = 0
    milliseconds: int = 0


class Raw:
    """The rows of a class as they are, read once."""

    def __init__(self, classroom: Classroom) -> None:
        self.given = [
            each for each in classroom.assignments.select_related("quiz") if each.withdrawn_at is None
        ]
        self.places = list(classroom.enrolments.all())
        self.pulled = {each.pk: set(each.pulled_items.values_list("item", flat=True)) for each in self.given}
        self.excused = {
            (each.pk, row.enrolment_id)
            for each in self.given
            for row in each.own_terms.all()
            if row.is_excused
        }
        rows = AssignedSitting.objects.filter(voided_at=None).select_related("sitting").order_by("attempt")
        self.tried: dict[tuple[int, int], list[Sitting]] = defaultdict(list)
        for row in rows:
            self.tried[row.assignment_id, row.enrolment_id].append(row.sitting)
        self.answers: dict[Any, list[Answer]] = defaultdict(list)
        answers = (
            Answer.objects.select_related("showing__item__pair").prefetch_related("remarks").order_by("pk")
        )
        for answer in answers:
            self.answers[answer.showing.sitting_id].append(answer)

    def that_count(self, given: Assignment, sitting: Sitting) -> list[Answer]:
        return [
            answer
            for answer in self.answers[sitting.pk]
            if answer.showing.item_id not in self.pulled[given.pk]
        ]

    def sitting(self, given: Assignment, place: Enrolment) -> Sitting | None:
        """The one that counts."""
        if (given.pk, place.pk) in self.excused:
            return None
        tried = self.tried[given.pk, place.pk]
        ended = [sitting for sitting in tried if sitting.finished_at] or tried
        if not ended:
            return None
        if given.grade_rule == "last":
            return ended[-1]
        if given.grade_rule == "first":
            return ended[0]
        best, most = ended[0], -1.0
        for sitting in ended:
            points = sum(mark_of(answer) or 0 for answer in self.that_count(given, sitting))
            if points > most + 1e-12:
                best, most = sitting, points
        return best


def mark_of(answer: Answer) -> float | None:
    anew = next((remark for remark in answer.remarks.all() if remark.superseded_at is None), None)
    return anew.points if anew else answer.points


def in_period(moment: Any, period: str) -> bool:
    there = moment.astimezone(ZoneInfo("Europe/Amsterdam"))
    if period == "":
        return True
    if "/" in period:
        first = int(period[:4])
        return (there.year, there.month) >= (first, 8) and (there.year, there.month) < (first + 1, 8)
    return f"{there.year}-{there.month:02}" == period


def learners_by_hand(raw: Raw, period: str) -> dict[int, Learner]:
    found: dict[int, Learner] = {}
    for place in raw.places:
        learner = Learner()
        for given in raw.given:
            sitting = raw.sitting(given, place)
            if sitting is None or not in_period(sitting.started_at, period):
                continue
            for answer in raw.that_count(given, sitting):
                _count(learner, answer)
        if learner.types:
            found[place.pk] = learner
    return found


def _count(learner: Learner, answer: Answer) -> None:
    learner.types[answer.item_type] += 1
    learner.points[answer.item_type] += mark_of(answer) or 0.0
    learner.milliseconds += answer.milliseconds or 0
    pair = answer.showing.item.pair
    words = []
    if answer.item_type in ("judge", "context"):
        words = [str(answer.outcome)]
        learner.outcomes[str(answer.outcome)] += 1
        truth = answer.showing.half == "twin"
        assert answer.p_manipulated is not None
        learner.brier += (answer.p_manipulated - truth) ** 2
        if answer.p_manipulated in (0.05, 0.95):
            learner.sure += 1
            learner.sure_wrong += (answer.p_manipulated > 0.5) != truth
    elif answer.item_type == "compare":
        words = ["asked", *(["right"] if mark_of(answer) == 1 else [])]
    if pair is not None:
        for word in words:
            learner.by_technique[pair.technique][word] += 1
            for cue in pair.cues:
                learner.by_cue[cue][word] += 1


def d_prime_by_hand(outcomes: Counter[str]) -> tuple[float, float] | None:
    """d' as it enters the mean of a class, and its variance; None for fewer than four of either kind.

    A third of an answer is added on each side. The variance is summed over all that could have been counted.
    """
    fakes, reals = outcomes["hit"] + outcomes["miss"], outcomes["false_alarm"] + outcomes["correct_rejection"]
    if fakes < 4 or reals < 4:
        return None
    found, noise = [], 0.0
    for count, total in ((outcomes["hit"], fakes), (outcomes["false_alarm"], reals)):
        rates = [(n + 1 / 3) / (total + 2 / 3) for n in range(total + 1)]
        chances = [
            comb(total, n) * rates[count] ** n * (1 - rates[count]) ** (total - n) for n in range(total + 1)
        ]
        mean = sum(chance * Z(rate) for chance, rate in zip(chances, rates, strict=True))
        noise += sum(chance * (Z(rate) - mean) ** 2 for chance, rate in zip(chances, rates, strict=True))
        found.append(Z(rates[count]))
    return found[0] - found[1], noise


def alike_by_hand(before: Counter[str], after: Counter[str]) -> bool:
    """Whether neither form has over one and a half times as many judged clips of a kind as the other."""
    pairs = [
        sorted(form[one] + form[other] for form in (before, after))
        for one, other in (("hit", "miss"), ("false_alarm", "correct_rejection"))
    ]
    return all(most <= 1.5 * least for least, most in pairs)


def cell_by_hand(cells: Counter[str]) -> list[int]:
    names = ("hit", "miss", "false_alarm", "correct_rejection", "checked", "asked", "right")
    return [cells[name] for name in names]
