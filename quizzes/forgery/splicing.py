"""Splicing: a thing is cut out of one photograph and laid into another, with its light made to fit.

It deceives because each half of it is a real photograph: only the light, the grain, the edge and what the
thing does to its new surroundings (a shadow, a reflection) can give it away. About 0.1 to 1 s at 1280 pixels,
and 2 to 4 s where the recipe cuts the thing out by GrabCut.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.grain import grain_of, with_grain
from quizzes.forgery.picture import Picture, SoftMask, blend, grow, ring, rounded, soften, warp
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin

_RING = 14


@dataclass(frozen=True)
class SplicingParams:
    """What is taken from where, where it goes, and how it is made to fit.

    `to` is where the middle of the thing's box lands; `scale` across and down; `turn` in degrees clockwise.
    `light` and `colour` (0 to 1) say how far the difference between both surroundings is made up for;
    `contrast` and `chroma` are factors, `exposure` a shift of lightness in percent.
    """

    source: str
    thing: Any
    to: tuple[float, ...]
    scale: tuple[float, ...]
    turn: float
    mirror: bool
    mode: str
    opacity: float
    shrink: float
    feather: float
    blur: float
    light: float
    colour: float
    contrast: float
    chroma: float
    exposure: float
    grain: float
    within: Any
    behind: Any
    shadow: Any
    shadow_strength: float

    @classmethod
    def parse(cls, params: Mapping[str, Any]) -> Self:
        """Read a recipe's params; raises `ParamError` naming the one that is wrong."""
        reader = Reader(params)
        parsed = cls(
            source=reader.text("source"),
            thing=reader.raw("thing"),
            to=reader.numbers("to", 2),
            scale=reader.numbers("scale", 2, (1.0, 1.0)),
            turn=reader.number("turn", 0, low=-180, high=180),
            mirror=reader.yes("mirror", False),
            mode=reader.choice("mode", ("over", "screen"), "over"),
            opacity=reader.number("opacity", 1, low=0.05, high=1),
            shrink=reader.number("shrink", 1, low=0, high=20),
            feather=reader.number("feather", 0.8, low=0, high=120),
            blur=reader.number("blur", 0, low=0, high=20),
            light=reader.number("light", 0.5, low=0, high=1),
            colour=reader.number("colour", 0.5, low=0, high=1),
            contrast=reader.number("contrast", 1, low=0.2, high=3),
            chroma=reader.number("chroma", 1, low=0, high=3),
            exposure=reader.number("exposure", 0, low=-60, high=60),
            grain=reader.number("grain", 0, low=0, high=2),
            within=reader.raw("within", None),
            behind=reader.raw("behind", None),
            shadow=reader.raw("shadow", None),
            shadow_strength=reader.number("shadow_strength", 0.5, low=0, high=1),
        )
        reader.done()
        if min(parsed.scale) < 0.02 or max(parsed.scale) > 20:
            raise ParamError("scale", f"must lie between 0.02 and 20, not be {list(parsed.scale)!r}")
        return parsed


