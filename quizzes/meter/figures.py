"""What the meter has counted over a week: by lens, and by school."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from quizzes.meter.keeping import DAYS, write_hits
from quizzes.meter.models import LensHits, LensRun


@dataclass(frozen=True)
class LensFigures:
    """One lens over a week: how many views were made and how many were there already; costs in milliseconds."""

    lens: str
    made: int
    kept: int
    median: int
    slowest: int
    today: int
    week: int


@dataclass(frozen=True)
class ShelfFigures:
    """The visitors of one school over a week (guests where `shelf` is empty), and what the busiest of them cost."""

    shelf: str
    made: int
    visitors: int
    busiest: int
    today: int
    week: int


def lens_figures() -> list[LensFigures]:
    """Return the figures of every lens that was used, the costliest first. Three queries."""
    write_hits()
    runs, today = _week(), _midnight()
    medians = dict(
        runs.annotate(
            place=Window(RowNumber(), partition_by="lens", order_by="milliseconds"),
            many=Window(Count("pk"), partition_by="lens"),
        )
        .filter(place=(F("many") + 1) / 2)
        .values_list("lens", "milliseconds")
    )
    hits = dict(
        LensHits.objects.filter(day__gt=timezone.localdate() - timedelta(days=DAYS))
        .values_list("lens")
        .annotate(sum=Sum("count"))
    )
    sums: Any = runs.values("lens").annotate(**_sums(today))
    made: dict[str, dict[str, int]] = {row["lens"]: row for row in sums}
    found = [
        LensFigures(
            lens=lens,
            made=made[lens]["made"] if lens in made else 0,
            kept=hits.get(lens, 0),
            median=medians.get(lens, 0),
            slowest=made[lens]["slowest"] if lens in made else 0,
            today=(made[lens]["today"] or 0) if lens in made else 0,
            week=made[lens]["week"] if lens in made else 0,
        )
        for lens in made.keys() | hits.keys()
    ]
    return sorted(found, key=lambda each: (-each.week, each.lens))


def shelf_figures() -> list[ShelfFigures]:
    """Return the figures of every school whose visitors had something made, the costliest first. One query."""
    by_shelf: dict[str, list[dict[str, int]]] = {}
    sums: Any = _week().values("shelf", "visitor").annotate(**_sums(_midnight()))
    for row in sums:
        by_shelf.setdefault(row["shelf"], []).append(row)
    found = [
        ShelfFigures(
            shelf=shelf,
            made=_total(rows, "made"),
            visitors=len(rows),
            busiest=max(row["week"] for row in rows),
            today=_total(rows, "today"),
            week=_total(rows, "week"),
        )
        for shelf, rows in by_shelf.items()
    ]
    return sorted(found, key=lambda each: (-each.week, each.shelf))


def _total(rows: Iterable[dict[str, int]], name: str) -> int:
    return sum(row[name] or 0 for row in rows)


def _sums(today: datetime) -> dict[str, Count | Max | Sum]:
    return {
        "made": Count("pk"),
        "slowest": Max("milliseconds"),
        "week": Sum("milliseconds"),
        "today": Sum("milliseconds", filter=Q(made_at__gte=today)),
    }


def _week() -> QuerySet[LensRun]:
    return LensRun.objects.filter(made_at__gte=timezone.now() - timedelta(days=DAYS))


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
