"""A school's year as a report for its board, set with typst: names reach the typesetter as data, so no name can be a command."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from literacy.care.figures.notes import HOW_TO_READ, NOT_SAID, waiting_line
from literacy.classroom.models import School
from literacy.progress.picture import LEANING, TELLING, Scale
from literacy.progress.school_page import Figures, SchoolView
from literacy.progress.templatetags.figures import figure, share
from literacy.progress.words import (
    CLASS_LEANING_SHORT,
    CLASS_TELLING_SHORT,
    GAINED,
    SCHOOL_CHANGE,
    SCHOOL_LEANING,
    SCHOOL_TELLING,
)
from quizzes.scoring.estimate import Estimate

_SHEET = Path(__file__).with_name("report.typ")
_SHARES = Scale(0, 1)


def write_report(path: Path, school: School, view: SchoolView) -> None:
    path.write_bytes(
        typst.compile(_SHEET.read_bytes(), format="pdf", sys_inputs={"told": _told(school, view)})
    )


def report_as_pictures(school: School, view: SchoolView) -> list[bytes]:
    """The same pages as PNG pictures, to look at."""
    made: Any = typst.compile(
        _SHEET.read_bytes(), format="png", ppi=80, sys_inputs={"told": _told(school, view)}
    )
    return made if isinstance(made, list) else [made]


def _told(school: School, view: SchoolView) -> str:
    mark = (settings.BASE_DIR / "templates" / "icons" / "mark.svg").read_text(encoding="utf-8")
    drawn = mark.replace("currentColor", "#1d1a16").replace(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1
    )
    told = {
        "language": (translation.get_language() or "en").split("-")[0],
        "brand": _("Second Look"),
        "mark": drawn,
        "school": school.name,
        "title": _("What the school year %(year)s brought") % {"year": view.year},
        "made": _("Made on %(date)s") % {"date": date_format(timezone.localtime(), "DATE_FORMAT")},
        "said": _sentences(view),
        "words": _words(),
        "years": [_line(each) for each in (view.whole, view.before) if each],
        "since": _since(view),
        "classes": [_line(each, in_words=True) for each in view.classes],
        "hidden": _hidden(view),
        "months": [_line(each) for each in view.months],
        "gained": [
            {
                "name": f"{each.title}, {each.form}",
                "said": str(GAINED[each.change]),
                "pupils": each.learners,
                "gain": _drawn(each.gain, LEANING),
            }
            for each in view.gained
        ],
        "missed": [
            {
                "name": str(each.name),
                "right": _("%(right)s of %(judged)s") % {"right": each.right, "judged": each.judged},
                "percent": share(each.right, each.judged),
                "share": _drawn(each.share, _SHARES),
            }
            for each in view.missed
        ],
        "how": [str(each) for each in HOW_TO_READ],
        "not_said": [str(each) for each in NOT_SAID],
    }  # fmt: skip
    return json.dumps(told)


def _words() -> dict[str, str]:
    return {
        "whole": _("The school, and the year before"),
        "classes": _("Class by class"),
        "by_name": _(
            "By name, not by figure. Classes differ in what they were given; where the lines of two overlap, there may be no difference."
        ),
        "months": _("Month by month"),
        "gained": _("From the first test to the later ones"),
        "missed": _("What is missed most"),
        "guessing": _(
            "Right is a manipulated clip found and a real one trusted, so guessing brings a half: the line in "
            "the middle. The thick stretch says where the school may lie, with 95 % certainty."
        ),
        "how": _("How to read this"),
        "not_said": _("What this does not say"),
        "year": _("School year"),
        "class": _("Class"),
        "month": _("Month"),
        "pupils": _("Pupils"),
        "done": _("Done"),
        "telling": _("Telling apart, d′"),
        "leaning": _("Leaning, c"),
        "technique": _("What was done"),
        "right": _("Right"),
        "share": _("Share"),
        "test": _("Test"),
        "change": _("Change of d′"),
        "few": _("too few answers to say"),
        "left_out": _("left out: fewer than five pupils, here or in another class"),
        "page": _("page"),
    }


def _sentences(view: SchoolView) -> list[str]:
    lede = (
        SCHOOL_TELLING[view.whole.telling],
        SCHOOL_LEANING[view.whole.leaning],
        SCHOOL_CHANGE[view.change],
    )
    found = [" ".join(str(each) for each in lede if each)]
    if not view.whole.hidden:
        found.append(
            _(
                "In %(year)s, %(active)s pupils judged clips. Of %(asked)s quizzes that were to be done, %(done)s were: %(share)s."
            )
            % {
                "year": view.year,
                "active": view.whole.active,
                "asked": view.whole.asked,
                "done": view.whole.done,
                "share": share(view.whole.done, view.whole.asked),
            }
        )
    return [*found, *filter(None, [waiting_line(view)])]


def _since(view: SchoolView) -> str:
    if view.since is None:
        return ""
    return _(
        "The difference of d′ is %(value)s, between %(low)s and %(high)s. Two years bring other clips and other pupils, so "
        "it says how they went and not what caused it."
    ) % {
        "value": figure(view.since.value),
        "low": figure(view.since.low),
        "high": figure(view.since.high),
    }


def _hidden(view: SchoolView) -> str:
    if not view.hidden:
        return ""
    return ngettext(
        "The figures of one class are left out: fewer than five pupils answered in it.",
        "The figures of %(hidden)s classes are left out: fewer than five pupils answered there, or those of another class "
        "could be worked out from them.",
        view.hidden,
    ) % {"hidden": view.hidden}


def _line(each: Figures, *, in_words: bool = False) -> dict[str, Any]:
    if each.hidden:
        return {"name": each.name, "hidden": True}
    done = _("%(part)s of %(all)s") % {"part": each.done, "all": each.asked} if each.asked else "–"
    words: Iterable[Any] = (
        CLASS_TELLING_SHORT[each.telling] if each.d_prime else "",
        CLASS_LEANING_SHORT[each.leaning] if each.criterion else "",
    )
    said = [str(word) if in_words else "" for word in words]
    return {
        "name": each.name,
        "hidden": False,
        "pupils": each.active,
        "done": done,
        "percent": share(each.done, each.asked) if each.asked else "",
        "d_prime": _drawn(each.d_prime, TELLING),
        "c": _drawn(each.criterion, LEANING),
        "said": said,
    }


def _drawn(estimate: Estimate | None, scale: Scale) -> dict[str, Any] | None:
    """Where its ends and the value lie on the scale, from 0 to 1, and the numbers as they are written."""
    if estimate is None:
        return None

    def at(value: float) -> float:
        return round((min(max(value, scale.low), scale.high) - scale.low) / (scale.high - scale.low), 4)

    return {
        "low": at(estimate.low),
        "value": at(estimate.value),
        "high": at(estimate.high),
        "zero": at(0.5 if scale is _SHARES else 0),
        "below": estimate.low < scale.low,
        "above": estimate.high > scale.high,
        "written": figure(estimate.value),
        "between": _("%(low)s to %(high)s") % {"low": figure(estimate.low), "high": figure(estimate.high)},
    }
