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
from patchmatch_cython import CythonSolver, inpaint_pyramid

from quizzes.forgery.picture import Picture, SoftMask, blend, box_of, grow, soften
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.selection import select
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin

_MOST = 40_000
_LOOKS = 9
_LEAST = 8
_ADVICE = "select less, or make `reach` smaller"
_BLUR = {"telea": cv2.INPAINT_TELEA, "navier-stokes": cv2.INPAINT_NS}


@dataclass(frozen=True)
class ObjectRemoval:
    """The parameters.

    `remove` is a list of selections, one for each thing that goes; each is widened by `grow` px first.
    `method` is `patchmatch` (Barnes et al. 2009), `telea` (Telea 2004) or `navier-stokes` (Bertalmio et al.
    2001); the last two smear, which makes easy items. `avoid` selects what must not be used to fill with.
    `patch` is the patch's side in px (odd), `reach` how far around the hole patches are taken from, `radius`
    how far the blurring methods look, `feather` the softness of the filling's edge;
    with `level` the patches take their colour from the rim
    (not where the rim is itself a thing of another colour).
    """

    remove: tuple[Any, ...]
    method: str
    grow: float
    feather: float
    patch: int
    reach: int
    radius: float
    avoid: Any
    level: bool

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
            level=reader.yes("level", True),
        )
        reader.done()
        return read


class _Solver(CythonSolver):  # type: ignore[misc]  # the library has no types
    """The search for patches, with fewer rounds at full size than the library makes: up to 17.

    Each size begins with what the smaller one found, so nearly everything is found in the first rounds (Barnes
    et al. need 4 or 5 from nothing), while the last ones take most of the time.
    """

    def __call__(self, iterations: int = 5, *given: Any, **named: Any) -> NDArray[np.float32]:
        """Search; returns the filled picture in floats."""
        return cast(NDArray[np.float32], super().__call__(min(iterations, _LOOKS), *given, **named))


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
    # Beyond the hole both pictures are the same, so the soft edge lies within it.
    alpha = soften(grow(hole.astype(np.float32), read.feather), read.feather)
    return settle(original, blend(original, filled, alpha), [_whole(place) for place in places])


def _whole(place: SoftMask) -> SoftMask:
    return cast(SoftMask, (grow(place, 6) > 0.05).astype(np.float32))


def _fill(
    original: Picture, hole: NDArray[np.bool_], closed: NDArray[np.bool_], read: ObjectRemoval, seed: int
) -> Picture:
    """Return the picture with `hole` filled, working only in a window that goes `reach` px beyond it."""
    rows, columns = box_of(hole)
    window = (
        slice(max(0, rows.start - read.reach), rows.stop + read.reach),
        slice(max(0, columns.start - read.reach), columns.stop + read.reach),
    )
    level = read.method == "patchmatch" and read.level and _can_level(hole)
    part = np.ascontiguousarray(original[window])
    missing = np.ascontiguousarray(closed[window])
    if min(part.shape[:2]) <= 2 * read.patch or missing.all():
        raise ParamError("reach", "leaves too little around the hole to fill it with")
    if read.method == "patchmatch":
        if (count := int(missing.sum())) > _MOST:
            raise ParamError("remove", f"and `avoid` leave {count} px to fill, more than {_MOST}: {_ADVICE}")
        try:
            filling = inpaint_pyramid(
                part, missing, patch_size=read.patch, seed=seed, poisson_blend=not level, solver_class=_Solver
            )
        except ValueError as error:
            raise ParamError("remove", f"cannot be filled from its surroundings ({error})") from error
    else:
        filling = cv2.inpaint(part, missing.astype(np.uint8) * 255, read.radius, _BLUR[read.method])
    filled = original.copy()
    filled[window] = filling
    # What was only avoided was filled along with the hole, and is put back.
    filled[closed & ~hole] = original[closed & ~hole]
    return _levelled(original, filled, hole) if level else filled


def _levelled(original: Picture, filled: Picture, hole: NDArray[np.bool_]) -> Picture:
    """Keep the filling's texture but let its colour meet the rim (Perez, Gangnet and Blake 2003).

    Patches from elsewhere in a sky are a little too dark or too light, which shows as a stain.
    """
    solid = hole.astype(np.uint8) * 255
    x, y, width, height = cv2.boundingRect(solid)
    # seamlessClone writes into the mask it is given and into pixels beyond it.
    cloned = cv2.seamlessClone(
        filled, original, solid.copy(), (x + width // 2, y + height // 2), cv2.NORMAL_CLONE
    )
    return cast(Picture, np.where(hole[..., np.newaxis], cloned, original).astype(np.uint8))


def _can_level(hole: NDArray[np.bool_]) -> bool:
    """Say whether the hole is wide and has a rim all around; without one the removed thing would shine in."""
    inner = np.zeros_like(hole)
    inner[2:-2, 2:-2] = True
    rows, columns = box_of(hole)
    smallest = min(rows.stop - rows.start, columns.stop - columns.start)
    return smallest >= _LEAST and not (hole & ~inner).any()
