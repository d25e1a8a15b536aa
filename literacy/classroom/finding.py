"""Lists that are read whole and then searched, sorted and paged: where what is searched is worked out, not stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise

_T = TypeVar("_T")
LONGEST = 80
"""How many characters of what is looked for are read."""

Sorts = Mapping[str, tuple[str | Promise, Callable[[Any], Any] | None]]
"""By key: what an order is called, and what it goes by; None leaves the order as it is. The first is the usual one."""


@dataclass(frozen=True, slots=True)
class Found(Generic[_T]):
    """A page of a list, and what was asked for; `has_finder`: whether there is enough to search among."""

    page: Page[_T]
    wanted: str
    sort: str
    sorts: dict[str, str | Promise]
    has_finder: bool


def found_in(
    rows: Sequence[_T],
    asked: Mapping[str, str],
    *,
    says: Callable[[_T], str],
    sorts: Sorts,
    on_a_page: int,
    finder_from: int,
) -> Found[_T]:
    """The page of `rows` that `q`, `sort` and `page` ask for; what cannot be read is as if it was not asked.

    says: of a row, the text that is searched; every word has to be in it, whatever its case and accents.
    """
    wanted = asked.get("q", "").strip()[:LONGEST]
    sort = asked.get("sort", "") if asked.get("sort") in sorts else next(iter(sorts))
    words = folded(wanted).split()
    kept = [row for row in rows if all(word in folded(says(row)) for word in words)] if words else list(rows)
    key = sorts[sort][1]
    if key is not None:
        kept.sort(key=key)
    return Found(
        page=Paginator(kept, on_a_page).get_page(asked.get("page")),
        wanted=wanted,
        sort=sort,
        sorts={each: name for each, (name, _key) in sorts.items()},
        has_finder=bool(wanted) or len(rows) >= finder_from,
    )


def folded(text: str) -> str:
    """A text to be compared without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
