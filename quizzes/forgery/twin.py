"""The two halves of a pair and the exact ground truth that comes with them."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.picture import Picture

Box: TypeAlias = tuple[int, int, int, int]
"""Pixels: left, top, right, bottom; right and bottom are not included."""


@dataclass(frozen=True)
class Region:
    """One altered place: the box around it and how many pixels changed in it."""

    box: Box
    area: int


@dataclass(frozen=True, eq=False)
class Twin:
    """An original and its manipulated twin, alike in shape, with the mask of what changed.

    `mask` has shape (height, width); `regions` come in the order in which the recipe names them. `frame` is
    set by crop-out alone: the box, in pixels of the original half, that the twin shows.
    """

    original: Picture
    twin: Picture
    mask: NDArray[np.bool_]
    regions: tuple[Region, ...]
    frame: Box | None = None

    def __post_init__(self) -> None:
        """Refuse halves and masks that do not fit on each other."""
        if self.original.shape != self.twin.shape or self.mask.shape != self.original.shape[:2]:
            raise ValueError(
                f"The halves and the mask of a twin must have one shape, not {self.original.shape}, "
                f"{self.twin.shape} and {self.mask.shape}."
            )
