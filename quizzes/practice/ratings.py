"""How hard every half is, from everybody's answers: Elo between learners and halves, played from the first answer on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quizzes.practice.skills import START
from quizzes.scoring.elo import Elo, update


@dataclass(frozen=True, slots=True)
class Match:
    """One judgement: who, which half of which pair, and whether it was right. learner: a user's number, or a guest's digest."""

    learner: int | str
    pair: int
    is_twin: bool
    right: bool


def rate(
    matches: Iterable[Match], start: Callable[[int], str], *, told: Callable[[int], None] = lambda _: None
) -> dict[tuple[int, bool], Elo]:
    """Difficulty of every half that was judged, in logits, by (pair, is_twin).

    matches: in the order of time. start: the difficulty word of a pair, for its manipulated half. A learner has two
    abilities, for seeing and for trusting, since one person's may lie far apart. Only a learner's first look at a half counts.
    """
    abilities: dict[tuple[int | str, bool], Elo] = {}
    halves: dict[tuple[int, bool], Elo] = {}
    seen: set[tuple[int | str, int, bool]] = set()
    for number, match in enumerate(matches):
        if number % 5000 == 0:
            told(number)
        if (match.learner, match.pair, match.is_twin) in seen:
            continue
        seen.add((match.learner, match.pair, match.is_twin))
        half, who = (match.pair, match.is_twin), (match.learner, match.is_twin)
        if half not in halves:
            halves[half] = Elo(START[start(match.pair)] if match.is_twin else 0.0)
        abilities[who], halves[half] = update(abilities.get(who, Elo()), halves[half], match.right)
    return halves
