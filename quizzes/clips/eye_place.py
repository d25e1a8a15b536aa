"""Where the eye lies that is looked at over time: known from the catalogue, or as somebody pointed at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from quizzes.clips.models import Half, Medium, Pair
from quizzes.http.throttle import Limit

Box = tuple[float, float, float, float]

SIZES = (6, 9, 14, 20)
"""How wide the box is, in percent of the picture: few sizes, so that few views are kept."""
HEIGHT_TO_WIDTH = 0.6
NEW_ONES = Limit("eye-pointed", failures=60, seconds=3600)
"""What one sitting or visitor may have measured anew; what is kept costs nothing and is not counted."""
_NOBODY = ("none", "unrecognisable")
# Techniques after which a film begins with another picture of itself, if they begin at its first frame.
_OTHER_BEGINNING = frozenset({"reverse", "reorder", "omission", "freeze-loop", "speed-change"})


@dataclass(frozen=True)
class Pointed:
    """What a page says of the eye: `query` as it was sent, and what the form of the page needs.

    `address` is where the form goes (empty for the page itself) and `target` what htmx puts the answer into (empty
    where the page is loaded anew). With `in_form` that lies in a form already, so there may be none of its own.
    `hidden` are other fields that go along. `who` counts against `NEW_ONES`.
    """

    query: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    target: str = ""
    swap: str = "innerHTML"
    in_form: bool = False
    hidden: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    who: str = ""


@dataclass(frozen=True)
class EyePlace:
    """An eye as a form shows it: its middle `x`, `y` and its width `size`, all in percent, under names with `suffix`."""

    x: int
    y: int
    size: int
    suffix: str = ""

    def box(self, width: int, height: int) -> Box:
        """Return left, top, right, bottom in fractions of a picture of that size in pixels.

        Raises `ValueError` with a sentence for a person where that lies outside.
        """
        half = self.size / 200
        tall = half * HEIGHT_TO_WIDTH * width / height
        x, y = self.x / 100, self.y / 100
        box = (round(x - half, 3), round(y - tall, 3), round(x + half, 3), round(y + tall, 3))
        if self.size not in SIZES or min(box) < 0 or max(box) > 1:
            raise ValueError(
                _("The eye must lie inside the picture. Point at it again, or choose a smaller box.")
            )
        return box


def shows_an_eye(pair: Pair) -> bool:
    """Whether there may be an eye to look at: somebody is recognisable in the film, or the catalogue knows an eye."""
    if pair.medium != Medium.VIDEO:
        return False
    return pair.clip.people not in _NOBODY or bool(pair.clip.ingest.get("eye"))


def begins_alike(pair: Pair) -> bool:
    """Whether an eye lies at the same place in the first picture of both halves."""
    return not _begins_altered(pair, _OTHER_BEGINNING | {"mirror"}) and "frame" not in pair.truth


def known_eye(pair: Pair, half: str, *, revealed: bool) -> Box | None:
    """The eye that the catalogue knows in the first picture of a half.

    Before the answer only where it is the same for both halves: otherwise its place would tell which one is shown.
    """
    said = pair.clip.ingest.get("eye")
    if not said or "frame" in pair.truth or _begins_altered(pair, _OTHER_BEGINNING):
        return None
    left, top, right, bottom = (float(each) for each in said)
    if not _begins_altered(pair, frozenset({"mirror"})):
        return left, top, right, bottom
    if not revealed:
        return None
    return (1 - right, top, 1 - left, bottom) if half == Half.TWIN else (left, top, right, bottom)


def pointed_eye(
    query: Mapping[str, str], suffix: str, size: Callable[[], tuple[int, int]]
) -> tuple[EyePlace, Box] | None:
    """Read what was pointed at; None where nothing was sent. Raises `ValueError`, a sentence for a person."""
    if not query.get(f"x{suffix}") and not query.get(f"y{suffix}"):
        return None
    try:
        x, y, wide = (int(query.get(f"{name}{suffix}", "")[:8]) for name in ("x", "y", "size"))
    except ValueError:
        raise ValueError(_("Say with two whole numbers from 0 to 100 where the eye is.")) from None
    place = EyePlace(x, y, wide, suffix)
    return place, place.box(*size())


def place_of(box: Box | None, suffix: str) -> EyePlace:
    """Return a box as the form shows it, or the middle of the upper half before there is one."""
    if box is None:
        return EyePlace(50, 35, SIZES[0], suffix)
    left, top, right, bottom = box
    width = 100 * (right - left)
    size = min(SIZES, key=lambda each: abs(each - width))
    return EyePlace(round(50 * (left + right)), round(50 * (top + bottom)), size, suffix)


def _begins_altered(pair: Pair, techniques: frozenset[str]) -> bool:
    spans = pair.truth.get("spans") or []
    return pair.technique in techniques and (not spans or float(spans[0][0]) <= 0)
