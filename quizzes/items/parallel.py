"""Drawing parallel forms: quizzes alike in make-up that have no pair and no original in common."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

_TRIES = 60
# How alike the candidates of one block are: in all three, then in ever less. The medium is always the same.
_LIKENESS = (
    ("medium", "technique", "difficulty"),
    ("medium", "technique"),
    ("medium", "difficulty"),
    ("medium",),
)
_BALANCED = ("medium", "technique", "difficulty")


@dataclass(frozen=True)
class Candidate:
    """A pair that may be drawn. `originals`: every recording that it shows a part of, itself or spliced in."""

    key: str
    originals: frozenset[str]
    medium: str
    technique: str
    difficulty: str


class TooFew(Exception):
    """There is not enough to draw from.

    needed, there: pairs wanted in all, and how many there are at the most that share no original. unlike: what the
    forms would differ in by more than one pair, where that is what is wrong: "technique" or "difficulty"; else empty.
    """

    def __init__(self, *, needed: int, there: int, unlike: str = "") -> None:
        super().__init__(f"{there} of {needed} {unlike}".strip())
        self.needed, self.there, self.unlike = needed, there, unlike


def draw_parallel(
    candidates: Sequence[Candidate], *, forms: int, count: int, seed: str
) -> list[list[Candidate]]:
    """Draw `forms` forms of `count` candidates each; the same seed draws the same from the same candidates.

    No original occurs twice, in one form or in two. Each medium, technique and difficulty occurs in every form as often
    as in every other, give or take one. Media and techniques are drawn in turn, so that no form is about one of them.

    Drawn in blocks: as many candidates as there are forms, as like each other as can be had, one for each form. Who
    gets which is what evens the forms out. Where a draw comes to nothing it is tried again in another order. Raises
    TooFew, and ValueError for fewer than two forms or no places.
    """
    if forms < 2 or count < 1:
        raise ValueError("parallel forms are two or more, of one pair or more")
    best, unlike = 0, ""
    for attempt in range(_TRIES):
        chance = random.Random(f"{seed}:{attempt}")
        blocks = _blocks(candidates, forms, count, chance)
        best = max(best, len(blocks) * forms)
        if len(blocks) < count:
            continue
        drawn = _dealt(blocks, forms)
        unlike = _unlike(drawn)
        if not unlike:
            for form in drawn:
                chance.shuffle(form)
            return drawn
    raise TooFew(needed=forms * count, there=best, unlike=unlike if best >= forms * count else "")


def _blocks(
    candidates: Sequence[Candidate], forms: int, count: int, chance: random.Random
) -> list[list[Candidate]]:
    """Blocks of like candidates until there are `count`, or no more can be had."""
    left = sorted(candidates, key=lambda each: each.key)
    chance.shuffle(left)
    used: set[str] = set()
    often: Counter[tuple[str, str]] = Counter()
    blocks: list[list[Candidate]] = []
    for alike in _LIKENESS:
        while len(blocks) < count:
            block = _next_block(left, alike, forms, used, often)
            if block is None:
                break
            blocks.append(block)
            for each in block:
                used |= each.originals
                often["medium", each.medium] += 1
                often["technique", each.technique] += 1
            left = [each for each in left if not each.originals & used]
    return blocks


def _next_block(
    left: list[Candidate], alike: tuple[str, ...], forms: int, used: set[str], often: Counter[tuple[str, str]]
) -> list[Candidate] | None:
    """The block whose medium and technique have been drawn least so far; None when none is left that is so alike."""
    groups: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for each in left:
        groups[tuple(getattr(each, name) for name in alike)].append(each)
    whole = [block for group in groups.values() if (block := _disjoint(group, forms, used)) is not None]
    return min(
        whole,
        key=lambda block: (
            sum(often["technique", each.technique] for each in block),
            sum(often["medium", each.medium] for each in block),
        ),
        default=None,
    )


def _disjoint(group: list[Candidate], forms: int, used: set[str]) -> list[Candidate] | None:
    taken, block = set(used), []
    for each in group:
        if not each.originals & taken:
            taken |= each.originals
            block.append(each)
            if len(block) == forms:
                return block
    return None


def _dealt(blocks: list[list[Candidate]], forms: int) -> list[list[Candidate]]:
    """One candidate of each block for each form, so that the forms come out even: first in turn, then by exchange."""
    dealt = [list(block) for block in blocks]
    uneven = _unevenness(dealt)
    while uneven:
        best = min(
            ((_unevenness(other), other) for other in _exchanged(dealt, forms)),
            key=lambda found: found[0],
            default=(uneven, dealt),
        )
        if best[0] >= uneven:
            break
        uneven, dealt = best
    return [[block[form] for block in dealt] for form in range(forms)]


def _exchanged(dealt: list[list[Candidate]], forms: int) -> Iterator[list[list[Candidate]]]:
    """Every deal in which one block that is not all alike is dealt in another order."""
    for index, block in enumerate(dealt):
        if len({(each.technique, each.difficulty) for each in block}) > 1:
            for order in permutations(range(forms)):
                yield [*dealt[:index], [block[place] for place in order], *dealt[index + 1 :]]


def _unevenness(dealt: list[list[Candidate]]) -> int:
    """0 for forms that are alike to within one; how many pairs they are beyond that, squared, otherwise."""
    total = 0
    for name in _BALANCED:
        counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(dealt[0]))
        for block in dealt:
            for form, each in enumerate(block):
                counts[getattr(each, name)][form] += 1
        total += sum(max(0, max(often) - min(often) - 1) ** 2 for often in counts.values())
    return total


def _unlike(drawn: list[list[Candidate]]) -> str:
    """What the forms differ in by more than one; empty when they are parallel."""
    for name in _BALANCED:
        often = [Counter(getattr(each, name) for each in form) for form in drawn]
        values = set().union(*often)
        if any(max(one[value] for one in often) - min(one[value] for one in often) > 1 for value in values):
            return name
    return ""
