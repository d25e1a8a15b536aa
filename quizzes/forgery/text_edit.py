"""Text editing: letters or digits in a photograph are taken out, moved about or written anew.

It deceives because we read words and do not look at letters. A letter taken from the same picture brings the
right typeface, blur and ink with it; one that is drawn fits less well. About 0.01 to 0.05 s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.grain import grain_of, with_grain
from quizzes.forgery.lettering import Write, written
from quizzes.forgery.picture import Picture, SoftMask, grow, ring, rounded, soften
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin

_INKS = ("dark", "light", "all")
_PAPER = 6


@dataclass(frozen=True)
class Erase:
    """Letters to take out: their place, and whether the ink is darker or lighter than what it is on.

    `all` refills the whole place; `dark` and `light` only the ink in it, so that the paper stays real.
    """

    where: Any
    ink: str
    spread: float

    @classmethod
    def parse(cls, params: Mapping[str, Any]) -> Self:
        """Read one table of `erase`; raises `ParamError`."""
        reader = Reader(params)
        parsed = cls(
            where=reader.raw("where"),
            ink=reader.choice("ink", _INKS, "all"),
            spread=reader.number("spread", 1, low=0, high=10),
        )
        reader.done()
        return parsed


@dataclass(frozen=True)
class Copy:
    """A letter of the picture and where its middle goes.

    `scale` is across and down, `turn` (clockwise) and `lean` are in degrees. Only the ink travels: the
    share of the paper's light that the letter takes away (or adds, where the ink is light). `strength`
    weakens it.
    """

    glyph: Any
    ink: str
    to: tuple[float, ...]
    scale: tuple[float, ...]
    turn: float
    lean: float
    strength: float

    @classmethod
    def parse(cls, params: Mapping[str, Any]) -> Self:
        """Read one table of `copies`; raises `ParamError`."""
        reader = Reader(params)
        parsed = cls(
            glyph=reader.raw("glyph"),
            ink=reader.choice("ink", _INKS[:2]),
            to=reader.numbers("to", 2),
            scale=reader.numbers("scale", 2, (1.0, 1.0)),
            turn=reader.number("turn", 0, low=-180, high=180),
            lean=reader.number("lean", 0, low=-60, high=60),
            strength=reader.number("strength", 1, low=0.1, high=2),
        )
        reader.done()
        if min(parsed.scale) < 0.1 or max(parsed.scale) > 5:
            raise ParamError("scale", f"must lie between 0.1 and 5, not be {list(parsed.scale)!r}")
        return parsed


@dataclass(frozen=True)
class TextEditParams:
    """What is erased first, copied next and written last; all of it is one altered place."""

    erase: tuple[Erase, ...]
    copies: tuple[Copy, ...]
    writes: tuple[Write, ...]

    @classmethod
    def parse(cls, params: Mapping[str, Any]) -> Self:
        """Read a recipe's params; raises `ParamError` naming the one that is wrong."""
        reader = Reader(params)
        parsed = cls(
            erase=_each(reader, "erase", Erase.parse),
            copies=_each(reader, "copies", Copy.parse),
            writes=_each(reader, "writes", Write.parse),
        )
        reader.done()
        if not (parsed.erase or parsed.copies or parsed.writes):
            raise ParamError("params", "must have at least one of erase, copies and writes")
        return parsed


def _each(reader: Reader, name: str, parse: Any) -> tuple[Any, ...]:
    if not reader.has(name):
        return ()
    parsed = []
    for index, table in enumerate(reader.tables(name)):
        try:
            parsed.append(parse(table))
        except ParamError as error:
            raise error.under(f"{name}[{index}]") from None
    return tuple(parsed)


