"""Standings counted for all to see, and found and ordered for a teacher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from literacy.assignments.standing import At, Standing
from literacy.classroom.finding import Found, found_in

ON_A_PAGE = 40
FINDER_FROM = 10
"""From how many pupils on there is something to search among."""
_PAST = datetime.min.replace(tzinfo=UTC)
_NEEDY = (At.IDLE, At.AWAY, At.WAITING, At.BUSY, At.DONE, At.EXCUSED)
_SORTS: dict[str, tuple[str | Promise, Callable[[Standing], Any] | None]] = {
    "": (_("by name"), None),
    "need": (_("who needs a look first"), lambda each: _NEEDY.index(each.at)),
    "late": (_("late ones first"), lambda each: not each.is_late),
    "last": (
        _("who did something last"),
        lambda each: -(each.last_at or _PAST).timestamp() if each.last_at else 0,
    ),
}


def found_among(standings: Sequence[Standing], asked: Mapping[str, str]) -> Found[Standing]:
    """The page that `q`, `sort` and `page` ask for."""
    return found_in(
        standings, asked, says=lambda each: each.name, sorts=_SORTS,
        on_a_page=ON_A_PAGE, finder_from=FINDER_FROM,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are where, for all to see: no names, and no order that gives one away."""

    total: int
    by: dict[str, int]
    percent: int
    blocks: list[Standing]


_IN_ORDER = (At.DONE, At.BUSY, At.IDLE, At.WAITING, At.AWAY)


def tally_of(found: list[Standing]) -> Tally:
    """Count a class; who is excused is left out. percent: of all that there is to answer, what is answered."""
    there = [each for each in found if each.at is not At.EXCUSED]
    by = Counter(str(each.at) for each in there)
    ordered = sorted(
        there, key=lambda each: (_IN_ORDER.index(each.at), -each.percent, each.enrolment.code_digest)
    )
    percent = round(sum(each.percent for each in there) / len(there)) if there else 0
    return Tally(len(there), {str(at): by[str(at)] for at in At}, percent, ordered)
