"""A school in one school year: its classes, its months, what is missed, and the year before; never a ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.dates import MONTHS
from django.utils.functional import Promise

from literacy.classroom.models import Classroom, School
from literacy.progress.models import ClassPeriod
from literacy.progress.moments import Moments
from literacy.progress.periods import months_of_year
from literacy.progress.picture import LEANING, TELLING, Row, interval_row
from literacy.progress.rollup import Month, class_months, class_periods
from literacy.progress.words import change_word
from quizzes.clips.vocabulary import technique_term
from quizzes.items.models import Quiz
from quizzes.scoring.discernment import Leaning, Telling, leaning, telling
from quizzes.scoring.enough import LEARNERS
from quizzes.scoring.estimate import Estimate, minus
from quizzes.scoring.gain import Change
from quizzes.scoring.share import share
from quizzes.scoring.suppression import suppress_list

MOST_MISSED = 8


@dataclass(frozen=True)
class Figures:
    """What a class, a month or a school came to. hidden: of fewer than five pupils, or the one from which those would follow.

    active: pupils who answered. asked, done: quizzes that pupils had to do, and did. d_prime, criterion: means over the
    pupils with enough answers, None where they are fewer than five.
    """

    name: str
    active: int
    asked: int
    done: int
    d_prime: Estimate | None
    criterion: Estimate | None
    classroom_id: int | None = None
    hidden: bool = False

    @property
    def telling(self) -> Telling:
        return Telling.TOO_FEW if self.d_prime is None else telling(self.d_prime)

    @property
    def leaning(self) -> Leaning:
        return Leaning.TOO_FEW if self.criterion is None else leaning(self.criterion)

    @property
    def d_prime_row(self) -> Row | None:
        return None if self.d_prime is None else interval_row(self.d_prime, TELLING)

    @property
    def criterion_row(self) -> Row | None:
        return None if self.criterion is None else interval_row(self.criterion, LEANING)


@dataclass(frozen=True)
class Missed:
    """A technique over the whole school: how often right of how many clips, by how many pupils."""

    name: str | Promise
    learners: int
    right: int
    judged: int

    @property
    def share(self) -> Estimate:
        return share(self.right, self.judged)

    @property
    def bar(self) -> tuple[str, str, str]:
        """From where to where the share may lie, and where it is, on a bar 200 long."""
        found = self.share
        return f"{200 * found.low:.1f}", f"{200 * found.high:.1f}", f"{200 * found.value:.1f}"


@dataclass(frozen=True)
class Gained:
    """A later test of a series against the first: how many pupils made both, and by how much they tell better."""

    title: str
    form: str | Promise
    learners: int
    gain: Estimate
    change: Change

    @property
    def row(self) -> Row:
        return interval_row(self.gain, LEANING)


@dataclass(frozen=True)
class SchoolView:
    """A school in one year. years: those of which there is anything. since: the year before against this one, as a
    difference of means; None where one of them is too few. waiting: classes that are still to be added up.
    """

    year: str
    years: list[str]
    whole: Figures
    before: Figures | None
    since: Estimate | None
    change: Change
    classes: list[Figures]
    months: list[Figures]
    missed: list[Missed]
    gained: list[Gained]
    waiting: int

    @property
    def hidden(self) -> int:
        return sum(each.hidden for each in self.classes)


def years_of(school: School) -> list[str]:
    """The school years of which something is known, the last one first. One query once classes were added up."""
    rows = ClassPeriod.objects.filter(tally__classroom__school=school, period__contains="/")
    found = set(rows.values_list("period", flat=True))
    if not found:  # nothing was added up yet: the first classes are, when they are asked for
        class_periods(list(Classroom.objects.filter(school=school).select_related("school")), [])
        found = set(rows.values_list("period", flat=True))
    return sorted(found, reverse=True)


def school_view(school: School, year: str, years: Sequence[str]) -> SchoolView:
    """A school in a year, with all its classes, those that are over by now included. Seven queries."""
    rooms = list(Classroom.objects.filter(school=school).select_related("school").order_by("name", "pk"))
    earlier = next((each for each in years if each < year), "")
    kept = class_periods(rooms, [each for each in (year, earlier) if each])
    now = {room.pk: row for room in rooms if (row := kept.rows.get((room.pk, year)))}
    then = [row for (_room, period), row in kept.rows.items() if earlier and period == earlier]
    classes = _hidden_where_few(
        [_figures(room.name, [now[room.pk]], room.pk) for room in rooms if room.pk in now],
        [Moments.read(now[room.pk].d_prime).number for room in rooms if room.pk in now],
    )
    whole = _figures(year, now.values())
    before = _figures(earlier, then) if then else None
    since = minus(whole.d_prime, before.d_prime) if before and before.d_prime and whole.d_prime else None
    return SchoolView(
        year=year,
        years=list(years),
        whole=whole,
        before=before,
        since=since,
        change=change_word(since),
        classes=classes,
        months=_months(class_months(rooms, list(months_of_year(year)))),
        missed=_missed(now.values()),
        gained=_gained(now.values()),
        waiting=len(kept.waiting),
    )


def _figures(name: str, rows: Iterable[ClassPeriod | Month], classroom_id: int | None = None) -> Figures:
    """Rows of several classes added up. Whoever is in two classes counts in both."""
    d_prime, criterion, active, asked, done = Moments(), Moments(), 0, 0, 0
    for row in rows:
        d_prime += row.d_prime if isinstance(row, Month) else Moments.read(row.d_prime)
        criterion += row.criterion if isinstance(row, Month) else Moments.read(row.criterion)
        active, asked, done = active + row.active, asked + row.asked, done + row.done
    few = active < LEARNERS
    return Figures(
        name=name, active=active, asked=asked, done=done,
        d_prime=None if few else d_prime.mean(), criterion=None if few else criterion.mean(),
        classroom_id=classroom_id, hidden=few and active > 0,
    )  # fmt: skip


def _hidden_where_few(classes: list[Figures], figured: list[int]) -> list[Figures]:
    """Leave out classes of fewer than five, and one more where those would follow from the whole.

    figured: of how many pupils the means of each class are; where those few could be worked out, the means alone go.
    """
    by_active = suppress_list([each.active for each in classes])
    by_figure = suppress_list(figured)
    return [
        replace(each, hidden=few, d_prime=None, criterion=None) if few or fewer else each
        for each, few, fewer in zip(classes, by_active, by_figure, strict=True)
    ]


def _months(rows: Iterable[Month]) -> list[Figures]:
    by_month: dict[str, list[Month]] = defaultdict(list)
    for row in rows:
        by_month[row.period].append(row)
    named = [
        _figures(f"{str(MONTHS[int(month[5:])]).capitalize()} {month[:4]}", by_month[month])
        for month in sorted(by_month)
    ]
    return [each for each in named if each.active or each.asked]


def _missed(rows: Iterable[ClassPeriod]) -> list[Missed]:
    """What is right least often, of techniques that at least five pupils met, by the upper end of where the share may lie."""
    cells: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        for slug, (learners, hits, misses, alarms, trusted, *_rest) in row.techniques.items():
            cell = cells[slug]
            cell[0] += learners
            cell[1] += hits + trusted
            cell[2] += hits + misses + alarms + trusted
    found = [
        Missed(technique_term(slug).name, learners, right, judged)
        for slug, (learners, right, judged) in cells.items()
        if learners >= LEARNERS and judged
    ]
    return sorted(found, key=lambda each: (each.share.high, str(each.name)))[:MOST_MISSED]


def _gained(rows: Iterable[ClassPeriod]) -> list[Gained]:
    sums: dict[tuple[str, str], Moments] = defaultdict(Moments)
    for row in rows:
        for series, forms in row.gains.items():
            for form, kept in forms.items():
                sums[series, form] += Moments.read(kept)
    titles = {
        series: str(quiz.text["title"])
        for quiz in Quiz.objects.filter(series__slug__in={series for series, _form in sums}, form=Quiz.Form.PRE)
        if (series := quiz.series.slug if quiz.series else "")
    } if sums else {}  # fmt: skip
    found = []
    for (series, form), moments in sorted(sums.items()):
        mean = moments.mean()
        if mean is not None:
            label = Quiz.Form(form).label
            found.append(Gained(titles.get(series, series), label, moments.number, mean, change_word(mean)))
    return found
