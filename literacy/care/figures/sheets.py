"""A school's year as tables with a name and a meaning for every column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from literacy.progress.school_page import Figures, SchoolView
from literacy.progress.words import CLASS_LEANING_SHORT, CLASS_TELLING_SHORT, GAINED
from quizzes.scoring.estimate import Estimate

Cell = str | int | float | None
Words = str | Promise


@dataclass(frozen=True)
class Column:
    """name: for machines, the same in every language. title: for people. meaning: for the codebook, with its unit."""

    name: str
    title: Words
    meaning: Words


@dataclass(frozen=True)
class Sheet:
    """name: of the file, for machines. title: of the tab, at most 31 letters. rows: a cell for every column; None is empty."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: list[list[Cell]]


_LEFT_OUT = Column(
    "left_out",
    _("Left out"),
    _(
        "1 where the figures are left out, because fewer than five pupils answered, here or in another row; otherwise 0"
    ),
)
_FIGURES = (
    _LEFT_OUT,
    Column("pupils", _("Pupils"), _("pupils who answered at least once; whoever is in two classes counts in both")),
    Column("to_do", _("To be done"), _("quizzes that pupils had to do, added up over the pupils")),
    Column("done", _("Done"), _("how many of those were done")),
    Column(
        "d_prime",
        _("Telling apart, d′"),
        _("how well real and manipulated are told apart, as the mean of the pupils' own d′ (log-linear); 0 is guessing. "
        "Empty for fewer than five pupils with enough answers"),
    ),
    Column("d_prime_low", _("d′ from"), _("lower end of the 95 % interval of d′")),
    Column("d_prime_high", _("d′ to"), _("upper end of the 95 % interval of d′")),
    Column("telling", _("In words"), _("d′ in words, by its whole interval")),
    Column(
        "c",
        _("Leaning, c"),
        _("to which side judgements lean, as the mean of the pupils' own criterion; below 0 to doubting, above 0 to believing"),
    ),
    Column("c_low", _("c from"), _("lower end of the 95 % interval of c")),
    Column("c_high", _("c to"), _("upper end of the 95 % interval of c")),
    Column("leaning", _("Leaning in words"), _("c in words, by its whole interval")),
)  # fmt: skip
_YEAR = Column("school_year", _("School year"), _("the school year, which begins in August"))
_CLASS = Column("class", _("Class"), _("name of the class"))
_MONTH = Column("month", _("Month"), _("the month, by the school's own clock"))
_TECHNIQUES = (
    Column("technique", _("What was done"), _("what was done to the clips, or would have been")),
    Column("right", _("Right"), _("manipulated clips found and real ones trusted, over the whole school")),
    Column("judged", _("Judged"), _("clips judged, without those that a pupil would check first")),
    Column("share", _("Share"), _("right as a part of judged; 0.5 is guessing")),
    Column("share_low", _("Share from"), _("lower end of the 95 % interval of the share")),
    Column("share_high", _("Share to"), _("upper end of the 95 % interval of the share")),
)
_GAINS = (
    Column("series", _("Series"), _("name of the series of tests")),
    Column("form", _("Test"), _("which later test is held against the first")),
    Column("pupils", _("Pupils"), _("pupils who made both tests")),
    Column("gain", _("Change of d′"), _("mean change of d′ since the first test; above 0 is better")),
    Column("gain_low", _("Change from"), _("lower end of the 95 % interval of the change")),
    Column("gain_high", _("Change to"), _("upper end of the 95 % interval of the change")),
    Column("said", _("In words"), _("the change in words, by its whole interval")),
)


def sheets_of(view: SchoolView) -> list[Sheet]:
    """The tables of the school's page: the school and the year before, classes, months, what is missed, and gains.

    What is left out there is left out here, and nothing is worked out anew.
    """
    years = [view.whole, *([view.before] if view.before else [])]
    missed: list[list[Cell]] = [
        [str(each.name), each.right, each.judged, *_three(each.share)] for each in view.missed
    ]
    gained: list[list[Cell]] = [
        [each.title, str(each.form), each.learners, *_three(each.gain), str(GAINED[each.change])]
        for each in view.gained
    ]
    return [
        Sheet("school", str(_("School")), (_YEAR, *_FIGURES), _rows(years)),
        Sheet("classes", str(_("Classes")), (_CLASS, *_FIGURES), _rows(view.classes)),
        Sheet("months", str(_("Months")), (_MONTH, *_FIGURES), _rows(view.months)),
        Sheet("techniques", str(_("What is missed")), _TECHNIQUES, missed),
        Sheet("gains", str(_("Gains")), _GAINS, gained),
    ]


def _rows(figures: Iterable[Figures]) -> list[list[Cell]]:
    return [_row(each) for each in figures]


def _row(each: Figures) -> list[Cell]:
    if each.hidden:
        return [each.name, 1, *[None] * (len(_FIGURES) - 1)]
    counts: list[Cell] = [each.name, 0, each.active, each.asked, each.done]
    telling, leaning = CLASS_TELLING_SHORT[each.telling], CLASS_LEANING_SHORT[each.leaning]
    return [*counts, *_three(each.d_prime), str(telling), *_three(each.criterion), str(leaning) or None]


def _three(estimate: Estimate | None) -> list[Cell]:
    """Value, lower and upper end, in four decimals."""
    if estimate is None:
        return [None, None, None]
    return [round(number, 4) + 0.0 for number in (estimate.value, estimate.low, estimate.high)]
