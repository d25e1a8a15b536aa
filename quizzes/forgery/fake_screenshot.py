"""Fake screenshot: a line, a figure or a time on a picture of a screen is painted over and written anew.

It deceives because a screen is flat and clean: one even colour covers what stood there, and no light or grain has
to be matched. What remains are letters of another size or weight, a line that is not quite level, and all that
was forgotten elsewhere on the screen. About 0.05 s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from quizzes.forgery.drawn.screen import lay_text
from quizzes.forgery.drawn.sheet import Sheet
from quizzes.forgery.picture import Picture
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin


@dataclass(frozen=True)
class Cover:
    """One place that is painted over: a box, and the text that comes in it, if any."""

    box: tuple[float, ...]
    write: Mapping[str, Any] | None

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> Self:
        """Read one table of `covers`; raises `ParamError`."""
        reader = Reader(table)
        write = reader.raw("write", None)
        parsed = cls(reader.numbers("box", 4), write)
        reader.done()
        if write is not None and not isinstance(write, Mapping):
            raise ParamError("write", f"must be a table, not {write!r}")
        return parsed

    def lay(self, sheet: Sheet, original: Picture) -> None:
        """Paint the box in the colour that surrounds its writing, and write; raises `ParamError`."""
        left, top, right, bottom = (round(each) for each in self.box)
        inside = original[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
        if not inside.size:
            raise ParamError("box", "lies outside the picture")
        # On a screen the paper is the one colour that most of a place has, to the very digit.
        colours, counts = np.unique(inside.reshape(-1, 3), axis=0, return_counts=True)
        red, green, blue = (int(each) for each in colours[int(np.argmax(counts))])
        sheet.box((left, top, right, bottom), (red, green, blue), 0)
        if self.write is not None:
            item = Reader(self.write)
            lay_text(sheet, item)
            item.done()


@technique("fake-screenshot")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Cover each place of `covers` and write in it; each is one altered region; raises `ParamError`."""
    reader = Reader(params)
    sheet, places = Sheet(original), []
    for index, table in enumerate(reader.tables("covers")):
        try:
            cover = Cover.parse(table)
            cover.lay(sheet, original)
        except ParamError as error:
            raise error.under(f"covers[{index}]") from None
        places.append(select(original, {"rect": list(cover.box)}, f"covers[{index}].box"))
    reader.done()
    return settle(original, sheet.picture(), places)
