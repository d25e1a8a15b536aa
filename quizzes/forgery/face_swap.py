"""Face swap: the inner face of another portrait is laid over a face, point on point, in the light that was there.

It deceives because head, hair, ears and clothes are those of the one, and eyes, nose and mouth those of the other:
whoever knows only one of them recognises what he expects. Where both look straight ahead under the same kind of
light, no seam is left. What tells is age that changes at the hairline, a beard that stops, and the other portrait.
Cost: about 0.5 s for a face of 350 by 320 pixels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.picture import Picture, SoftMask, blend, box_of, grow, rounded, soften
from quizzes.forgery.reading import Reader, as_numbers
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin

_FEWEST, _MOST = 8, 80
_MARGIN = 3


@dataclass(frozen=True)
class FaceSwap:
    """The parameters.

    `points` are [x, y, from_x, from_y]: a place in the original and the same feature in `source`, in pixels.
    `where` selects the inner face in the original; `shrink` and `feather` (pixels) soften its edge. `light` is
    the radius in pixels above which light and colour are those of the original: what is finer comes from the
    source. `stiffness` lets the points give way a little, so that no skin is pulled.
    """

    source: str
    points: NDArray[np.float64]
    where: Any
    shrink: float
    feather: float
    light: float
    stiffness: float

    @classmethod
    def parse(cls, params: Mapping[str, Any]) -> Self:
        """Read a recipe's parameters; raises `ParamError`."""
        reader = Reader(params)
        value = reader.raw("points")
        if not isinstance(value, list) or not _FEWEST <= len(value) <= _MOST:
            raise ParamError("points", f"must be {_FEWEST} to {_MOST} points [x, y, from_x, from_y]")
        points = np.array([as_numbers(f"points[{index}]", each, 4) for index, each in enumerate(value)])
        wish = cls(
            source=reader.text("source"),
            points=points,
            where=reader.raw("where"),
            shrink=reader.number("shrink", 8, low=0, high=60),
            feather=reader.number("feather", 9, low=0, high=60),
            light=reader.number("light", 22, low=2, high=200),
            stiffness=reader.number("stiffness", 50, low=0, high=10_000),
        )
        reader.done()
        if len(np.unique(points[:, :2], axis=0)) < len(points):
            raise ParamError("points", "name one place twice")
        spread = np.linalg.svd(points[:, :2] - points[:, :2].mean(axis=0), compute_uv=False)
        if spread[-1] < 1:
            raise ParamError("points", "must not lie on one line")
        return wish


@technique("face-swap")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Lay the inner face of `source` over that of the original. Nothing is left to chance. Raises `ParamError`."""
    wish = FaceSwap.parse(params)
    if wish.source not in sources:
        raise ParamError("source", f"names {wish.source!r}, which is not among the recipe's sources")
    place = select(original, wish.where, "where")
    alpha = soften(grow(place, -wish.shrink), wish.feather)
    if not alpha.max() > 0.5:
        raise ParamError("shrink", "leaves nothing of the face")
    # Light is compared in the surroundings as well, or the rim would be matched with itself.
    reach = round(_MARGIN * wish.light)
    rows, columns = box_of(alpha > 0)
    window = (
        slice(max(0, rows.start - reach), rows.stop + reach),
        slice(max(0, columns.start - reach), columns.stop + reach),
    )
    under = np.ascontiguousarray(original[window])
    seen = warp_onto(wish, sources[wish.source], (window[1].start, window[0].start), under.shape[:2])
    altered = original.copy()
    altered[window] = blend(under, in_light_of(seen, under, wish.light), np.ascontiguousarray(alpha[window]))
    return settle(original, altered, [cast(SoftMask, (alpha > 0).astype(np.float32))])


def warp_onto(wish: FaceSwap, source: Picture, corner: tuple[int, int], shape: tuple[int, ...]) -> Picture:
    """Return `source` drawn onto a window of the original, by a thin-plate spline (Bookstein 1989).

    `corner` (x, y) is where the window begins, `shape` its (height, width).
    """
    ends, starts = wish.points[:, :2], wish.points[:, 2:]
    count = len(ends)
    system = np.zeros((count + 3, count + 3))
    system[:count, :count] = _bent(((ends[:, np.newaxis] - ends[np.newaxis]) ** 2).sum(axis=2))
    system[:count, :count] += wish.stiffness * np.eye(count)
    system[:count, count] = system[count, :count] = 1
    system[:count, count + 1 :] = ends
    system[count + 1 :, :count] = ends.T
    weights = np.linalg.solve(system, np.vstack([starts, np.zeros((3, 2))])).astype(np.float32)
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    x, y = x + np.float32(corner[0]), y + np.float32(corner[1])
    field = weights[count] + x[..., np.newaxis] * weights[count + 1] + y[..., np.newaxis] * weights[count + 2]
    for (end_x, end_y), weight in zip(ends.astype(np.float32), weights[:count], strict=True):
        field += _bent((x - end_x) ** 2 + (y - end_y) ** 2)[..., np.newaxis] * weight
    # A larger face made smaller would be sharper than the picture it comes into.
    step = float(np.sqrt(abs(np.linalg.det(np.linalg.lstsq(_plain(ends), starts, rcond=None)[0][:2]))))
    fine = cv2.GaussianBlur(source, (0, 0), 0.45 * step) if step > 1.05 else source
    drawn = cv2.remap(fine, field, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[call-overload]
    return cast(Picture, drawn)


def in_light_of(face: Picture, under: Picture, radius: float) -> Picture:
    """Give `face` the light and colour of `under` on all scales above `radius` pixels; same shapes."""
    labs = [
        cv2.cvtColor(each.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2Lab) for each in (face, under)
    ]
    large = [cv2.GaussianBlur(each, (0, 0), radius) for each in labs]
    lit = labs[0] + large[1] - large[0]
    return rounded(np.clip(cv2.cvtColor(lit.astype(np.float32), cv2.COLOR_Lab2RGB), 0, 1) * 255)


def _bent(squares: NDArray[Any]) -> NDArray[Any]:
    """Return r^2 log r^2 for squares of distances: what bending a thin plate costs."""
    return cast(NDArray[Any], squares * np.log(np.maximum(squares, 1e-9)))


def _plain(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([points, np.ones(len(points))])
