"""Machine-made photo pairs for the leak audit: random originals, and twins by the techniques of the library."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, cast

import cv2
import numpy as np

from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import Recipe
from quizzes.forgery.registry import render

Random: TypeAlias = np.random.Generator
Params: TypeAlias = Mapping[str, Any]

_SIDES = ((240, 180), (288, 192), (192, 256), (320, 180))


def made_picture(rng: Random, pictures: Sequence[Picture], size: tuple[int, int]) -> Picture:
    """Return a random picture of `size` (width, height): drawn, or a random crop of one of `pictures`.

    Either way its colours, light, sharpness and grain are changed at random.
    """
    width, height = size
    ground = _crop(rng, pictures, size) if pictures and rng.random() < 0.7 else _drawn(rng, size)
    if rng.random() < 0.5:
        ground = ground[:, ::-1]
    light = ground.astype(np.float32) * rng.uniform(0.75, 1.2, 3).astype(np.float32)
    light += np.float32(rng.uniform(-20, 20))
    if rng.random() < 0.4:
        light = cv2.GaussianBlur(light, (0, 0), rng.uniform(0.4, 1.6)).astype(np.float32)
    light += rng.normal(0, rng.uniform(0, 5), (height, width, 1)).astype(np.float32)
    return cast(Picture, np.ascontiguousarray(np.clip(light, 0, 255).astype(np.uint8)))


def _crop(rng: Random, pictures: Sequence[Picture], size: tuple[int, int]) -> Picture:
    picture = pictures[int(rng.integers(len(pictures)))]
    width, height = size
    most = min(picture.shape[1] / width, picture.shape[0] / height)
    scale = rng.uniform(min(most, 0.7), most)
    across, down = int(width * scale), int(height * scale)
    left = int(rng.integers(picture.shape[1] - across + 1))
    top = int(rng.integers(picture.shape[0] - down + 1))
    part = picture[top : top + down, left : left + across]
    return cast(
        Picture, cv2.resize(part, size, interpolation=cv2.INTER_AREA if scale > 1 else cv2.INTER_CUBIC)
    )


def _drawn(rng: Random, size: tuple[int, int]) -> Picture:
    """Draw soft light with some shapes on it."""
    coarse = rng.integers(30, 220, (int(rng.integers(3, 24)), int(rng.integers(3, 24)), 3), dtype=np.uint8)
    ground = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    for _ in range(int(rng.integers(1, 12))):
        middle = (int(rng.integers(size[0])), int(rng.integers(size[1])))
        axes = (int(rng.integers(4, size[0] // 4)), int(rng.integers(4, size[1] // 4)))
        colour = tuple(int(each) for each in rng.integers(0, 256, 3))
        cv2.ellipse(ground, middle, axes, rng.uniform(0, 180), 0, 360, colour, -1, cv2.LINE_AA)
    return cast(Picture, ground)


def place_in(rng: Random, size: tuple[int, int], share: tuple[float, float] = (0.12, 0.35)) -> dict[str, Any]:
    """Return a random selection that lies in a picture of `size`, its sides within `share` of the picture's."""
    width, height = size
    across, down = rng.uniform(*share) * width, rng.uniform(*share) * height
    left, top = rng.uniform(0, width - across), rng.uniform(0, height - down)
    box = [round(each) for each in (left, top, left + across, top + down)]
    if rng.random() < 0.5:
        return {"rect": box}
    middle = [round(left + across / 2), round(top + down / 2)]
    return {"ellipse": [*middle, round(across / 2), round(down / 2)]}


def shift_of(rng: Random, size: tuple[int, int]) -> list[int]:
    """Return a random move in pixels, about a quarter of the picture."""
    return [round(rng.choice((-1, 1)) * rng.uniform(0.12, 0.35) * side) for side in size]


