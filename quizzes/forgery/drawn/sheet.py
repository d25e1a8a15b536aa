"""A sheet to draw on: text, boxes, discs and lines with smooth edges, the same bytes every time."""

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias, cast

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from quizzes.forgery.picture import Picture
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError

Colour: TypeAlias = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

ANCHORS = ("ls", "ms", "rs", "lm", "mm", "rm")
"""Pillow's names: left, middle or right; on the baseline or halfway up."""

_FINE = 2
_LARGEST = 2000


class Sheet:
    """Drawn at twice its size and then made smaller, which smooths every edge alike.

    Coordinates and sizes are pixels of the finished picture. Text is in the typeface that comes with Pillow,
    which has one weight: `bold` adds a stroke of so many pixels around each letter.
    """

    def __init__(self, under: Picture) -> None:
        large = np.repeat(np.repeat(under, _FINE, axis=0), _FINE, axis=1)
        self._image = Image.fromarray(large)
        self._draw = ImageDraw.Draw(self._image)

    @classmethod
    def blank(cls, size: tuple[int, int], paper: Colour) -> "Sheet":
        """Return an empty sheet of (width, height)."""
        return cls(np.full((size[1], size[0], 3), paper, np.uint8))

    def text(
        self, at: tuple[float, ...], text: str, *, size: float, ink: Colour, anchor: str, bold: float = 0
    ) -> None:
        """Write one line. Raises `ParamError` when the typeface lacks one of its signs."""
        font = _font(size * _FINE)
        absent = [sign for sign in text if not _has(sign)]
        if absent:
            raise ParamError("text", f"has signs that cannot be drawn: {' '.join(absent)}")
        x, y = (each * _FINE for each in at)
        self._draw.text((x, y), text, ink, font, anchor, stroke_width=bold * _FINE, stroke_fill=ink)

    def box(self, box: tuple[float, ...], fill: Colour, radius: float) -> None:
        """Fill (left, top, right, bottom), right and bottom not included, with round corners."""
        left, top, right, bottom = (each * _FINE for each in box)
        if right <= left or bottom <= top:
            raise ParamError("box", f"must have right beyond left and bottom below top, not {list(box)!r}")
        self._draw.rounded_rectangle((left, top, right - 1, bottom - 1), radius * _FINE, fill)

    def disc(self, middle: tuple[float, ...], radius: float, fill: Colour) -> None:
        """Fill a circle."""
        x, y, reach = middle[0] * _FINE, middle[1] * _FINE, radius * _FINE
        self._draw.ellipse((x - reach, y - reach, x + reach - 1, y + reach - 1), fill)

    def line(self, points: Sequence[tuple[float, float]], ink: Colour, width: float) -> None:
        """Draw a line through points."""
        self._draw.line([(x * _FINE, y * _FINE) for x, y in points], ink, round(width * _FINE), "curve")

    def picture(self) -> Picture:
        """Return what has been drawn; where nothing was, the bytes are those of the paper."""
        return cast(Picture, np.array(self._image.reduce(_FINE), np.uint8))


@cache
def _font(size: float) -> ImageFont.FreeTypeFont:
    return cast(ImageFont.FreeTypeFont, ImageFont.load_default(size))


@cache
def _has(sign: str) -> bool:
    # A typeface draws one and the same box for every sign that it does not have.
    font = _font(24)
    return sign == " " or bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


def colour(reader: Reader, name: str, default: Colour) -> Colour:
    """Read a colour, three whole numbers from 0 to 255."""
    values = reader.numbers(name, 3, default)
    if any(not 0 <= each <= 255 or each != int(each) for each in values):
        raise ParamError(name, f"must be three whole numbers from 0 to 255, not {list(values)!r}")
    return int(values[0]), int(values[1]), int(values[2])


def canvas(reader: Reader) -> tuple[int, int]:
    """Read `size`, the width and height of a sheet in pixels."""
    width, height = reader.numbers("size", 2)
    if not (64 <= width <= _LARGEST and 64 <= height <= _LARGEST and width % 1 == height % 1 == 0):
        raise ParamError("size", f"must be two whole numbers from 64 to {_LARGEST}, not {[width, height]!r}")
    return int(width), int(height)
