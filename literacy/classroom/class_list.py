"""The list of somebody's classes: those that run or those that are over, found by name, in an order, in pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from literacy.classroom.models import Classroom
from literacy.classroom.overview import with_overview

ON_A_PAGE = 24
FINDER_FROM = 6
"""From how many classes on there is something to search among."""

SORTS: dict[str, tuple[Promise | str, list[str]]] = {
    "name": (_("by name"), ["name", "pk"]),
    "new": (_("newest first"), ["-created_at", "-pk"]),
    "pupils": (_("most pupils first"), ["-pupils", "name", "pk"]),
}


@dataclass(frozen=True, slots=True)
class ClassList:
    """A page of classes with their overview, and what was asked for. running, over: how many there are in all."""

    page: Page[Classroom]
    wanted: str
    sort: str
    sorts: dict[str, Promise | str]
    is_over: bool
    running: int
    over: int

    @property
    def has_finder(self) -> bool:
        return bool(self.wanted) or (self.over if self.is_over else self.running) >= FINDER_FROM


def class_list(classrooms: QuerySet[Classroom], asked: Mapping[str, str]) -> ClassList:
    """The page that `q`, `sort`, `over` and `page` ask for. Four queries, however many classes there are."""
    wanted = asked.get("q", "").strip()[:60]
    sort = asked.get("sort", "name") if asked.get("sort") in SORTS else "name"
    is_over = "over" in asked
    found = classrooms.filter(archived_at__isnull=not is_over)
    if wanted:
        found = found.filter(name__icontains=wanted)
    counted = classrooms.order_by().aggregate(
        running=Count("pk", filter=Q(archived_at=None)), over=Count("pk", filter=Q(archived_at__isnull=False))
    )
    rows = with_overview(found).order_by(*SORTS[sort][1])
    return ClassList(
        page=Paginator(rows, ON_A_PAGE).get_page(asked.get("page")),
        wanted=wanted,
        sort=sort,
        sorts={key: name for key, (name, _order) in SORTS.items()},
        is_over=is_over,
        running=counted["running"],
        over=counted["over"],
    )
