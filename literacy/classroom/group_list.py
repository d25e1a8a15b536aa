"""The list of a class's groups: found by name or by who is in it, in an order, in pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import Classroom, Group

ON_A_PAGE = 10
FINDER_FROM = 4
"""From how many groups on there is something to search among."""
_SORTS: dict[str, tuple[Promise | str, list[str]]] = {
    "name": (_("by name"), ["name", "pk"]),
    "new": (_("newest first"), ["-pk"]),
    "many": (_("most pupils first"), ["-members", "name", "pk"]),
}
SORTS = {key: name for key, (name, _order) in _SORTS.items()}


@dataclass(frozen=True, slots=True)
class GroupList:
    """A page of groups, each with the keys of the places in it, and what was asked for. there: how many there are."""

    page: Page[Group]
    rows: Sequence[tuple[Group, set[int]]]
    wanted: str
    sort: str
    there: int

    @property
    def has_finder(self) -> bool:
        return bool(self.wanted) or self.there >= FINDER_FROM


def group_list(classroom: Classroom, asked: Mapping[str, str]) -> GroupList:
    """The page that `q`, `sort`, `page` and `group` (the key of one to be shown) ask for. Four queries."""
    wanted = asked.get("q", "").strip()[:60]
    sort = asked.get("sort", "name") if asked.get("sort") in _SORTS else "name"
    found = classroom.groups.annotate(members=Count("enrolments", distinct=True))
    if wanted:
        named = Q(name__icontains=wanted) | Q(
            pk__in=classroom.groups.filter(enrolments__user__name__icontains=wanted)
        )
        found = found.filter(named)
    rows = found.order_by(*_SORTS[sort][1])
    number: str | int | None = asked.get("page")
    if asked.get("group", "").isdecimal():
        keys = [str(key) for key in rows.values_list("pk", flat=True)]
        number = keys.index(asked["group"]) // ON_A_PAGE + 1 if asked["group"] in keys else number
    page: Page[Any] = Paginator(rows.prefetch_related("enrolments"), ON_A_PAGE).get_page(number)
    shown = [(group, {place.pk for place in group.enrolments.all()}) for group in page]
    return GroupList(page, shown, wanted, sort, classroom.groups.count())
