"""What a learner's judgements say about each technique: how well it is seen, and when that is about to fade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby
from statistics import fmean
from typing import Any

from fsrs import Card, Rating, Scheduler

from quizzes.scoring.elo import Elo, expected_success

LONGEST_DAYS = 30
"""Skill fades in about a month without a booster (Maertens 2025), so nothing is put off for longer than that."""
SURE = 0.95
"""From this confidence on, a right answer counts as one that came easily."""
START = {"easy": -0.8, "medium": 0.0, "hard": 0.8}
"""How hard a manipulated half is taken to be before anybody judged it, in logits, by its maker's word."""

# Days are the grain: the steps of minutes that a card of vocabulary knows make no sense for a clip.
_SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One clip that was judged. right: None for "I would check first". sure: confidence in what was said, 0.5 to 1."""

    pair: int
    technique: str
    cues: tuple[str, ...]
    is_twin: bool
    right: bool | None
    sure: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Skill:
    """One technique: ability in logits, clips seen and found, and the card that says when it is due."""

    ability: Elo = field(default_factory=Elo)
    found: int = 0
    card: Card | None = None

    @property
    def due(self) -> datetime | None:
        """When it is time to look at this technique again; None before the first time."""
        return self.card.due if self.card else None

    def is_due(self, now: datetime) -> bool:
        return self.card is not None and self.card.due <= now

    def retention(self, now: datetime) -> float:
        """How likely it is still seen, from 0 to 1, by the forgetting curve of FSRS; 0 before the first time."""
        return float(_SCHEDULER.get_card_retrievability(self.card, now)) if self.card else 0.0


@dataclass(slots=True)
class Skills:
    """Everything a learner's judgements say.

    general: over all manipulated clips. trust: over the real ones. techniques, cues: by slug, of manipulated clips alone,
    for whoever looks at a real one sees no technique.
    """

    general: Elo = field(default_factory=Elo)
    trust: Elo = field(default_factory=Elo)
    techniques: dict[str, Skill] = field(default_factory=dict)
    cues: dict[str, Elo] = field(default_factory=dict)

    def ability(self, technique: str) -> float:
        """Ability at a technique: its own as far as it was seen, and what is seen in general for the rest."""
        own = self.techniques.get(technique, Skill()).ability
        weight = own.answers / (own.answers + 3)
        return weight * own.value + (1 - weight) * self.general.value

    def due(self, now: datetime) -> list[str]:
        """Techniques that are due, the most faded first."""
        found = [slug for slug, skill in self.techniques.items() if skill.is_due(now)]
        return sorted(found, key=lambda slug: (self.techniques[slug].retention(now), slug))


def replay(
    judged: Iterable[Judged], difficulties: Mapping[tuple[int, bool], float], *, zone: tzinfo
) -> Skills:
    """Work skills out from all judgements of one learner.

    judged: in the order of time. difficulties: in logits by (pair, is_twin); 0 where nothing is known. zone: whose days
    are meant. A pair counts the first time only: afterwards it is remembered. Judgements of one technique on one day make
    one review, since nothing fades within a lesson.
    """
    skills, seen = Skills(), set[tuple[int, bool]]()
    counted = []
    for each in judged:
        key = (each.pair, each.is_twin)
        if each.right is None or key in seen:
            continue
        seen.add(key)
        counted.append(each)
    for day, of_day in groupby(counted, key=lambda each: each.at.astimezone(zone).date()):
        _take_day(skills, day, list(of_day), difficulties)
    return skills


def _take_day(
    skills: Skills, day: date, judged: list[Judged], difficulties: Mapping[tuple[int, bool], float]
) -> None:
    by_technique: dict[str, list[Judged]] = {}
    for each in judged:
        difficulty = difficulties.get((each.pair, each.is_twin), 0.0)
        if not each.is_twin:
            skills.trust = _moved(skills.trust, difficulty, bool(each.right))
            continue
        skill = skills.techniques.get(each.technique, Skill())
        skills.techniques[each.technique] = Skill(
            _moved(skill.ability, difficulty, bool(each.right)), skill.found + bool(each.right), skill.card
        )
        skills.general = _moved(skills.general, difficulty, bool(each.right))
        for cue in each.cues:
            skills.cues[cue] = _moved(skills.cues.get(cue, Elo()), difficulty, bool(each.right))
        by_technique.setdefault(each.technique, []).append(each)
    for technique, seen in by_technique.items():
        skill = skills.techniques[technique]
        card, _log = _SCHEDULER.review_card(skill.card or Card(card_id=0), _rating(seen), seen[-1].at)
        skills.techniques[technique] = Skill(skill.ability, skill.found, card)


def _moved(ability: Elo, difficulty: float, right: bool) -> Elo:
    return ability.moved(float(right) - expected_success(ability.value, difficulty))


def _rating(judged: list[Judged]) -> Rating:
    """What a day's judgements of one technique are to FSRS: all wrong, some wrong, all right, all right and sure."""
    right = [each for each in judged if each.right]
    if not right:
        return Rating.Again
    if len(right) < len(judged):
        return Rating.Hard
    return Rating.Easy if fmean(each.sure for each in right) >= SURE else Rating.Good


def in_words_of_days(due: datetime, now: datetime) -> int:
    """Whole days until something is due; 0 when it is, or today."""
    return max(0, (due - now + timedelta(hours=12)) // timedelta(days=1))


def to_data(skills: Skills) -> dict[str, Any]:
    """Skills as plain data for JSON; `from_data` reads them again."""
    return {
        "general": _pair(skills.general),
        "trust": _pair(skills.trust),
        "techniques": {
            slug: [*_pair(skill.ability), skill.found, skill.card.to_dict() if skill.card else None]
            for slug, skill in skills.techniques.items()
        },
        "cues": {slug: _pair(elo) for slug, elo in skills.cues.items()},
    }


def from_data(data: Mapping[str, Any]) -> Skills:
    """What `to_data` made."""
    return Skills(
        general=Elo(*data["general"]),
        trust=Elo(*data["trust"]),
        techniques={
            slug: Skill(Elo(value, answers), found, Card.from_dict(card) if card else None)
            for slug, (value, answers, found, card) in data["techniques"].items()
        },
        cues={slug: Elo(*found) for slug, found in data["cues"].items()},
    )


def _pair(elo: Elo) -> list[float]:
    return [elo.value, elo.answers]
