"""What somebody's answers say to themselves: what they find, doubt and are sure of, and whether that got better."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from literacy.lessons.course import course_for
from literacy.lessons.models import Lesson
from literacy.progress.cells import Cell, Level, cell_of
from literacy.progress.heat import Column, column_heads
from quizzes.attempts.models import Sitting
from quizzes.attempts.taker import Taker
from quizzes.items.models import Item
from quizzes.practice.known import told_by
from quizzes.scoring.discernment import MINIMUM, Counts, Leaning, Telling, discern, reading
from quizzes.scoring.estimate import Estimate
from quizzes.scoring.gain import Change, gain
from quizzes.scoring.share import share
from quizzes.tallies.codes import sure_of
from quizzes.tallies.rollup import about_items, folded_of
from quizzes.tallies.sums import About, Folded, Sum

TEN = 10


@dataclass(frozen=True)
class Share:
    """So many of so many, as dots: one each up to ten, and of more than ten the share of ten with how far it may be off.

    dots: how many there are; full: how many are filled. low, high: between how many of ten it may lie; None up to ten clips
    or where it is too few to say.
    """

    count: int
    total: int

    @property
    def dots(self) -> int:
        return min(self.total, TEN)

    @property
    def full(self) -> int:
        return self.count if self.total <= TEN else round(TEN * self.count / self.total)

    @property
    def estimate(self) -> Estimate | None:
        return share(self.count, self.total) if self.total >= MINIMUM else None

    @property
    def places(self) -> list[tuple[str, bool]]:
        """Where the middle of each dot is, and whether it is filled."""
        return [(f"{14 + 28 * place}", place < self.full) for place in range(self.dots)]

    @property
    def reach(self) -> tuple[str, str] | None:
        """From where to where the line below the dots goes: the interval, on the length of all dots."""
        if self.estimate is None:
            return None
        length = 28 * self.dots
        return f"{length * self.estimate.low:.1f}", f"{length * self.estimate.high:.1f}"

    @property
    def width(self) -> int:
        return 28 * self.dots

    @property
    def between(self) -> tuple[int, int] | None:
        """The interval in whole tenths."""
        found = self.estimate
        return None if found is None else (round(TEN * found.low), round(TEN * found.high))


@dataclass(frozen=True)
class OwnView:
    """One person. sees, misses: techniques of which it can be said. quizzes: sittings that are told.

    lessons, lessons_done: of the course. change: from the first half of the clips to the second.
    """

    quizzes: int
    found: Share
    doubted: Share
    sure: Share
    checked: int
    telling: Telling
    leaning: Leaning
    change: Change
    before: Counts
    after: Counts
    sees: list[tuple[Column, Cell]]
    misses: list[tuple[Column, Cell]]
    lessons: int
    lessons_done: int

    @property
    def judged(self) -> int:
        return self.found.total + self.doubted.total + self.checked

    @property
    def has_certificate(self) -> bool:
        return 0 < self.lessons == self.lessons_done


def own_view(user_id: int, *, now: datetime) -> OwnView:
    """Everything that was told to somebody by now; what a test has not told yet is in no figure."""
    told = Sitting.objects.filter(Taker(user_id).owns(), told_by(now)).order_by("finished_at", "pk")
    folded = list(folded_of(dict(told.values_list("pk", "finished_at"))).values())
    items = {item for each in folded for item in [*each.items, *(mark[0] for mark in each.marks)]}
    without = set(Item.objects.filter(pk__in=items, is_pulled=True).values_list("pk", flat=True))
    about = about_items(items)
    sums = [_sum([each], about, without) for each in folded]
    total = _sum(folded, about, without)
    before, after = _halves([each.counts for each in sums])
    counts, said = total.counts, reading(discern(total.counts))
    sure, wrong = sure_of(total.stops)
    cells = [
        (column, cell_of(column.slug, total.techniques[column.slug]))
        for column in column_heads(total.techniques, "techniques")
    ]
    cells.sort(key=lambda each: (-each[1].percent, str(each[0].name)))
    course = course_for(list(Lesson.objects.on_site()), user_id)
    return OwnView(
        quizzes=len(folded),
        found=Share(counts.hits, counts.manipulated),
        doubted=Share(counts.false_alarms, counts.authentic),
        sure=Share(sure - wrong, sure),
        checked=counts.checked,
        telling=said.telling,
        leaning=said.leaning,
        change=gain(before, after).change,
        before=before,
        after=after,
        sees=[each for each in cells if each[1].level is Level.SEES],
        misses=[each for each in reversed(cells) if each[1].level is Level.MISSES],
        lessons=len(course.ways),
        lessons_done=course.done,
    )


def _sum(folded: Iterable[Folded], about: Mapping[int, About], without: Collection[int]) -> Sum:
    total = Sum()
    for each in folded:
        total.add(each, about, without)
    return total


def _halves(counts: Sequence[Counts]) -> tuple[Counts, Counts]:
    """Sittings in the order of time as two halves with about as many judgements; no sitting is cut in two."""
    whole = sum(each.manipulated + each.authentic for each in counts)
    before, after, so_far = Counts(), Counts(), 0
    for each in counts:
        size = each.manipulated + each.authentic
        if 2 * so_far + size <= whole:
            before += each
        else:
            after += each
        so_far += size
    return before, after