@technique("splicing")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Lay a thing from `sources[params["source"]]` into `original`; raises `ParamError`."""
    wish = SplicingParams.parse(params)
    if wish.source not in sources:
        raise ParamError("source", f"names {wish.source!r}, which is not among the recipe's sources")
    source = sources[wish.source]
    cut_out = grow(select(source, wish.thing, "thing"), -wish.shrink)
    if not (cut_out > 0.5).any():
        raise ParamError("shrink", "leaves nothing of the thing")
    matrix = _placing(cut_out, wish)
    size = (original.shape[1], original.shape[0])
    alpha = np.clip(warp(cut_out, matrix, size), 0, 1).astype(np.float32)
    if not (alpha > 0.5).any():
        raise ParamError("to", "puts the thing outside the picture")
    placed = warp(source, matrix, size)
    fitted = _fitted(placed, alpha, original, wish, rng)
    alpha = _shown(original, soften(alpha, wish.feather), wish)
    under, shadow = _shaded(original, wish)
    edited = blend(under, _mixed(under, fitted, wish.mode), alpha)
    return settle(original, edited, [cast(SoftMask, np.maximum(alpha, shadow))])


def _placing(cut_out: SoftMask, wish: SplicingParams) -> NDArray[np.float64]:
    rows, columns = np.flatnonzero(cut_out.max(axis=1) > 0.5), np.flatnonzero(cut_out.max(axis=0) > 0.5)
    middle = np.array([(columns[0] + columns[-1]) / 2, (rows[0] + rows[-1]) / 2])
    angle = np.deg2rad(wish.turn)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    linear = turn @ np.diag([wish.scale[0] * (-1 if wish.mirror else 1), wish.scale[1]])
    return np.column_stack([linear, np.array(wish.to) - linear @ middle])


def _fitted(
    placed: Picture, alpha: SoftMask, original: Picture, wish: SplicingParams, rng: np.random.Generator
) -> Picture:
    """Return the placed source picture in the new place's light, contrast, sharpness and grain."""
    around = ring(alpha, _RING)
    here, there = _lab(original), _lab(placed)
    inside = alpha > 0.5
    if (around > 0.5).any():
        difference = np.median(here[around > 0.5], axis=0) - np.median(there[around > 0.5], axis=0)
    else:
        difference = np.zeros(3, np.float32)
    middle = np.median(there[inside], axis=0)
    lab = there.copy()
    lab[..., 0] = (there[..., 0] - middle[0]) * wish.contrast + middle[0]
    lab[..., 0] += wish.light * difference[0] + wish.exposure
    lab[..., 1:] = there[..., 1:] * wish.chroma + wish.colour * difference[1:]
    lab[..., 0] = np.clip(lab[..., 0], 0, 100)
    colours = np.clip(cv2.cvtColor(lab, cv2.COLOR_Lab2RGB), 0, 1) * 255
    if wish.blur:
        colours = cv2.GaussianBlur(colours, (0, 0), wish.blur)
    wanted, had = grain_of(original, around), grain_of(rounded(colours), alpha)
    missing = float(np.sqrt(max(wanted**2 - had**2, 0))) * wish.grain
    return rounded(with_grain(colours, missing, rng))


def _lab(picture: Picture) -> NDArray[np.float32]:
    scaled = picture.astype(np.float32) / np.float32(255)
    return cast(NDArray[np.float32], cv2.cvtColor(scaled, cv2.COLOR_RGB2Lab))


def _shown(original: Picture, alpha: SoftMask, wish: SplicingParams) -> SoftMask:
    """Return how far the thing shows: only `within`, and hidden by what stands in front (`behind`)."""
    shown = alpha * wish.opacity
    if wish.within is not None:
        shown = shown * select(original, wish.within, "within")
    if wish.behind is not None:
        shown = shown * (1 - select(original, wish.behind, "behind"))
    if not (shown > 0.02).any():
        raise ParamError("within", "leaves nothing of the thing to be seen")
    return cast(SoftMask, shown.astype(np.float32))


def _shaded(original: Picture, wish: SplicingParams) -> tuple[Picture, SoftMask]:
    """Return the original with the thing's contact shadow in it, and how dark that is at each pixel."""
    if wish.shadow is None:
        return original, cast(SoftMask, np.zeros(original.shape[:2], np.float32))
    dark = cast(SoftMask, select(original, wish.shadow, "shadow") * np.float32(wish.shadow_strength))
    return rounded(original * (1 - dark[..., np.newaxis])), dark


def _mixed(under: Picture, over: Picture, mode: str) -> Picture:
    """Return `over` as paint, or as light that can only make the picture brighter."""
    if mode == "screen":
        return rounded(255 - (255 - under.astype(np.float32)) * (255 - over.astype(np.float32)) / 255)
    return over
