"""Which questions are asked about a pair, and in which order."""

from __future__ import annotations

from quizzes.clips.families import CLAIM
from quizzes.clips.models import Medium, Pair
from quizzes.items.types import ITEM_TYPES
from quizzes.items.types.base import kind_of_clip

MOST = 3
# What comes after the judgement, the most telling first: pointing teaches more than naming.
_AFTER: dict[str, tuple[str, ...]] = {
    Medium.PHOTO: ("locate", "cue", "technique"),
    Medium.VIDEO: ("when", "locate", "technique", "cue"),
    Medium.SOUND: ("when", "technique", "cue"),
    CLAIM: ("technique",),
}
_LIGHT = ("locate", "when")


def chain_for(pair: Pair, *, light: bool = False) -> list[str]:
    """The questions about one half of a pair, at most MOST; with `light` none but the judgement and pointing.

    The chain depends on the pair alone, never on the half: a clip that is only ever authentic is asked about in
    just the same way. A picture that a computer made as a whole has no part more false than another, so neither
    it nor the real ones beside it are asked about any further.
    """
    if not pair.has_original or (not pair.has_twin and canvas_of(pair)):
        return ["judge"]
    first = "context" if not light and ITEM_TYPES["context"].suits(pair) else "judge"
    wanted = [slug for slug in _AFTER[kind_of_clip(pair)] if not light or slug in _LIGHT]
    return [first, *[slug for slug in wanted if ITEM_TYPES[slug].suits(pair)][: MOST - 1]]


def chain_of_comparison(pair: Pair) -> list[str]:
    """The questions about both halves side by side: which one, and then what was done. Empty where that is unfair."""
    if not ITEM_TYPES["compare"].suits(pair):
        return []
    return ["compare", "technique"] if ITEM_TYPES["technique"].suits(pair) else ["compare"]


def chain_of_provenance(pair: Pair) -> list[str]:
    """The question about Content Credentials, by itself; empty where that is unfair, or nothing can be signed."""
    return ["provenance"] if ITEM_TYPES["provenance"].suits(pair) else []


def canvas_of(pair: Pair) -> tuple[int, ...]:
    """The shape of a generated picture and of the real ones that stand beside it; empty for any other."""
    return tuple(pair.recipe.get("params", {}).get("canvas") or ())
