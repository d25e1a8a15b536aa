"""How a demo learner answers one question of whatever type."""

from __future__ import annotations

import random
from typing import Any

from literacy.demo.model import Learner, point_at
from quizzes.attempts.course import Place
from quizzes.items.types import ItemType, Shown
from quizzes.items.types.context import cards_of


def cleaned_of(
    kind: ItemType, spot: Place, shown: Shown, *, learner: Learner, boxes: list[list[float]], chance: random.Random
) -> dict[str, Any]:  # fmt: skip
    """What the valid form of the learner's answer holds."""
    if kind.judges:
        return {"p_manipulated": learner.judge(is_manipulated=spot.is_manipulated, chance=chance)}
    if kind.slug == "locate" and boxes:
        seen = boxes if spot.is_manipulated else []
        x, y = point_at(seen, p_manipulated=spot.p_manipulated or 0.0, chance=chance)
        return {"x": x, "y": y}
    return _sampled(kind, shown, p_right=spot.p_manipulated or 0.5, chance=chance)


def cards_opened(shown: Shown, chance: random.Random) -> list[str]:
    """Up to three cards of evidence, none as often as any other number."""
    cards = cards_of(shown.the_pair)
    return chance.sample(cards, min(len(cards), chance.randrange(4)))


def _sampled(kind: ItemType, shown: Shown, *, p_right: float, chance: random.Random) -> dict[str, Any]:
    """A right answer as often as the learner felt sure, else one that is partly right or wrong."""
    samples = kind.samples(shown)
    found = [samples[how] for how in ("right",) if how in samples and chance.random() < p_right]
    others = [samples[how] for how in ("partly", "wrong") if how in samples] or list(samples.values())[:1]
    form = kind.form(found[0] if found else chance.choice(others), shown)
    if not form.is_valid():
        raise ValueError(f"the sample of {kind.slug} is refused: {form.mistakes()}")
    return form.cleaned_data
