"""What is said beside a school's figures, wherever they go: how they are meant, and what they do not say."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from literacy.classroom.models import School
from literacy.progress.school_page import SchoolView

Words = str | Promise

HOW_TO_READ: tuple[Words, ...] = (
    gettext_lazy(
        "d′ says how well somebody tells real from manipulated: 0 is guessing, 1 is clearly better than guessing, 2 is good. "
        "It counts what is found and what is wrongly doubted, so calling everything fake does not help."
    ),
    gettext_lazy(
        "c says to which side somebody leans: below 0 to doubting too soon, above 0 to believing too soon."
    ),
    gettext_lazy(
        "Every figure stands with its 95 % interval, the stretch in which it most likely lies. Where two of them overlap, "
        "there may be no difference."
    ),
)
NOT_SAID: tuple[Words, ...] = (
    gettext_lazy(
        "It does not say what caused a difference. Classes and years had other pupils, other clips and other lessons."
    ),
    gettext_lazy(
        "It is no ranking of classes or teachers. Classes stand by name, and differ in what they were given."
    ),
    gettext_lazy(
        "It is about one skill in quizzes: telling real from manipulated. What pupils do outside of school was not measured."
    ),
    gettext_lazy(
        "Nothing is told of fewer than five pupils, nor what would follow from that by subtraction. No pupil is named."
    ),
)


def made_line(school: School, view: SchoolView) -> str:
    """Whose figures, of when, and when they were written down."""
    said = _("%(school)s, school year %(year)s. Made on %(date)s.") % {
        "school": school.name,
        "year": view.year,
        "date": date_format(timezone.localtime(), "DATE_FORMAT"),
    }
    return f"{said} {waiting_line(view)}".strip()


def waiting_line(view: SchoolView) -> str:
    """That something is still missing; empty where nothing is."""
    if not view.waiting:
        return ""
    return _(
        "%(waiting)s classes were still being added up and are missing: make this file again in a few minutes."
    ) % {"waiting": view.waiting}
