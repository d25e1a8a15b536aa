"""A school's year, for its leads."""

from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from literacy.classroom.access import school_for_lead
from literacy.people.requests import SignedInRequest
from literacy.progress.periods import month_of, year_of_month
from literacy.progress.picture import LEANING, TELLING
from literacy.progress.school_page import Figures, Gained, school_view, years_of
from literacy.progress.words import (
    CLASS_LEANING_SHORT,
    CLASS_TELLING_SHORT,
    GAINED,
    SCHOOL_CHANGE,
    SCHOOL_LEANING,
    SCHOOL_TELLING,
)


@login_required
@require_GET
def school_progress(request: SignedInRequest, school_id: int) -> HttpResponse:
    """What a school year brought, class by class and month by month, without the name of any pupil."""
    school = school_for_lead(request.user, school_id)
    zone = ZoneInfo(school.time_zone)
    years = years_of(school)
    asked = request.GET.get("year", "")
    year = asked if asked in years else next(iter(years), year_of_month(month_of(timezone.now(), zone)))
    view = school_view(school, year, years)
    context = {
        "school": school,
        "tab": "progress",
        "view": view,
        "telling": SCHOOL_TELLING[view.whole.telling],
        "leaning": SCHOOL_LEANING[view.whole.leaning],
        "change": SCHOOL_CHANGE[view.change],
        "classes": [_said(each) for each in view.classes],
        "months": [_said(each) for each in view.months],
        "gained": [_gained(each) for each in view.gained],
        "telling_scale": {"zero": TELLING.at(0), "low": TELLING.at(-2), "high": TELLING.at(5)},
        "leaning_scale": {"zero": LEANING.at(0), "low": LEANING.at(-2), "high": LEANING.at(2)},
    }
    with timezone.override(zone):
        return render(request, "progress/school.html", context)


def _said(each: Figures) -> dict[str, object]:
    return {
        "figures": each,
        "telling": CLASS_TELLING_SHORT[each.telling],
        "leaning": CLASS_LEANING_SHORT[each.leaning],
    }


def _gained(each: Gained) -> dict[str, object]:
    return {"gained": each, "word": GAINED[each.change]}
