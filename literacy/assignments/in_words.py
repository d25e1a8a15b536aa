"""What a change of terms is, and what it means for whom, in sentences that stand before the button and in the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from literacy.assignments.actions.changing import DATES, moment
from literacy.assignments.standing import At, Standing
from literacy.classroom.models import Assignment

_AT_WORK = (At.BUSY, At.IDLE)


def said_moment(text: str | None) -> str:
    """A moment of the history by the clock that is active; a word where there is none."""
    at = moment(text)
    if at is None:
        return _("none")
    here = localtime(at)
    return f"{date_format(here, 'D j M')}, {date_format(here, 'H:i')}"


def changes_in_words(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Each term that changed: what it is called, what it was, and what it is."""
    said = []
    for name, label in _labels().items():
        if name not in after:
            continue
        old, new = _value(name, before.get(name)), _value(name, after[name])
        said.append(f"{label}: {old} → {new}" if name in _SHOWN else label)
    if {"quiz", "lesson"} & after.keys():
        said.insert(0, _("what is given"))
    if {"whom", "groups", "learners"} & after.keys():
        said.append(_("for whom"))
    return said


def _labels() -> dict[str, str]:
    return {
        "named": _("title"), "opens_at": _("opens"), "due_at": _("due"), "late": _("late work"),
        "late_until": _("late work until"), "attempts": _("attempts"), "wait_minutes": _("wait between two attempts"),
        "grade_rule": _("what counts"), "time_limit_minutes": _("time limit in minutes"),
        "reveal": _("when the truth is told"), "score": _("when the score is told"),
    }  # fmt: skip


_CHOICES = {
    "late": Assignment.Late, "grade_rule": Assignment.GradeRule, "reveal": Assignment.Reveal,
    "score": Assignment.Score,
}  # fmt: skip
_EMPTY = {
    "named": gettext_lazy("as the quiz or lesson is called"), "attempts": gettext_lazy("as many as they like"),
    "reveal": gettext_lazy("as is usual for the quiz"), "time_limit_minutes": gettext_lazy("none"),
}  # fmt: skip
_SHOWN = {*DATES, *_CHOICES, "named", "attempts", "wait_minutes", "time_limit_minutes"}


def _value(name: str, value: Any) -> str:
    if name in DATES:
        said = said_moment(value)
    elif name == "wait_minutes":
        said = ngettext("%(number)s minute", "%(number)s minutes", value or 0) % {"number": value or 0}
    elif name in _EMPTY and not value:
        said = str(_EMPTY[name])
    elif name in _CHOICES:
        said = str(_CHOICES[name](value).label)
    else:
        said = f"“{value}”" if name == "named" else str(value)
    return said


def what_it_means(before: dict[str, Any], after: dict[str, Any], found: Sequence[Standing]) -> list[str]:
    """What a change means for those who were given it, in the order in which one asks; `after` has what differs."""
    crowd = _Crowd(found)
    said = [sentence(before, after, crowd) for name, sentence in _MEANINGS.items() if name in after]
    if {"whom", "groups", "learners"} & after.keys():
        said.append(
            _("Whoever is added finds it on their page at once; whoever is left out finds it no more. All who began stay in.")
        )  # fmt: skip
    return list(dict.fromkeys(said))


class _Crowd:
    """How many are where: waiting to begin, at work, done, with several attempts, with a date of their own."""

    def __init__(self, found: Sequence[Standing]) -> None:
        self.all = sum(each.at is not At.EXCUSED for each in found)
        self.to_begin = sum(each.at in (At.AWAY, At.WAITING) for each in found)
        self.at_work = sum(each.at in _AT_WORK for each in found)
        self.done = sum(each.at is At.DONE for each in found)
        self.most = max((len(each.attempts) for each in found), default=0)
        self.several = sum(len(each.attempts) > 1 for each in found)


def _pupils(number: int) -> str:
    return ngettext("%(number)s pupil", "%(number)s pupils", number) % {"number": number}


def _title(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    return _("All %(whom)s read the new title from now on.") % {"whom": _pupils(crowd.all)}


def _what(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    return _("Nobody has begun, so all get what you chose now.")


def _opens(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    return _("Not begun: %(waiting)s, who can begin from then on. At work: %(busy)s, who go on.") % {
        "waiting": _pupils(crowd.to_begin),
        "busy": _pupils(crowd.at_work),
    }


def _due(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    return _(
        "The date holds for all who have none of their own; still to do for %(open)s. "
        "What was handed in is late, or in time, by the new date."
    ) % {"open": _pupils(crowd.to_begin + crowd.at_work)}


def _late(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    return _("It decides until when %(open)s can still work on it. Nothing that was handed in is lost.") % {
        "open": _pupils(crowd.to_begin + crowd.at_work)
    }


def _attempts(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    most = after["attempts"]
    if most is not None and crowd.most > most:
        return _("Somebody has had %(most)s attempts. All of them stay; nobody begins another.") % {
            "most": crowd.most
        }
    return _("Done: %(done)s, who can try again if attempts are left.") % {"done": _pupils(crowd.done)}


def _wait(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    return _("The wait holds before everybody's next attempt.")


def _rule(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    return _(
        "Of %(several)s with more than one attempt another one may count from now on, in all results."
    ) % {"several": _pupils(crowd.several)}


def _limit(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    old, new = before["time_limit_minutes"], after["time_limit_minutes"]
    if new is not None and (old is None or new < old):
        return _("At work: %(busy)s, who keep the time they began with. All who begin get the new limit.") % {
            "busy": _pupils(crowd.at_work)
        }
    return _("At work: %(busy)s, who get the longer time, too.") % {"busy": _pupils(crowd.at_work)}


def _truth(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    return _(
        "Done: %(done)s, who see the truth by the new rule. What somebody saw before, they may remember."
    ) % {"done": _pupils(crowd.done)}


def _score(before: dict[str, Any], after: dict[str, Any], crowd: _Crowd) -> str:
    return _("Done: %(done)s, who read their score by the new rule.") % {"done": _pupils(crowd.done)}


_MEANINGS: dict[str, Callable[[dict[str, Any], dict[str, Any], _Crowd], str]] = {
    "quiz": _what, "named": _title, "opens_at": _opens, "due_at": _due, "late": _late, "late_until": _late,
    "attempts": _attempts, "wait_minutes": _wait, "grade_rule": _rule, "time_limit_minutes": _limit,
    "reveal": _truth, "score": _score,
}  # fmt: skip
