"""Cards of evidence as they are shown: in the reader's language, with the word for their kind and a drawn map."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from quizzes.clips.models import Pair, in_language
from quizzes.clips.vocabulary import EVIDENCE

WIDTH, HEIGHT = 320, 170
_SIDE, _TOP, _BOTTOM = 60, 24, 44
"""What stays free around the points: for names, and below for the bar."""
_LETTER = 7.6
"""The width of a letter of a name, about."""
_KM_PER_DEGREE = 111.195
# In kilometres: a bar of a round length, at most a third of the map.
_BARS = [step * 10**power for power in range(5) for step in (1, 2, 5)]


@dataclass(frozen=True)
class Place:
    """A named point of a map, in units of the drawing; `side` says which end of its name is at the point."""

    x: float
    y: float
    name: str
    side: str

    @property
    def name_x(self) -> float:
        return self.x + {"start": 9, "end": -9}[self.side]

    @property
    def name_y(self) -> float:
        return self.y + 5


@dataclass(frozen=True)
class Map:
    """A sketch with north at the top: places, lines of coast as SVG paths, and a bar of `bar_km` kilometres."""

    places: list[Place]
    coast: list[str]
    bar: float
    bar_km: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def bar_y(self) -> int:
        return self.height - 15

    @property
    def bar_text_y(self) -> int:
        return self.height - 20

    @property
    def north_x(self) -> int:
        return self.width - 18


@dataclass(frozen=True)
class EvidenceCard:
    """One card. `kind` names it within its set: by it is recorded that a learner opened it."""

    kind: str
    name: str | Promise
    meaning: str | Promise
    title: str
    text: str
    is_made: bool
    map: Map | None

    @property
    def icon(self) -> str:
        """The template that holds its icon."""
        return f"icons/evidence/{self.kind}.svg"


def evidence_of(pair: Pair) -> list[EvidenceCard]:
    """The cards of a pair in their order; the same whichever half or caption is shown. No query."""
    return [_card(each) for each in pair.evidence if each["kind"] in EVIDENCE]


def _card(card: Mapping[str, Any]) -> EvidenceCard:
    term, words = EVIDENCE[card["kind"]], in_language(dict(card))
    return EvidenceCard(
        card["kind"],
        term.name,
        term.meaning,
        str(words["title"]),
        str(words["text"]),
        bool(card["made"]),
        draw_map(card["map"]) if "map" in card else None,
    )


def draw_map(data: Mapping[str, Any]) -> Map:
    """Lay places and coast of a card into a sketch of `WIDTH` by `HEIGHT` units, true to scale at its middle.

    Plate carrée, narrowed by the cosine of the middle latitude: good enough for what a card compares.
    """
    places = data["places"]
    points = [place["at"] for place in places] + [point for line in data["coast"] for point in line]
    south, north = min(each[0] for each in points), max(each[0] for each in points)
    west, east = min(each[1] for each in points), max(each[1] for each in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    scale = min(
        (WIDTH - 2 * _SIDE) / max((east - west) * narrowing, 1e-3),
        (HEIGHT - _TOP - _BOTTOM) / max(north - south, 1e-3),
    )

    def laid(at: list[float]) -> tuple[float, float]:
        x = WIDTH / 2 + (at[1] - (west + east) / 2) * narrowing * scale
        y = (_TOP + HEIGHT - _BOTTOM) / 2 - (at[0] - (south + north) / 2) * scale
        return round(x, 1), round(y, 1)

    per_km = scale / _KM_PER_DEGREE
    bar_km = max((each for each in _BARS if each * per_km <= WIDTH / 3), default=1)
    return Map(
        [_place(*laid(place["at"]), place) for place in places],
        ["M" + " L".join("{} {}".format(*laid(point)) for point in line) for line in data["coast"]],
        round(bar_km * per_km, 1),
        bar_km,
    )


def _place(x: float, y: float, place: Mapping[str, Any]) -> Place:
    names = {key: {"name": value} for key, value in place.items() if key != "at"}
    name = str(in_language(names)["name"])
    room = 14 + _LETTER * len(name)
    # Outwards, away from the other places and from land, as far as there is room.
    left = x > room and (x < WIDTH / 2 or x + room > WIDTH)
    return Place(x, y, name, "end" if left else "start")
