"""What the page needs so that somebody can point at a place on the clip itself, and see what is pointed at now."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from literacy.studio.place_fields import Group, parts_of
from literacy.studio.place_groups import groups_of
from quizzes.clips.models import Clip, Medium
from quizzes.studio.models import Draft
from quizzes.studio.recipes import FITTING

Link = Callable[[Clip], str]

WAVE_WIDTH, WAVE_HEIGHT = 480, 96
_MOST_REMOVED = 36_000
"""Square pixels: object removal is refused above it, and the page warns before that."""


@dataclass(frozen=True)
class Ground:
    """A photo to point at: `has_region` for the place itself, `has_target` for where the copy goes."""

    link: str
    width: int
    height: int
    name: str
    has_region: bool
    has_target: bool
    has_pulls: bool = False


@dataclass(frozen=True)
class Placing:
    """How a place is pointed out for one technique: what to point at, in what, and what stands there now.

    `grounds` are photos; `stretches` name the groups that are spans of time in seconds. `wave` is the path of an
    SVG of WAVE_WIDTH by WAVE_HEIGHT, empty where nothing is known of the sound.
    """

    medium: str
    technique: str
    link: str
    width: int
    height: int
    seconds: float
    fps: float
    groups: tuple[Group, ...]
    grounds: tuple[Ground, ...] = ()
    wave: str = ""
    most_area: int = 0

    @property
    def stretches(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.part in ("span", "other"))

    @property
    def numbers(self) -> tuple[Group, ...]:
        """What can be pointed at as well as typed."""
        return tuple(group for group in self.groups if group.part != "more")

    @property
    def more(self) -> Group | None:
        """What can only be chosen."""
        return next((group for group in self.groups if group.part == "more"), None)

    @property
    def is_still(self) -> bool:
        """Whether nothing at all has to be pointed out."""
        return not self.numbers

    @property
    def frame(self) -> float:
        """How many seconds one step of an edge is."""
        return round(1 / self.fps, 4) if self.fps else 0.05


def placing_of(draft: Draft, link: Link, typed: Mapping[str, str] | None = None) -> Placing:
    """Return how a place is pointed out on the clip of a draft; `link` leads to the file of a clip.

    `typed` is what was sent and refused: it stands in the fields again, so that nobody points twice.
    """
    facts = draft.facts
    if draft.clip is None or draft.technique not in FITTING.get(draft.medium, {}):
        raise ValueError("Nothing can be pointed out before there are a clip and a technique.")
    parts = parts_of(draft.medium, draft.technique)
    groups = groups_of(draft)
    return Placing(
        medium=draft.medium,
        technique=draft.technique,
        link=link(draft.clip),
        width=int(facts.get("width") or 0),
        height=int(facts.get("height") or 0),
        seconds=float(facts.get("seconds") or 0),
        fps=float(facts.get("fps") or 0),
        groups=tuple(groups if typed is None else [_typed(group, typed) for group in groups]),
        grounds=_grounds(draft, draft.clip, parts, link) if draft.medium == Medium.PHOTO else (),
        wave=_wave(str(facts.get("peaks", ""))),
        most_area=_MOST_REMOVED if draft.technique == "object-removal" else 0,
    )


def _typed(group: Group, typed: Mapping[str, str]) -> Group:
    fields = []
    for each in group.fields:
        value = typed.get(each.name, "" if each.is_yes else each.value)
        choices = tuple(replace(choice, chosen=choice.value == value) for choice in each.choices)
        known = not choices or any(choice.chosen for choice in choices)
        fields.append(replace(each, value=value, choices=choices) if known else each)
    return replace(group, fields=tuple(fields))


def _grounds(draft: Draft, clip: Clip, parts: tuple[str, ...], link: Link) -> tuple[Ground, ...]:
    width, height = int(draft.facts["width"]), int(draft.facts["height"])
    here, has_target = {"regions", "crop"} & set(parts), "to" in parts
    own = Ground(link(clip), width, height, _("The photo"), bool(here), has_target, "moves" in parts)
    if "thing" not in parts or draft.second_clip is None:
        return (own,)
    facts = draft.second_clip.ingest["facts"]
    name = _("The photo from which a part is taken")
    other = Ground(link(draft.second_clip), facts["width"], facts["height"], name, True, False)
    return (other, own)


def _wave(peaks: str) -> str:
    values = base64.b64decode(peaks)[::2]
    middle = WAVE_HEIGHT / 2
    return "".join(
        f"M{(at + 0.5) * WAVE_WIDTH / len(values):g} {middle - tall:g}V{middle + tall:g}"
        for at, tall in enumerate(max(0.5, round(value / 255 * (middle - 2), 1)) for value in values)
    )
