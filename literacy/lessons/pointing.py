"""The exercise “where is it?”: what a reader pointed at, marked as the player marks it, with the truth beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from literacy.lessons.references import can_be_pointed_at
from quizzes.attempts.reveal import Mark
from quizzes.attempts.shown import ShownPair, ShownTruth
from quizzes.clips.models import Half
from quizzes.items.types import ITEM_TYPES, Marked, Shown, Told
from quizzes.scoring.marking.grid import CELLS, cell_rectangle


@dataclass(frozen=True)
class ShownWhere:
    """The exercise before an answer (`told` None) or after it; `error` says why an answer was none."""

    block: dict[str, Any]
    shown: ShownPair | None
    cells: tuple[str, ...] = CELLS
    error: str = ""
    told: Told | None = None
    truth: ShownTruth | None = None

    @property
    def can_be_asked(self) -> bool:
        return self.shown is not None and can_be_pointed_at(self.shown.pair)


def show_where(block: dict[str, Any], shown: ShownPair | None, given: Mapping[str, str] | None) -> ShownWhere:
    """The exercise of a block; `given` holds `x` and `y` in fractions, or `cell`, or is None before an answer."""
    asked = ShownWhere(block, shown)
    if given is None or shown is None or not asked.can_be_asked:
        return asked
    kind = ITEM_TYPES["locate"]
    about = Shown(True, truth=shown.pair.truth, pair=shown.pair, half=Half.TWIN)
    form = kind.form({key: given.get(key, "") for key in ("x", "y", "cell")}, about)
    if not form.is_valid():
        return ShownWhere(block, shown, error=str(next(iter(form.non_field_errors()), "")))
    marked = kind.mark(form.cleaned_data, about)
    truth = _with_mark(shown, _mark_of(marked))
    return ShownWhere(block, shown, told=kind.told(marked, about), truth=truth)


def _mark_of(marked: Marked) -> Mark:
    response = marked.response
    if "x" in response:
        return Mark(response["x"], response["y"], response["cell"], marked.points)
    cell = cell_rectangle(response["cell"])
    return Mark((cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2, response["cell"], marked.points)


def _with_mark(shown: ShownPair, mark: Mark) -> ShownTruth:
    width = shown.renditions["original"].width
    return replace(shown.truth, mark=mark, marks_hidden=False, ring=max(6, round(width * 0.022)))
