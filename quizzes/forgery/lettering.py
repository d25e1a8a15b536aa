"""Painting new text into a photograph: a built-in typeface, in perspective and in the light of its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from quizzes.forgery.grain import grain_of, with_grain
from quizzes.forgery.picture import Picture, SoftMask, ring, rounded, soften
from quizzes.forgery.reading import Reader, as_numbers
from quizzes.forgery.recipe import ParamError

_LETTER = 160


@dataclass(frozen=True)
class Write:
    """New text in Pillow's built-in typeface, stretched over four corners (clockwise from top left).

    `bold` thickens it (share of its height); `keep` (0 to 1) is how much of the light and texture under it
    shows through, as with paint; `blur` in pixels and `grain` as a share of the surrounding grain.
    """

    text: str
    corners: tuple[tuple[float, ...], ...]
    colour: tuple[float, ...]
    opacity: float
    keep: float
    bold: float
    blur: float
    grain: float

    @classmethod
    def parse(cls, params: Mapping[str, Any]) -> Self:
        """Read one table of `writes`; raises `ParamError`."""
        reader = Reader(params)
        corners = reader.raw("corners")
        if not isinstance(corners, list) or len(corners) != 4:
            raise ParamError("corners", "must be four points, clockwise from the top left")
        parsed = cls(
            text=reader.text("text"),
            corners=tuple(as_numbers(f"corners[{index}]", each, 2) for index, each in enumerate(corners)),
            colour=reader.numbers("colour", 3),
            opacity=reader.number("opacity", 1, low=0.05, high=1),
            keep=reader.number("keep", 0, low=0, high=1),
            bold=reader.number("bold", 0, low=0, high=0.2),
            blur=reader.number("blur", 0.6, low=0, high=10),
            grain=reader.number("grain", 1, low=0, high=3),
        )
        reader.done()
        if cv2.contourArea(np.array(parsed.corners, np.float32), oriented=True) < 4:
            raise ParamError("corners", "must go clockwise from the top left around a surface")
        return parsed


def written(picture: Picture, write: Write, rng: np.random.Generator) -> tuple[Picture, SoftMask]:
    """Return the picture with new text painted over the four corners, and where."""
    letters: NDArray[Any] = _letters(write)
    height, width = letters.shape
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    corners = np.array(write.corners, np.float32)
    # The drawn text is far larger than its place: smoothed first, it gets the picture's own resolution.
    shrink = np.sqrt(height * width / max(abs(cv2.contourArea(corners)), 1))
    if shrink > 1:
        letters = cv2.GaussianBlur(letters, (0, 0), 0.4 * shrink)
    matrix = cv2.getPerspectiveTransform(flat, corners)
    laid = cv2.warpPerspective(letters, matrix, (picture.shape[1], picture.shape[0]), flags=cv2.INTER_LINEAR)
    cover = soften(np.clip(laid, 0, 1).astype(np.float32), write.blur)
    alpha = cast(SoftMask, (cover * np.float32(write.opacity)).astype(np.float32))
    if not (alpha > 0.05).any():
        raise ParamError("writes", "put text where nothing of it can be seen")
    paint = np.broadcast_to(np.array(write.colour, np.float32), picture.shape)
    under = picture.astype(np.float32)
    level = under.mean(axis=2, keepdims=True)
    usual = max(float(level[alpha > 0.05].mean()), 1.0)
    lit = paint * (1 + write.keep * (level / usual - 1))
    grain = grain_of(picture, ring(alpha, 8)) * write.grain
    lit = with_grain(lit, grain, rng)
    share = alpha[..., np.newaxis]
    return rounded(under * (1 - share) + lit * share), alpha


def _letters(write: Write) -> NDArray[np.float32]:
    """Draw the text large, as coverage 0 to 1, cut to its own box."""
    font = ImageFont.load_default(_LETTER)
    stroke = round(write.bold * _LETTER)
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).textbbox(
        (0, 0), write.text, font=font, stroke_width=stroke
    )
    if right <= left or bottom <= top:
        raise ParamError("text", f"has nothing to be seen in it: {write.text!r}")
    sheet = Image.new("L", (int(right - left) + 2, int(bottom - top) + 2))
    ImageDraw.Draw(sheet).text((1 - left, 1 - top), write.text, fill=255, font=font, stroke_width=stroke)
    return np.asarray(sheet, np.float32) / np.float32(255)
