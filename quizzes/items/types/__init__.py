"""One module for each item type: its form, its marking and its template."""

from quizzes.items.types.base import ItemType, Marked, Shown
from quizzes.items.types.judge import JUDGE
from quizzes.items.types.locate import LOCATE

ITEM_TYPES: dict[str, ItemType] = {kind.slug: kind for kind in (JUDGE, LOCATE)}

__all__ = ["ITEM_TYPES", "ItemType", "Marked", "Shown"]
