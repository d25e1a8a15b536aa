"""The screen of a phone or computer, put together from boxes, discs, lines and text."""

from collections.abc import Mapping
from typing import Any

from quizzes.forgery.drawn.sheet import ANCHORS, Sheet, canvas, colour
from quizzes.forgery.picture import Picture
from quizzes.forgery.reading import Reader, as_numbers
from quizzes.forgery.recipe import ParamError

_WHITE, _BLACK = (255, 255, 255), (24, 24, 28)


def draw_screen(params: Mapping[str, Any]) -> Picture:
    """Draw `items` in their order on a sheet of `size` [width, height] and colour `paper`.

    An item is a table with one of: `text` with `at`, `size`, `ink`, `anchor` and `bold`; `box` [left, top,
    right, bottom] with `fill` and `radius`; `disc` [x, y, radius] with `fill`; `line` [[x, y], ...] with `ink`
    and `width`. Raises `ParamError`.
    """
    reader = Reader(params)
    sheet = Sheet.blank(canvas(reader), colour(reader, "paper", _WHITE))
    for index, table in enumerate(reader.tables("items")):
        try:
            _lay(sheet, Reader(table))
        except ParamError as error:
            raise error.under(f"items[{index}]") from None
    reader.done()
    return sheet.picture()


def _lay(sheet: Sheet, item: Reader) -> None:
    if item.has("text"):
        lay_text(sheet, item)
    elif item.has("box"):
        sheet.box(
            item.numbers("box", 4),
            colour(item, "fill", _BLACK),
            item.number("radius", 0, low=0, high=400),
        )
    elif item.has("disc"):
        x, y, radius = item.numbers("disc", 3)
        if radius <= 0:
            raise ParamError("disc", "must have a radius above 0")
        sheet.disc((x, y), radius, colour(item, "fill", _BLACK))
    elif item.has("line"):
        sheet.line(_points(item), colour(item, "ink", _BLACK), item.number("width", 1, low=0.5, high=40))
    else:
        raise ParamError("", "must have one of text, box, disc and line")
    item.done()


def lay_text(sheet: Sheet, item: Reader) -> None:
    """Write the text that a table describes; raises `ParamError`."""
    sheet.text(
        item.numbers("at", 2),
        item.text("text"),
        size=item.number("size", 22, low=6, high=300),
        ink=colour(item, "ink", _BLACK),
        anchor=item.choice("anchor", ANCHORS, "ls"),
        bold=item.number("bold", 0, low=0, high=6),
    )


def _points(item: Reader) -> list[tuple[float, float]]:
    value = item.raw("line")
    if not isinstance(value, list) or len(value) < 2:
        raise ParamError("line", "must be at least two points [x, y]")
    pairs = [as_numbers(f"line[{index}]", each, 2) for index, each in enumerate(value)]
    return [(x, y) for x, y in pairs]
