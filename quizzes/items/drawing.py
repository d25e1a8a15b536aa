"""Drawing one quiz: so many pairs of what was wished for, as varied as they can be, none showing another's recording."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from quizzes.clips.models import Pair, PairQuerySet

_WISHES = ("techniques", "cues", "media", "difficulties")


@dataclass(frozen=True)
class Wishes:
    """What a quiz is drawn from. Nothing wished for in one respect means anything there.

    techniques, cues, media, difficulties: slugs, any of which will do. count: how many items. real_share: percent of
    what is judged that is to be shown real.
    """

    techniques: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    count: int = 10
    real_share: int = 50

    def without(self, name: str) -> Wishes:
        """The same wishes but for one respect."""
        return Wishes(**{**self.as_dict(), name: ()})

    def as_dict(self) -> dict[str, Any]:
        return {
            **{name: tuple(getattr(self, name)) for name in _WISHES},
            "count": self.count,
            "real_share": self.real_share,
        }


@dataclass(frozen=True)
class Draw:
    """What was drawn: pairs in order, or how many there are where they are too few.

    there: how many pairs fit the wishes and share no recording. more_without: for each respect that was wished for, how
    many there would be without it.
    """

    pairs: list[Pair]
    there: int
    more_without: dict[str, int] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        return bool(self.pairs)


def draw_pairs(pairs: PairQuerySet, wishes: Wishes, *, seed: str) -> Draw:
    """Draw the wished number of pairs; the same seed draws the same from the same pairs. One query, and one for sources.

    Techniques and media are drawn in turn, so that no quiz is about one of them unless it was wished for. Clips of
    which there is one half alone are left out: every item drawn can be shown either way, which is what makes the share
    of real ones come true.
    """
    chosen = _varied(_fitting(pairs, wishes), wishes.count, seed)
    if len(chosen) == wishes.count:
        random.Random(f"{seed}:order").shuffle(chosen)
        return Draw(chosen, wishes.count)
    return Draw([], len(chosen), _more_without(pairs, wishes, seed))


def _fitting(pairs: PairQuerySet, wishes: Wishes) -> list[Pair]:
    alike = pairs.with_both().filter(_alike(wishes)).select_related("clip").prefetch_related("sources")
    return [pair for pair in alike.order_by("slug") if _has_cue(pair, wishes.cues)]


def _alike(wishes: Wishes) -> Q:
    wanted = Q()
    if wishes.techniques:
        wanted &= Q(technique__in=wishes.techniques)
    if wishes.media:
        wanted &= Q(medium__in=wishes.media)
    if wishes.difficulties:
        wanted &= Q(difficulty__in=wishes.difficulties)
    return wanted


def _has_cue(pair: Pair, cues: Collection[str]) -> bool:
    return not cues or any(cue in cues for cue in pair.cues)


def _varied(pairs: Sequence[Pair], count: int, seed: str) -> list[Pair]:
    """At most `count` pairs without a recording in common, technique and medium in turn."""
    left = list(pairs)
    random.Random(seed).shuffle(left)
    often: Counter[tuple[str, str]] = Counter()
    used: set[int] = set()
    chosen: list[Pair] = []
    while left and len(chosen) < count:
        pick = min(left, key=lambda pair: (often["technique", pair.technique], often["medium", pair.medium]))
        chosen.append(pick)
        used |= _recordings(pick)
        often["technique", pick.technique] += 1
        often["medium", pick.medium] += 1
        left = [pair for pair in left if not _recordings(pair) & used]
    return chosen


def _recordings(pair: Pair) -> set[int]:
    return {pair.clip_id, *(source.pk for source in pair.sources.all())}


def _more_without(pairs: PairQuerySet, wishes: Wishes, seed: str) -> dict[str, int]:
    looser = {name: wishes.without(name) for name in _WISHES if getattr(wishes, name)}
    return {name: len(_varied(_fitting(pairs, each), each.count, seed)) for name, each in looser.items()}