@technique("text-edit")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Change the writing in `original`; letters are always taken from the original; raises `ParamError`."""
    wish = TextEditParams.parse(params)
    edited, touched = original, np.zeros(original.shape[:2], np.float32)
    for index, erase in enumerate(wish.erase):
        place = select(original, erase.where, f"erase[{index}].where")
        edited, shown = _erased(original, edited, erase, place, rng)
        touched = np.maximum(touched, shown)
    for index, copy in enumerate(wish.copies):
        glyph = select(original, copy.glyph, f"copies[{index}].glyph")
        edited, shown = _moved(original, edited, glyph, copy)
        touched = np.maximum(touched, shown)
    for write in wish.writes:
        edited, shown = written(edited, write, rng)
        touched = np.maximum(touched, shown)
    return settle(original, edited, [cast(SoftMask, touched)])


def _ink(picture: Picture, place: SoftMask, ink: str, spread: float) -> tuple[SoftMask, SoftMask]:
    """Return the ink in a place, and that with its neighbours' ink, both widened over the letters' soft rim.

    Otsu's threshold is taken from a wider place: a letter i fills its own so far that no paper is left in it.
    """
    if ink == "all":
        return place, place
    wide = grow(place, _PAPER) > 0.5
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    threshold, _ = cv2.threshold(grey[wide][:, np.newaxis], 0, 255, cv2.THRESH_OTSU)
    dark = grey <= threshold
    inked = dark if ink == "dark" else ~dark
    own = grow(cast(SoftMask, (inked & (place > 0.5)).astype(np.float32)), spread)
    around = grow(cast(SoftMask, (inked & wide).astype(np.float32)), spread)
    return own * (grow(place, spread) > 0), around


def _blank(picture: Picture, hole: SoftMask) -> Picture:
    """Return the picture with the hole filled from its rim (Telea 2004)."""
    return cast(Picture, cv2.inpaint(picture, (hole > 0.02).astype(np.uint8), 3, cv2.INPAINT_TELEA))


def _erased(
    original: Picture, edited: Picture, erase: Erase, place: SoftMask, rng: np.random.Generator
) -> tuple[Picture, SoftMask]:
    """Return the picture with the letters of one place gone, and where; the neighbours keep their ink."""
    own, around = _ink(original, place, erase.ink, erase.spread)
    # The neighbours are out of the way while the paper is guessed, or their ink would run into it.
    paper = with_grain(_blank(edited, around), grain_of(original, ring(around, 6)), rng)
    return cast(Picture, np.where(own[..., np.newaxis] > 0.02, rounded(paper), edited)), own


def _moved(original: Picture, edited: Picture, glyph: SoftMask, copy: Copy) -> tuple[Picture, SoftMask]:
    """Return the picture with one letter's ink laid on the paper at its new place, and where."""
    blank = _blank(original, _ink(original, glyph, copy.ink, 2)[1])
    # Ink is a share of its paper's light (or darkness), so a letter from a bright place fits a dim one.
    share = _share(original, blank, copy.ink) * soften(grow(glyph, 1), 0.5)[..., np.newaxis]
    rows, columns = np.flatnonzero(glyph.max(axis=1) > 0.5), np.flatnonzero(glyph.max(axis=0) > 0.5)
    middle = np.array([(columns[0] + columns[-1]) / 2, (rows[0] + rows[-1]) / 2])
    angle = np.deg2rad(copy.turn)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    lean = np.array([[1, -np.tan(np.deg2rad(copy.lean))], [0, 1]])
    linear = turn @ lean @ np.diag(copy.scale)
    matrix = np.column_stack([linear, np.array(copy.to) - linear @ middle])
    laid = cv2.warpAffine(share, matrix, (edited.shape[1], edited.shape[0]), flags=cv2.INTER_CUBIC)
    laid = np.clip(laid * np.float32(copy.strength), 0, 1)
    shown = (laid.max(axis=2) > 0.02).astype(np.float32)
    paper = edited.astype(np.float32)
    inked = paper * (1 - laid) if copy.ink == "dark" else 255 - (255 - paper) * (1 - laid)
    return rounded(inked), cast(SoftMask, shown)


def _share(original: Picture, blank: Picture, ink: str) -> NDArray[np.float32]:
    """Return how much of the paper's light (dark ink) or darkness (light ink) the ink takes, 0 to 1."""
    there, paper = original.astype(np.float32), blank.astype(np.float32)
    if ink == "light":
        there, paper = 255 - there, 255 - paper
    return cast(NDArray[np.float32], np.clip(1 - there / np.maximum(paper, 1), 0, 1))
