"""The nightly work of practice: measuring how hard every half is."""

from collections.abc import Callable, Iterator

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.attempts.models import Answer
from quizzes.clips.models import Half, Pair
from quizzes.items.types import JUDGEMENTS
from quizzes.jobs.actions import enqueue
from quizzes.jobs.registry import job, swept
from quizzes.practice.models import PairRating
from quizzes.practice.ratings import Match, rate

RATE_PAIRS = "rate-pairs"
_DAY = 24 * 3600
_AT_ONCE = 5000
_RIGHT = {Answer.Outcome.HIT, Answer.Outcome.CORRECT_REJECTION}
_JUDGED = [*_RIGHT, Answer.Outcome.MISS, Answer.Outcome.FALSE_ALARM]


@job(RATE_PAIRS, title=_("Measuring how hard clips are"))
def rate_pairs(target: str, progress: Callable[[int], None]) -> None:
    """Play all judgements from the first on; memory grows with learners and clips, not with answers."""
    judged = Answer.objects.filter(
        item_type__in=JUDGEMENTS, outcome__in=_JUDGED, showing__item__pair__isnull=False
    )
    total = judged.count()
    words = dict(Pair.objects.values_list("pk", "difficulty"))
    halves = rate(
        _matches(judged),
        words.__getitem__,
        told=lambda number: progress(min(99, 100 * number // max(1, total))),
    )
    with transaction.atomic():
        PairRating.objects.all().delete()
        PairRating.objects.bulk_create(
            (
                PairRating(
                    pair_id=pair,
                    half=Half.TWIN if is_twin else Half.ORIGINAL,
                    value=elo.value,
                    answers=elo.answers,
                )
                for (pair, is_twin), elo in halves.items()
                if pair in words
            ),
            batch_size=500,
        )


def _matches(judged: QuerySet[Answer]) -> Iterator[Match]:
    rows = judged.order_by("pk").values_list(
        "showing__sitting__user_id",
        "showing__sitting__guest",
        "showing__item__pair_id",
        "showing__half",
        "outcome",
    )
    for user, guest, pair, half, outcome in rows.iterator(chunk_size=_AT_ONCE):
        yield Match(user if user is not None else guest, pair, half == Half.TWIN, outcome in _RIGHT)


@swept
def rate_nightly() -> int:
    """Ask for it once a day, where anybody judged anything."""
    if not cache.add("practice:rated", 1, _DAY) or not Answer.objects.filter(outcome__in=_JUDGED).exists():
        return 0
    enqueue(kind=RATE_PAIRS, target=timezone.localdate().isoformat())
    return 1
