"""One eye over time: the first picture of a film to point at, and the curve once it is known where the eye lies."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from quizzes.clips.eye_place import (
    NEW_ONES,
    SIZES,
    Box,
    EyePlace,
    Pointed,
    begins_alike,
    known_eye,
    place_of,
    pointed_eye,
)
from quizzes.clips.lens_pictures import is_kept, lens_file
from quizzes.clips.models import Pair, Rendition
from quizzes.http.refusal import Refusal
from quizzes.lenses.registry import Lens

Link: TypeAlias = Callable[[str, str], str]


@dataclass(frozen=True)
class EyeView:
    """The first picture of one half with a form to point on it, and how open the eye is where that is known.

    `still` is a link, `width` and `height` are pixels. `box` is x, y, width and height on it in pixels, where an eye
    is looked at. `others` are the fields of what was pointed at in the other half. `trouble` says what is wrong.
    """

    still: str
    width: int
    height: int
    place: EyePlace
    box: tuple[float, float, float, float] | None
    curve: dict[str, Any] | None
    trouble: str
    others: dict[str, str]
    sizes: tuple[int, ...] = SIZES
    has_form: bool = True


def eye_views(
    lens: Lens, pair: Pair, halves: Mapping[str, Rendition], link: Link, pointed: Pointed, *, named: bool
) -> dict[str, EyeView]:
    """Return what the lens shows of each half.

    Both halves are pointed at together where they begin with one picture; a mirrored one takes the mirrored place.
    """
    together = len(halves) < 2 or begins_alike(pair)
    found = {}
    for number, (half, rendition) in enumerate(halves.items()):
        suffix = "" if together else f"_{half}"
        box, place, trouble = _asked(pair, half, rendition, pointed, suffix, named=named)
        curve = None
        if box is not None and not trouble:
            curve, trouble = _curve(lens, rendition, box, pointed.who)
        found[half] = EyeView(
            still=link(half, lens.slug),
            width=rendition.width,
            height=rendition.height,
            place=place,
            box=_pixels(box, rendition) if box is not None and curve is not None else None,
            curve=curve,
            trouble=trouble if number == 0 or not together else "",
            others={} if together else _others(pointed, halves, half),
            has_form=number == 0 or not together,
        )
    return found


def _asked(
    pair: Pair, half: str, rendition: Rendition, pointed: Pointed, suffix: str, *, named: bool
) -> tuple[Box | None, EyePlace, str]:
    known = known_eye(pair, half, revealed=named)
    try:
        asked = pointed_eye(pointed.query, suffix, lambda: (rendition.width, rendition.height))
    except ValueError as error:
        return None, place_of(known, suffix), str(error)
    if asked is not None:
        return asked[1], asked[0], ""
    return known, place_of(known, suffix), ""


def _curve(lens: Lens, rendition: Rendition, box: Box, who: str) -> tuple[dict[str, Any] | None, str]:
    """Return the curve, or the sentence that says why there is none now."""
    is_new = not is_kept(lens, rendition, box)
    if is_new and who and NEW_ONES.reached(who):
        return None, _("You have pointed at many places. Look at the ones you had, or come back in an hour.")
    try:
        kept = lens_file(lens, rendition, place=box)
    except Refusal as refusal:
        return None, refusal.sentence
    if is_new and who:
        NEW_ONES.count_failure(who)
    curve: dict[str, Any] = json.loads(kept.path.read_bytes())
    return curve, ""


def _pixels(box: Box, rendition: Rendition) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    width, height = rendition.width, rendition.height
    return (
        round(left * width, 1), round(top * height, 1),
        round((right - left) * width, 1), round((bottom - top) * height, 1),
    )  # fmt: skip


def _others(pointed: Pointed, halves: Mapping[str, Rendition], half: str) -> dict[str, str]:
    names = [f"{name}_{each}" for each in halves if each != half for name in ("x", "y", "size")]
    return {name: pointed.query[name][:8] for name in names if name in pointed.query}
