"""Reading a learner's judgements from the database, and keeping what they say until there are new ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from quizzes.attempts.models import Answer, Sitting
from quizzes.attempts.taker import Taker
from quizzes.attempts.terms import Reveal
from quizzes.clips.models import Half, Pair
from quizzes.items.types import JUDGEMENTS
from quizzes.practice.models import PairRating, Practised
from quizzes.practice.skills import START, Judged, Skills, from_data, replay, to_data

KEPT = timedelta(days=1)
_RIGHT: dict[str, bool | None] = {
    Answer.Outcome.HIT: True,
    Answer.Outcome.CORRECT_REJECTION: True,
    Answer.Outcome.MISS: False,
    Answer.Outcome.FALSE_ALARM: False,
    Answer.Outcome.CHECKED: None,
}


def skills_of(taker: Taker, *, now: datetime) -> Skills:
    """What somebody's judgements say, as far as the truth about them has been told.

    A user's are kept, and worked out anew once a day and whenever there are more or fewer sittings than before; a guest's are
    worked out each time. Two queries where nothing is new, and no write.
    """
    if taker.user_id is None:
        return _worked_out(taker, now) if taker.is_known else Skills()
    kept = Practised.objects.filter(user_id=taker.user_id).first()
    told = Sitting.objects.filter(taker.owns(), told_by(now)).count()
    if kept is not None and kept.sittings == told and kept.made_at > now - KEPT:
        return from_data(kept.skills)
    skills = _worked_out(taker, now)
    Practised.objects.update_or_create(
        user_id=taker.user_id, defaults={"skills": to_data(skills), "sittings": told, "made_at": now}
    )
    return skills


def difficulties() -> dict[tuple[int, bool], float]:
    """How hard every half that was judged is, in logits, by (pair, is_twin)."""
    rows = PairRating.objects.values_list("pair_id", "half", "value")
    return {(pair, half == Half.TWIN): value for pair, half, value in rows}


def difficulty_of(pair: Pair, is_twin: bool, measured: dict[tuple[int, bool], float]) -> float:
    """As it was measured, or by its maker's word until then."""
    return measured.get((pair.pk, is_twin), START[pair.difficulty] if is_twin else 0.0)


def told_by(now: datetime) -> Q:
    """Sittings of which the truth was told: before that, what practice says of skill would tell of single answers."""
    return Q(finished_at__lte=now) & (~Q(reveal=Reveal.AT) | Q(reveal_at__lte=now))


def _worked_out(taker: Taker, now: datetime) -> Skills:
    return replay(_judged_by(taker, now), difficulties(), zone=timezone.get_default_timezone())


def _judged_by(taker: Taker, now: datetime) -> Iterator[Judged]:
    told = Sitting.objects.filter(taker.owns(), told_by(now))
    rows = (
        Answer.objects.filter(
            showing__sitting__in=told, item_type__in=JUDGEMENTS, showing__item__is_pulled=False
        )
        .order_by("created_at", "pk")
        .values_list(
            "showing__item__pair_id",
            "showing__item__pair__technique",
            "showing__item__pair__cues",
            "showing__half",
            "outcome",
            "p_manipulated",
            "created_at",
        )
    )
    for pair, technique, cues, half, outcome, p, at in rows:
        if pair is not None and outcome in _RIGHT:
            sure = abs((0.5 if p is None else p) - 0.5) + 0.5
            yield Judged(pair, technique, tuple(cues), half == Half.TWIN, _RIGHT[outcome], sure, at)
