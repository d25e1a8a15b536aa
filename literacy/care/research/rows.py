"""Answers of a school as rows without names: read learner by learner, so that no more than one is ever in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import ExtractMonth, ExtractYear

from literacy.care.research.pseudonyms import Pseudonyms
from literacy.classroom.models import PulledItem, School
from literacy.progress.periods import FIRST_MONTH, month_of, year_of_month
from quizzes.attempts.models import Answer, Remark
from quizzes.clips.models import LIBRARY
from quizzes.scoring.enough import SUPPRESSED_BELOW

_AT_ONCE = 500
_WAY = "showing__sitting__assigned__"
_FIELDS = {
    "classroom": f"{_WAY}assignment__classroom",
    "began": "showing__sitting__started_at",
    "assignment": f"{_WAY}assignment",
    "series": "showing__sitting__quiz__series",
    "form": "showing__sitting__quiz__form",
    "attempt": f"{_WAY}attempt",
    "finished": "showing__sitting__finished_at",
    "position": "showing__position",
    "item_key": "showing__item",
    "item": "showing__item__slug",
    "pair": "showing__item__pair__slug",
    "shelf": "showing__item__pair__shelf",
    "technique": "showing__item__pair__technique",
    "cues": "showing__item__pair__cues",
    "half": "showing__half",
    "item_type": "item_type",
    "outcome": "outcome",
    "p_manipulated": "p_manipulated",
    "points": "mark",
    "milliseconds": "milliseconds",
    "lenses": "lenses",
}


def answers_of(
    school: School, pseudonyms: Pseudonyms, progress: Callable[[int], None] = lambda _percent: None
) -> Iterator[list[Any]]:
    """A row for every answer that counts, in the order of `columns.COLUMNS`: learners by pseudonym, then as they answered.

    Left out are attempts set aside, items taken out, and classes in a school year in which fewer than five learners
    answered.
    """
    zone = ZoneInfo(school.time_zone)
    told = _told_classes(school, zone)
    answers = _counting(school)
    learners = answers.order_by().values_list(f"{_WAY}enrolment__user", flat=True).distinct()
    in_turn = sorted(learners, key=lambda learner: pseudonyms.of("learner", learner))
    for number, learner in enumerate(in_turn, start=1):
        yield from _rows(answers, learner, zone, told, pseudonyms)
        progress(min(95, 95 * number // len(in_turn)))


def _counting(school: School) -> QuerySet[Answer]:
    pulled = PulledItem.objects.filter(
        assignment=OuterRef(f"{_WAY}assignment"), item=OuterRef("showing__item")
    )
    return (
        Answer.objects.filter(
            **{f"{_WAY}assignment__classroom__school": school, f"{_WAY}voided_at": None},
            showing__left_out=False,
        )
        .exclude(Exists(pulled))
        .order_by()
    )


def _told_classes(school: School, zone: ZoneInfo) -> set[tuple[int, int]]:
    """Classes (keys) and the calendar years in which a school year began, where at least five learners answered. One query."""
    began = "showing__sitting__started_at"
    counts = (
        _counting(school)
        .annotate(month=ExtractMonth(began, tzinfo=zone), year=ExtractYear(began, tzinfo=zone))
        .annotate(begins=Case(When(month__gte=FIRST_MONTH, then=F("year")), default=F("year") - 1))
        .values_list(f"{_WAY}assignment__classroom", "begins")
        .annotate(learners=Count(f"{_WAY}enrolment__user", distinct=True))
        .filter(learners__gte=SUPPRESSED_BELOW)
    )
    return {(room, begins) for room, begins, _learners in counts}


def _rows(
    answers: QuerySet[Answer],
    learner: int,
    zone: ZoneInfo,
    told: set[tuple[int, int]],
    pseudonyms: Pseudonyms,
) -> Iterator[list[Any]]:
    anew = Remark.objects.filter(answer=OuterRef("pk"), superseded_at=None)
    own = (
        answers.filter(**{f"{_WAY}enrolment__user": learner})
        .annotate(
            mark=Case(When(Exists(anew), then=Subquery(anew.values("points")[:1])), default=F("points"))
        )
        .order_by("showing__sitting__started_at", "showing__sitting", "showing__position", "pk")
    )
    first: date | None = None
    for values in own.values_list(*_FIELDS.values()).iterator(chunk_size=_AT_ONCE):
        row = dict(zip(_FIELDS, values, strict=True))
        year = year_of_month(month_of(row["began"], zone))
        if (row["classroom"], int(year[:4])) not in told:
            continue
        day = row["began"].astimezone(zone).date()
        first = first or day
        is_own = bool(row["pair"]) and row["shelf"] != LIBRARY
        hidden = pseudonyms.of("item", row["item_key"])
        yield [
            pseudonyms.of("learner", learner),
            pseudonyms.of("class", row["classroom"]),
            year,
            (day - first).days,
            pseudonyms.of("assignment", row["assignment"]),
            pseudonyms.of("series", row["series"]) if row["series"] else "",
            row["form"],
            row["attempt"],
            int(row["finished"] is not None),
            row["position"],
            f"own-{hidden}" if is_own else row["item"],
            f"own-{hidden}" if is_own else row["pair"],
            row["technique"],
            " ".join(row["cues"] or ()),
            row["half"],
            row["item_type"],
            row["outcome"],
            row["p_manipulated"],
            row["points"],
            row["milliseconds"],
            " ".join(row["lenses"] or ()),
        ]
