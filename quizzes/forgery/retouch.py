"""Retouching: colours, light or blemishes of a place are changed while its shapes stay as they were.

It deceives because nothing is added or taken away: light and texture stay true, and only knowledge of the
thing, a forgotten reflection or a rim of the old colour gives it away. About 0.05 to 0.3 s at 1280 pixels.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.grain import grain_of, with_grain
from quizzes.forgery.picture import Picture, SoftMask, blend, grow, ring, rounded, soften
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin

_HUES = 180
# Three bytes as one thing: numpy moves those in half the time.
_PIXEL = np.dtype("V3")


@dataclass(frozen=True)
class Recolour:
    """Turn the colours of a hue range around the colour circle, keeping light and texture.

    `hues` is [low, high] in OpenCV's units (0 to 179; low above high goes through red) and `saturation` and
    `value` the least of each (0 to 255) that counts as the thing; `soft` widens the hue range softly.
    `turn` is in degrees in Lab, `chroma` and `light` are factors. `spill` is how many pixels outside the
    thing its colour cast is followed; `soft_edge` blurs the rim in pixels.
    """

    where: Any
    hues: tuple[float, ...]
    saturation: float
    value: float
    soft: float
    spill: float
    soft_edge: float
    turn: float
    chroma: float
    light: float

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        """Read one edit of kind `recolour`; raises `ParamError`."""
        return cls(
            where=reader.raw("where"),
            hues=reader.numbers("hues", 2),
            saturation=reader.number("saturation", 60, low=1, high=255),
            value=reader.number("value", 20, low=0, high=255),
            soft=reader.number("soft", 6, low=0.5, high=60),
            spill=reader.number("spill", 3, low=0, high=60),
            soft_edge=reader.number("soft_edge", 0.8, low=0, high=40),
            turn=reader.number("turn", 0, low=-180, high=180),
            chroma=reader.number("chroma", 1, low=0, high=4),
            light=reader.number("light", 1, low=0.2, high=3),
        )

    def apply(self, picture: Picture, rng: np.random.Generator) -> tuple[Picture, SoftMask]:
        """Return the recoloured picture and how far it shows at each pixel."""
        return self.apply_at(picture, select(picture, self.where, "where"))

    def apply_at(self, picture: Picture, place: SoftMask) -> tuple[Picture, SoftMask]:
        """Do the same within a place that was selected elsewhere, as on an earlier frame of a film."""
        alpha = self._coverage(picture, place)
        if not (alpha > 0.05).any():
            raise ParamError("hues", "are found nowhere in the chosen place")
        # Only the pixels that show anything, in one row: the rest of the place is often most of it.
        shows = np.flatnonzero(alpha > 0)
        share = alpha.ravel()[shows]
        before = np.take(picture.reshape(-1, 3), shows, axis=0)[np.newaxis].astype(np.float32)
        lab = cv2.cvtColor(before * np.float32(1 / 255), cv2.COLOR_RGB2Lab)
        across, down = (
            self.chroma * np.cos(np.deg2rad(self.turn)),
            self.chroma * np.sin(np.deg2rad(self.turn)),
        )
        lab = cv2.transform(lab, np.array([[1, 0, 0], [0, across, -down], [0, down, across]], np.float32))
        # Highlights stay white: a gloss takes the colour of the lamp, not of the paint.
        if self.light != 1:
            lab[..., 0] = 100 * (lab[..., 0] / 100) ** (1 / self.light)
        # In place, and with the share once for each number: numpy is slow where it has to repeat it in threes.
        turned = cast(NDArray[np.float32], cv2.cvtColor(lab, cv2.COLOR_Lab2RGB))
        np.clip(turned, 0, 1, out=turned)
        turned *= 255
        np.rint(turned, out=turned)
        turned -= before
        turned *= cast(NDArray[np.float32], cv2.merge([share[np.newaxis]] * 3))
        turned += before
        part = np.rint(turned, out=turned)[0].astype(np.uint8)
        recoloured = np.array(picture, order="C")
        recoloured.reshape(-1, 3).view(_PIXEL)[shows] = part.view(_PIXEL)
        return recoloured, alpha

    def _coverage(self, picture: Picture, place: SoftMask) -> SoftMask:
        """Return where the colour sits: its core, and its cast up to `spill` pixels around that."""
        hue, saturation, value = cv2.split(cv2.cvtColor(picture, cv2.COLOR_RGB2HSV))
        # Worked out for each of the 256 values once, and looked up for each pixel.
        known = np.arange(256, dtype=np.float32)
        low, high = self.hues
        width = (high - low) % _HUES
        off = np.abs((known - low - width / 2 + _HUES / 2) % _HUES - _HUES / 2) - width / 2
        in_hue = _looked_up(hue, np.clip(1 - off / self.soft, 0, 1))
        half = self.saturation / 2
        enough = _looked_up(saturation, np.clip((known - half) / half, 0, 1))
        enough *= _looked_up(value, np.clip(known / max(self.value, 1), 0, 1))
        # In place from here on: memory that is asked for anew costs as much as the arithmetic.
        enough *= in_hue
        enough *= place
        core = (enough > 0.75).view(np.uint8)
        core = cast(NDArray[np.uint8], cv2.morphologyEx(core, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)))
        # Grown while it still has one byte a pixel, which is many times as quick.
        grown = grow(cast(Any, core), self.spill)
        near = soften(cast(SoftMask, grown.astype(np.float32)), self.spill / 2)
        cast_on = in_hue
        for factor in (_looked_up(saturation, np.clip(known / self.saturation, 0, 1)), near, place):
            cast_on *= factor
        np.maximum(np.multiply(core, place, out=enough), cast_on, out=cast_on)
        return soften(cast_on, self.soft_edge)


def _looked_up(values: NDArray[Any], table: NDArray[np.float32]) -> SoftMask:
    """Return what the table of 256 entries says for each value."""
    return cast(SoftMask, cv2.LUT(values, table))


@dataclass(frozen=True)
class Relight:
    """Make a place brighter or darker: `light` is a gamma factor, `contrast` and `chroma` are factors."""

    where: Any
    light: float
    contrast: float
    chroma: float

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        """Read one edit of kind `relight`; raises `ParamError`."""
        return cls(
            where=reader.raw("where"),
            light=reader.number("light", 1, low=0.2, high=5),
            contrast=reader.number("contrast", 1, low=0.2, high=4),
            chroma=reader.number("chroma", 1, low=0, high=4),
        )

    def apply(self, picture: Picture, rng: np.random.Generator) -> tuple[Picture, SoftMask]:
        """Return the relit picture and how far it shows at each pixel."""
        alpha = select(picture, self.where, "where")
        lab = cv2.cvtColor(picture.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2Lab)
        middle = float(np.average(lab[..., 0], weights=alpha))
        light = np.clip((lab[..., 0] - middle) * self.contrast + middle, 0, 100)
        lab[..., 0] = 100 * (light / 100) ** (1 / self.light)
        lab[..., 1:] = lab[..., 1:] * self.chroma
        lit = np.clip(cv2.cvtColor(lab, cv2.COLOR_Lab2RGB), 0, 1) * 255
        return blend(picture, rounded(lit), alpha), alpha


@dataclass(frozen=True)
class Smooth:
    """Even out what is smaller than `size` pixels (wrinkles, spots), keeping grain and larger shapes."""

    where: Any
    size: float
    strength: float

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        """Read one edit of kind `smooth`; raises `ParamError`."""
        return cls(
            where=reader.raw("where"),
            size=reader.number("size", 6, low=1, high=60),
            strength=reader.number("strength", 0.8, low=0.05, high=1),
        )

    def apply(self, picture: Picture, rng: np.random.Generator) -> tuple[Picture, SoftMask]:
        """Return the smoothed picture and how far it shows at each pixel."""
        alpha = select(picture, self.where, "where")
        # Only what is darker than its surroundings is filled: a wrinkle is a shadow, a highlight gives shape.
        ground = cv2.bilateralFilter(picture, 0, 40, self.size)
        filled = np.maximum(ground, cv2.GaussianBlur(picture, (0, 0), self.size)).astype(np.float32)
        calm = with_grain(cv2.GaussianBlur(filled, (0, 0), self.size / 3), grain_of(picture, alpha), rng)
        shown = cast(SoftMask, alpha * np.float32(self.strength))
        return blend(picture, rounded(calm), shown), shown


@dataclass(frozen=True)
class Heal:
    """Fill a small place from its own rim (Telea 2004) and give it the grain of what surrounds it."""

    where: Any
    feather: float

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        """Read one edit of kind `heal`; raises `ParamError`."""
        return cls(where=reader.raw("where"), feather=reader.number("feather", 1, low=0, high=20))

    def apply(self, picture: Picture, rng: np.random.Generator) -> tuple[Picture, SoftMask]:
        """Return the healed picture and how far it shows at each pixel."""
        alpha = select(picture, self.where, "where")
        hole = (grow(alpha, 1) > 0.05).astype(np.uint8)
        filled = cv2.inpaint(picture, hole, 4, cv2.INPAINT_TELEA).astype(np.float32)
        grainy = with_grain(cv2.GaussianBlur(filled, (0, 0), 1.5), grain_of(picture, ring(alpha, 8)), rng)
        alpha = soften(alpha, self.feather)
        return blend(picture, rounded(grainy), alpha), alpha


Edit = Recolour | Relight | Smooth | Heal
_KINDS: dict[str, Callable[[Reader], Edit]] = {
    "recolour": Recolour.parse,
    "relight": Relight.parse,
    "smooth": Smooth.parse,
    "heal": Heal.parse,
}


@dataclass(frozen=True)
class RetouchParams:
    """The edits, applied in order; edits with the same `region` number are one altered place."""

    edits: tuple[Edit, ...]
    regions: tuple[int, ...]

    @classmethod
    def parse(cls, params: Mapping[str, Any]) -> Self:
        """Read a recipe's params; raises `ParamError` naming the one that is wrong."""
        reader = Reader(params)
        edits: list[Edit] = []
        regions: list[int] = []
        for index, table in enumerate(reader.tables("edits")):
            inner = Reader(table)
            try:
                edits.append(_KINDS[inner.choice("kind", tuple(_KINDS))](inner))
                regions.append(inner.whole("region", index, low=0, high=99))
                inner.done()
            except ParamError as error:
                raise error.under(f"edits[{index}]") from None
        reader.done()
        return cls(tuple(edits), tuple(regions))


@technique("retouch")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Apply the recipe's edits to `original` one after the other; raises `ParamError`."""
    wish = RetouchParams.parse(params)
    edited = original
    places: dict[int, NDArray[np.float32]] = {}
    for index, (edit, region) in enumerate(zip(wish.edits, wish.regions, strict=True)):
        try:
            edited, alpha = edit.apply(edited, rng)
        except ParamError as error:
            raise error.under(f"edits[{index}]") from None
        shown = np.where(alpha > 0.02, alpha, 0).astype(np.float32)
        places[region] = np.maximum(places.get(region, shown), shown)
    return settle(original, edited, [places[region] for region in sorted(places)])
