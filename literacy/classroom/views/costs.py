"""The staff page about lenses: what making their pictures cost this week, by lens and by school."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from literacy.classroom.shelves import names_by_shelf
from quizzes.clips.lens_pictures import FIRST_PICTURE
from quizzes.clips.lens_words import LENSES
from quizzes.meter.budget import WINDOW_S
from quizzes.meter.figures import LensFigures, ShelfFigures, lens_figures, shelf_figures


@dataclass(frozen=True)
class Row:
    """One line of a table: the name, counts, and costs in words."""

    name: str | Promise
    figures: LensFigures | ShelfFigures
    costs: list[str]


@never_cache
@require_safe
def lens_costs(request: HttpRequest) -> HttpResponse:
    """Two tables; four queries and one for the names of schools. Raises Http404 for anybody who is not staff."""
    if not request.user.is_staff:
        raise Http404
    by_lens, by_shelf, names = lens_figures(), shelf_figures(), names_by_shelf()
    context = {
        "lenses": [
            Row(
                _lens_name(each.lens),
                each,
                [_seconds(cost) for cost in (each.median, each.slowest, each.today, each.week)],
            )
            for each in by_lens
        ],
        "schools": [
            Row(
                names.get(each.shelf) or _("Guests and people without a school"),
                each,
                [_seconds(cost) for cost in (each.busiest, each.today, each.week)],
            )
            for each in by_shelf
        ],
        "made": sum(each.made for each in by_lens),
        "kept": sum(each.kept for each in by_lens),
        "today": _seconds(sum(each.today for each in by_lens)),
        "week": _seconds(sum(each.week for each in by_lens)),
        "budget": settings.LENS_SECONDS,
        "minutes": WINDOW_S // 60,
    }
    return render(request, "classroom/lens_costs.html", context)


def _lens_name(slug: str) -> str | Promise:
    if slug == FIRST_PICTURE:
        return _("First picture of a video, to point at")
    return LENSES[slug].name if slug in LENSES else slug


def _seconds(milliseconds: int) -> str:
    """A cost as people read it: two digits below ten seconds, whole seconds above."""
    seconds = milliseconds / 1000
    return f"{number_format(seconds, 2 if seconds < 10 else 0, use_l10n=True, force_grouping=True)} s"
