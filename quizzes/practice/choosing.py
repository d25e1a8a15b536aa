"""Choosing the clips of a look: what fades first, at a difficulty that teaches, never the same recording twice."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quizzes.practice.skills import Skills
from quizzes.scoring.elo import distance_from_target, expected_success

MOST, FEWEST = 5, 3
"""How many clips a look has: as many as the library gives, up to MOST, and none at all below FEWEST."""
_SHARES = (2, 2, 1)
"""How many clips of the first technique, the second, the third: two of one, so that a miss finds a contrast at once."""
_LOT = 3
"""Out of how many that fit best one is drawn, or everybody would get the same clips."""
ODD = "authentic-odd-looking"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that could be shown. recordings: what it is made of. twin, original: difficulty of each half, in logits.

    seen: how many days ago this learner saw it; None when never.
    """

    pair: int
    technique: str
    cues: frozenset[str]
    recordings: frozenset[int]
    twin: float
    original: float
    seen: int | None = None


def choose(candidates: Sequence[Candidate], skills: Skills, *, now: datetime, seed: str) -> list[Candidate]:
    """At most MOST clips for one learner, fewer where the library has no more; the same for the same seed.

    The techniques come in this order: due, the most faded first; never tried, by lot; the weakest. Of a technique what was
    not seen before comes first, then what was seen longest ago. Among those, what the learner is expected to get right in
    70 to 85 of a hundred cases, whichever half it will be, and what shows the cue the learner misses most.
    """
    chance = random.Random(seed)
    left = list(candidates)
    chosen: list[Candidate] = []
    if any(each.technique == ODD for each in left) and _doubts(skills):
        _take(chosen, left, _best([each for each in left if each.technique == ODD], skills, chance))
    left = [each for each in left if each.technique != ODD]
    order = _order(sorted({each.technique for each in left}), skills, now, chance)
    for technique, share in zip(order, _SHARES, strict=False):
        for _ in range(share):
            _take_one(chosen, left, technique, skills, chance)
    for technique in order[len(_SHARES) :] + order:
        _take_one(chosen, left, technique, skills, chance)
    return chosen if len(chosen) >= FEWEST else []


def _take_one(
    chosen: list[Candidate], left: list[Candidate], technique: str, skills: Skills, chance: random.Random
) -> None:
    alike = [each for each in left if each.technique == technique]
    if alike and len(chosen) < MOST:
        _take(chosen, left, _best(alike, skills, chance))


def _take(chosen: list[Candidate], left: list[Candidate], pick: Candidate) -> None:
    chosen.append(pick)
    left[:] = [each for each in left if not each.recordings & pick.recordings]


def _order(techniques: list[str], skills: Skills, now: datetime, chance: random.Random) -> list[str]:
    due = [slug for slug in skills.due(now) if slug in techniques]
    new = [slug for slug in techniques if slug not in skills.techniques]
    chance.shuffle(new)
    rest = [slug for slug in techniques if slug not in due and slug not in new]
    return due + new + sorted(rest, key=lambda slug: (skills.ability(slug), slug))


def _best(alike: list[Candidate], skills: Skills, chance: random.Random) -> Candidate:
    fresh = [each for each in alike if each.seen is None]
    if not fresh:
        return max(alike, key=lambda each: (each.seen or 0, -each.pair))
    fitting = sorted(fresh, key=lambda each: (_misfit(each, skills), _cue(each, skills), each.pair))
    return chance.choice(fitting[:_LOT])


def _misfit(each: Candidate, skills: Skills) -> float:
    success = (
        expected_success(skills.ability(each.technique), each.twin)
        + expected_success(skills.trust.value, each.original)
    ) / 2
    return round(distance_from_target(success), 2)


def _cue(each: Candidate, skills: Skills) -> float:
    """The lowest ability among the cues that it shows; 0 where nothing is known of them."""
    return min((skills.cues[cue].value for cue in each.cues if cue in skills.cues), default=0.0)


def _doubts(skills: Skills) -> bool:
    """Whether real clips are doubted more readily than manipulated ones are found."""
    return skills.trust.answers > 0 and skills.trust.value < min(0.0, skills.general.value)
