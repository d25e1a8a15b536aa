"""One module for each item type: its form, its marking and its template."""

from quizzes.items.types.base import How, ItemType, Marked, Shown, Shows, Told
from quizzes.items.types.compare import COMPARE
from quizzes.items.types.context import CONTEXT
from quizzes.items.types.cue import CUE
from quizzes.items.types.judge import JUDGE
from quizzes.items.types.locate import LOCATE
from quizzes.items.types.provenance import PROVENANCE
from quizzes.items.types.respond import RESPOND
from quizzes.items.types.technique import TECHNIQUE
from quizzes.items.types.when import WHEN

ITEM_TYPES: dict[str, ItemType] = {
    kind.slug: kind for kind in (JUDGE, COMPARE, LOCATE, WHEN, TECHNIQUE, CUE, CONTEXT, PROVENANCE, RESPOND)
}
JUDGEMENTS = tuple(slug for slug, kind in ITEM_TYPES.items() if kind.judges)
"""The types whose answers judge one clip, and are counted in discernment."""

__all__ = ["ITEM_TYPES", "JUDGEMENTS", "How", "ItemType", "Marked", "Shown", "Shows", "Told"]
