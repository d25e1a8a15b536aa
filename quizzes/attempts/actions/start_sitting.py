"""Begin a sitting: deal the halves and the order, and write down what will be shown."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from quizzes.attempts.models import Cohort, Showing, Sitting
from quizzes.attempts.taker import Taker
from quizzes.attempts.terms import USUAL, Terms
from quizzes.clips.models import Half
from quizzes.http.refusal import Refusal
from quizzes.items.deal import deal_halves, deal_order
from quizzes.items.models import Item, Quiz
from quizzes.items.types import ITEM_TYPES, Shows

# An item, its chain, and whether its pair has a twin and an original; None twice where it has no pair.
Row = tuple[int, Any, bool | None, bool | None]


def start_sitting(
    *,
    quiz: Quiz,
    taker: Taker,
    cohort: str = "",
    terms: Terms = USUAL,
    without: Collection[int] = (),
    drawn: Sequence[int] = (),
) -> Sitting:
    """Start a sitting of a quiz, or give back the one that this user already has in this cohort.

    cohort: name of the group over which each pair's halves are dealt evenly; without one the sitting stands alone.
    terms: when the truth is shown and how long it may take; one that was begun keeps those it was begun on.
    without: keys of items that whoever starts it left out of this quiz.
    drawn: keys of items that were drawn for this taker alone, of a quiz that has none of its own.
    Raises Refusal when the quiz has no items, or the taker is nobody.
    """
    if not taker.is_known:
        raise Refusal(
            _(
                "Your browser keeps no cookies for this site, so your answers could not be kept. Allow cookies and try again."
            )
        )
    if cohort and taker.user_id is not None:
        existing = Sitting.objects.filter(user_id=taker.user_id, cohort__key=cohort).first()
        if existing is not None:
            return existing
    items = _of_items(drawn) if drawn else _of_quiz(quiz, without)
    if not items:
        raise Refusal(_("This quiz has no clips yet. They are still being made; come back in a few minutes."))
    try:
        with transaction.atomic():
            return _deal(quiz, taker, cohort, items, terms)
    except IntegrityError:
        # Two clicks at once: the other one made the sitting.
        made = Sitting.objects.filter(taker.owns(), cohort__key=cohort).first() if cohort else None
        if made is None:
            raise
        return made


def _of_quiz(quiz: Quiz, without: Collection[int]) -> list[Row]:
    dealt = quiz.dealt().exclude(item__in=without).order_by("position")
    return list(
        dealt.values_list("item_id", "item__chain", "item__pair__has_twin", "item__pair__has_original")
    )


def _of_items(keys: Sequence[int]) -> list[Row]:
    still = Item.objects.filter(pk__in=keys, is_pulled=False)
    rows = {row[0]: row for row in still.values_list("pk", "chain", "pair__has_twin", "pair__has_original")}
    return [rows[key] for key in keys if key in rows]


def _deal(quiz: Quiz, taker: Taker, cohort: str, items: Sequence[Row], terms: Terms) -> Sitting:
    sitting_id = uuid4()
    row, ordinal = (None, 0) if not cohort else _next_in(cohort)
    sitting = Sitting.objects.create(
        id=sitting_id,
        quiz=quiz,
        user_id=taker.user_id,
        guest=taker.guest,
        cohort=row,
        reveal=terms.reveal or "",
        reveal_at=terms.reveal_at,
        time_limit=terms.time_limit,
        extra_factor=terms.extra_factor,
        extra_seconds=terms.extra_seconds,
        score=terms.score or "",
        score_at=terms.score_at,
        title=terms.title,
        closes_at=terms.closes_at,
        deadline_at=terms.closes_at,  # where there is a limit, the first clip opened brings it forward
    )
    # Keyed with the site's secret: knowing the name of a cohort must not tell the deal.
    seed = salted_hmac("halves", cohort or str(sitting_id), secret=settings.SECRET_KEY).hexdigest()
    twins = _halves(items, seed, ordinal, quiz.real_share)
    order = deal_order(
        len(items), seed=salted_hmac("order", str(sitting_id), secret=settings.SECRET_KEY).hexdigest()
    )
    Showing.objects.bulk_create(
        Showing(
            sitting=sitting,
            item_id=items[index][0],
            position=position,
            half=Half.TWIN if twins[index] else Half.ORIGINAL,
        )
        for position, index in enumerate(order, start=1)
    )
    return sitting


def _halves(items: Sequence[Row], seed: str, ordinal: int, real_share: int) -> list[bool]:
    """Whether each item shows its twin, of a comparison on side A. What is judged is dealt by itself, so that the
    quiz's share of it is real: a comparison has both halves, and a story none.
    """
    twins = [False] * len(items)
    for shows in (Shows.HALF, Shows.BOTH):
        group = [
            index for index, (_, chain, *_rest) in enumerate(items) if ITEM_TYPES[chain[0]].shows is shows
        ]
        dealt = deal_halves(
            [bool(items[index][2]) for index in group],
            seed=seed if shows is Shows.HALF else f"{seed}:sides",
            ordinal=ordinal,
            has_original=[bool(items[index][3]) for index in group],
            real_share=real_share if shows is Shows.HALF else 50,
        )
        for index, twin in zip(group, dealt, strict=True):
            twins[index] = twin
    return twins


def _next_in(key: str) -> tuple[Cohort, int]:
    cohort, _made = Cohort.objects.get_or_create(key=key)
    Cohort.objects.filter(pk=cohort.pk).update(
        dealt=F("dealt") + 1
    )  # locks the row until the sitting is written
    cohort.refresh_from_db()
    return cohort, cohort.dealt - 1
