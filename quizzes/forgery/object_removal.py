"""Object removal: a thing is taken out of a photograph and the hole is filled from its surroundings.

It deceives because people look at what is there, and there is nothing to look at. Filling from small patches
of the same photograph keeps its grain, so sky, water, grass and leaves come out clean; straight lines, single
things and shadows do not, and those give it away.
Cost: about a second for patches (worked out in a window around the hole), 30 ms for the two that blur.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray
from patchmatch_cython import inpaint_pyramid  # type: ignore[import-untyped]

from quizzes.forgery.picture import Picture, SoftMask, blend, grow, soften
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin

_BLUR = {"telea": cv2.INPAINT_TELEA, "navier-stokes": cv2.INPAINT_NS}


@dataclass(frozen=True)
class ObjectRemoval:
    """The parameters.

    `remove` is a list of selections, one for each thing that goes; each is widened by `grow` px first.
    `method` is `patchmatch` (Barnes et al. 2009), `telea` (Telea 2004) or `navier-stokes` (Bertalmio et al.
    2001); the last two smear, which makes easy items. `avoid` selects what must not be used to fill with.
    `patch` is the patch's side in px (odd), `reach` how far around the hole patches are taken from, `radius`
    how far the blurring methods look, `feather` the softness of the filling's edge.
    """

    remove: tuple[Any, ...]
    method: str
    grow: float
    feather: float
    patch: int
    reach: int
    radius: float
    avoid: Any

    @classmethod
    def read(cls, params: Mapping[str, Any]) -> "ObjectRemoval":
        """Parse a recipe's parameters; raises `ParamError`."""
        reader = Reader(params)
        remove = reader.raw("remove")
        if not isinstance(remove, list) or not remove:
            raise ParamError("remove", "must be a list of at least one selection")
        patch = reader.whole("patch", 7, low=3, high=31)
        if patch % 2 == 0:
            raise ParamError("patch", f"must be odd, not {patch}")
        read = cls(
            remove=tuple(remove),
            method=reader.choice("method", ("patchmatch", *_BLUR), "patchmatch"),
            grow=reader.number("grow", 3, low=0, high=60),
            feather=reader.number("feather", 1.5, low=0, high=20),
            patch=patch,
            reach=reader.whole("reach", 160, low=16, high=4000),
            radius=reader.number("radius", 5, low=1, high=50),
            avoid=reader.raw("avoid", None),
        )
        reader.done()
        return read


@technique("object-removal")
def object_removal(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Render a removal; the regions are the removed things, in order. The seed starts the search."""
    read = ObjectRemoval.read(params)
    places = [
        grow(select(original, selection, f"remove[{index}]"), read.grow)
        for index, selection in enumerate(read.remove)
    ]
    hole = cast(SoftMask, np.maximum.reduce(places)) > 0.05
    if hole.mean() > 0.5:
        raise ParamError("remove", "takes away more than half of the picture")
    closed = hole.copy()
    if read.avoid is not None:
        closed |= select(original, read.avoid, "avoid") > 0.5
    if closed.all():
        raise ParamError("avoid", "leaves nothing to fill the hole with")
    filled = _fill(original, hole, closed, read, seed=int(rng.integers(2**31)))
    # The edge fades inwards from the hole's own border, where filling and photograph agree best.
    alpha = soften(grow(hole.astype(np.float32), read.feather), read.feather)
    alpha[~grow(hole.astype(np.float32), 2 * read.feather).astype(bool)] = 0
    return settle(original, blend(original, filled, alpha), [_whole(place) for place in places])


def _whole(place: SoftMask) -> SoftMask:
    return cast(SoftMask, (grow(place, 6) > 0.05).astype(np.float32))


def _fill(
    original: Picture, hole: NDArray[np.bool_], closed: NDArray[np.bool_], read: ObjectRemoval, seed: int
) -> Picture:
    """Return the picture with `hole` filled, working only in a window that goes `reach` px beyond it."""
    rows, columns = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
    height, width = hole.shape
    window = (
        slice(max(0, int(rows[0]) - read.reach), min(height, int(rows[-1]) + 1 + read.reach)),
        slice(max(0, int(columns[0]) - read.reach), min(width, int(columns[-1]) + 1 + read.reach)),
    )
    part = np.ascontiguousarray(original[window])
    missing = np.ascontiguousarray(closed[window])
    if min(part.shape[:2]) <= 2 * read.patch or missing.all():
        raise ParamError("reach", "leaves too little around the hole to fill it with")
    if read.method == "patchmatch":
        try:
            filling = inpaint_pyramid(part, missing, patch_size=read.patch, seed=seed)
        except ValueError as error:
            raise ParamError("remove", f"cannot be filled from its surroundings ({error})") from error
    else:
        filling = cv2.inpaint(part, missing.astype(np.uint8) * 255, read.radius, _BLUR[read.method])
    filled = original.copy()
    filled[window] = filling
    # What was only avoided was filled along with the hole, and is put back.
    filled[closed & ~hole] = original[closed & ~hole]
    return filled
