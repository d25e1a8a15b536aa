"""The heat map as a page needs it: names of columns, cells ready to be written, periods to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import get_template
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom
from literacy.progress.cells import Cell
from literacy.progress.class_page import ClassView, LearnerRow, usual_period
from literacy.progress.class_words import LABELS
from literacy.progress.findings import Flag
from literacy.progress.periods import EVER, year_of_month
from literacy.progress.words import LEARNER_LEANING, LEARNER_TELLING
from quizzes.clips.vocabulary import CUES, technique_term
from quizzes.scoring.discernment import Leaning


@dataclass(frozen=True)
class Column:
    """A column: its slug, the words for it, and the whole class's cell where there is one."""

    slug: str
    name: str | Promise
    cell: Cell | None = None


def column_heads(slugs: Iterable[str], shown: str, whole: Iterable[Cell] = ()) -> list[Column]:
    """The words for techniques or cues."""
    cells = {cell.slug: cell for cell in whole}
    if shown == "cues":
        return [Column(slug, CUES.get(slug, slug), cells.get(slug)) for slug in slugs]
    return [Column(slug, technique_term(slug).name, cells.get(slug)) for slug in slugs]


@dataclass(frozen=True)
class PageRow:
    """A row as it is written: `cells` are whole table cells."""

    enrolment_id: int
    name: str
    flags: list[tuple[Flag, str | Promise]]
    found: int | None
    doubted: int | None
    manipulated: int
    authentic: int
    telling: str | Promise
    leaning: str | Promise
    cells: SafeString
    begun: int
    asked: int


def page_rows(rows: Sequence[LearnerRow]) -> list[PageRow]:
    """Rows for the template. Shares are whole percents, None below the fewest clips for which one is said."""
    language = get_language() or "en"
    return [_page_row(row, language) for row in rows]


def _page_row(row: LearnerRow, language: str) -> PageRow:
    counts, enough = row.total.counts, row.figure is not None
    leans = row.reading.leaning in (Leaning.DOUBTS, Leaning.BELIEVES)
    return PageRow(
        enrolment_id=row.enrolment_id,
        name=row.name,
        flags=[(each.flag, LABELS[each.flag]) for each in row.findings],
        found=round(100 * counts.hits / counts.manipulated) if enough else None,
        doubted=round(100 * counts.false_alarms / counts.authentic) if enough else None,
        manipulated=counts.manipulated,
        authentic=counts.authentic,
        telling=LEARNER_TELLING[row.reading.telling],
        leaning=LEARNER_LEANING[row.reading.leaning] if leans else "",
        cells=mark_safe("".join(written(cell, language) for cell in row.cells)),  # noqa: S308 - of our own templates
        begun=row.begun,
        asked=row.asked,
    )


def written(cell: Cell, language: str) -> SafeString:
    """A cell as HTML. Classes have hundreds of cells and few different ones, so each is written once."""
    return _written(Cell("", cell.right, cell.judged, cell.level, cell.low, cell.high), language)


@lru_cache(maxsize=1 << 13)
def _written(cell: Cell, language: str) -> SafeString:
    return SafeString(get_template("progress/_cell.html").render({"cell": cell}).strip())


def periods_on_offer(view: ClassView, classroom: Classroom) -> list[tuple[str, str]]:
    """What may be looked at: the school years and months in which something was begun, and everything."""
    years = dict.fromkeys([usual_period(classroom), *(year_of_month(month) for month in view.months)])
    found = [(year, _("School year %(year)s") % {"year": year}) for year in years]
    found += [(month, f"{str(MONTHS[int(month[5:])]).capitalize()} {month[:4]}") for month in view.months]
    return [*found, (EVER, _("Everything"))]