def copies(rng: Random, size: tuple[int, int]) -> Params:
    """Return params of a copy-move."""
    copy = {"from": place_in(rng, size), "move": shift_of(rng, size), "feather": float(rng.uniform(0, 4))}
    if rng.random() < 0.4:
        copy |= {"scale": float(rng.uniform(0.7, 1.3)), "turn": float(rng.uniform(-30, 30))}
    return {"copies": [copy | {"flip": bool(rng.random() < 0.3), "match_light": float(rng.uniform(0, 1))}]}


def splice(rng: Random, size: tuple[int, int]) -> Params:
    """Return params of a splicing from the source `other`."""
    to = [round(rng.uniform(0.25, 0.75) * side) for side in size]
    return {
        "source": "other", "thing": place_in(rng, size), "to": to, "feather": float(rng.uniform(0, 3)),
        "light": float(rng.uniform(0, 1)), "colour": float(rng.uniform(0, 1)), "grain": float(rng.uniform(0, 1)),
    }  # fmt: skip


def _retouch(rng: Random, size: tuple[int, int]) -> Params:
    edit: dict[str, Any] = {"kind": str(rng.choice(("relight", "smooth", "heal", "recolour")))}
    edit["where"] = place_in(rng, size) | ({"feather": 4} if rng.random() < 0.5 else {})
    if edit["kind"] == "relight":
        edit |= {"light": float(rng.choice((0.6, 0.75, 1.4, 1.8))), "chroma": float(rng.uniform(0.5, 1.5))}
    elif edit["kind"] == "smooth":
        edit |= {"size": float(rng.uniform(3, 12))}
    elif edit["kind"] == "recolour":
        edit |= {"hues": [0, 179], "saturation": 20, "turn": float(rng.uniform(40, 180))}
    return {"edits": [edit]}


def _relight(rng: Random, size: tuple[int, int]) -> Params:
    points = {"from": [0, 0], "to": [round(rng.uniform(0.3, 1) * side) for side in size]}
    gains = rng.uniform(0.5, 1.8, (2, 3)).round(3).tolist()
    return {"lights": [points | {"first": gains[0], "last": gains[1]}]}


def _removal(rng: Random, size: tuple[int, int]) -> Params:
    method = str(rng.choice(("telea", "navier-stokes", "patchmatch")))
    return {"remove": [place_in(rng, size, (0.08, 0.2))], "method": method}


def _erasure(rng: Random, size: tuple[int, int]) -> Params:
    return {"erase": [{"where": place_in(rng, size, (0.08, 0.2))}]}


def _crop_out(rng: Random, size: tuple[int, int]) -> Params:
    share = rng.uniform(0.55, 0.85)
    across, down = round(size[0] * share), round(size[1] * share)
    left, top = int(rng.integers(size[0] - across + 1)), int(rng.integers(size[1] - down + 1))
    return {"crop": [left, top, left + across, top + down]}


def _mirror(rng: Random, size: tuple[int, int]) -> Params:
    return {}


TECHNIQUES: Mapping[str, Callable[[Random, tuple[int, int]], Params]] = {
    "copy-move": copies,
    "splicing": splice,
    "retouch": _retouch,
    "relight": _relight,
    "object-removal": _removal,
    "text-edit": _erasure,
    "crop-out": _crop_out,
    "mirror": _mirror,
}


def made_photos(rng: Random, pictures: Sequence[Picture]) -> tuple[str, tuple[Picture, Picture]]:
    """Make a random original and a twin of it.

    Returns the technique and both halves before the last encode. Raises `RecipeError` where the random
    parameters do not fit the random picture.
    """
    size = _SIDES[int(rng.integers(len(_SIDES)))]
    original = made_picture(rng, pictures, size)
    slug = list(TECHNIQUES)[int(rng.integers(len(TECHNIQUES)))]
    recipe = Recipe("machine-made", slug, TECHNIQUES[slug](rng, size), int(rng.integers(1 << 30)))
    twin = render(original, recipe, {"other": made_picture(rng, pictures, size)})
    return slug, (twin.original, twin.twin)
