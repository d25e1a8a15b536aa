"""Standings counted for all to see, and found and ordered for a teacher."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from literacy.assignments.standing import At, Standing

ON_A_PAGE = 40
FINDER_FROM = 10
"""From how many pupils on there is something to search among."""
_PAST = datetime.min.replace(tzinfo=UTC)
_NEEDY = (At.IDLE, At.AWAY, At.WAITING, At.BUSY, At.DONE, At.EXCUSED)
_SORTS: dict[str, tuple[str | Promise, Callable[[Standing], Any]]] = {
    "": (_("by name"), lambda each: 0),
    "need": (_("who needs a look first"), lambda each: _NEEDY.index(each.at)),
    "late": (_("late ones first"), lambda each: not each.is_late),
    "last": (
        _("who did something last"),
        lambda each: -(each.last_at or _PAST).timestamp() if each.last_at else 0,
    ),
}
SORTS = {key: name for key, (name, _key) in _SORTS.items()}


@dataclass(frozen=True, slots=True)
class Found:
    """A page of standings, and what was asked for; `has_finder`: whether there is enough to search among."""

    page: Page[Standing]
    wanted: str
    sort: str
    has_finder: bool


def found_among(standings: Sequence[Standing], asked: Mapping[str, str]) -> Found:
    """The page that `q`, `sort` and `page` ask for; names are compared without case and accents."""
    wanted = asked.get("q", "").strip()[:80]
    sort = asked.get("sort", "") if asked.get("sort") in _SORTS else ""
    words = _folded(wanted).split()
    kept = [each for each in standings if all(word in _folded(each.name) for word in words)]
    page = Paginator(sorted(kept, key=_SORTS[sort][1]), ON_A_PAGE).get_page(asked.get("page"))
    return Found(page, wanted, sort, bool(wanted) or len(standings) >= FINDER_FROM)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


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
