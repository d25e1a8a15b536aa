"""The fields by which a place is told in numbers: their names, words, limits and choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from literacy.studio.place_shapes import ELLIPSE, OUTLINE, RECTANGLE
from quizzes.studio.recipes import FITTING

Words = str | Promise

WHOLE, PART = "whole", "part"
"""Whether the whole clip is changed or a stretch of it, where both may be."""


@dataclass(frozen=True)
class Choice:
    """One of several values; `chosen` is the one that stands now."""

    value: str
    word: Words
    chosen: bool = False


@dataclass(frozen=True)
class Field:
    """One thing to fill in: a number from `low` to `high`, one of `choices`, or yes and no (`is_yes`).

    `value` is written as HTML wants it, whatever the language; "on" for yes.
    """

    name: str
    word: Words
    value: str = ""
    unit: str = ""
    low: float = 0
    high: float = 100
    step: str = "any"
    hint: Words = ""
    choices: tuple[Choice, ...] = ()
    is_yes: bool = False
    optional: bool = False

    @property
    def lowest(self) -> str:
        return written(self.low)

    @property
    def highest(self) -> str:
        return written(self.high)


@dataclass(frozen=True)
class Group:
    """Fields that say one part of a place: `region`, `thing`, `crop`, `target`, `pull`, `span`, `other`, or `more`."""

    part: str
    legend: Words
    fields: tuple[Field, ...] = field(default=())


def written(number: float) -> str:
    """Return a number as HTML writes it, with two decimals at most."""
    return f"{round(number, 2):.2f}".rstrip("0").rstrip(".")


def percent(fraction: float) -> str:
    """Return a fraction in percent, as HTML writes it."""
    return written(100 * fraction)


SHAPES: Sequence[tuple[str, Words]] = (
    (RECTANGLE, _("Rectangle")),
    (ELLIPSE, _("Ellipse")),
    (OUTLINE, _("Drawn by hand")),
)

_LIGHT: Mapping[float, Words] = {
    0.4: _("much darker"),
    0.65: _("darker"),
    0.85: _("a little darker"),
    1: _("as light as it is"),
    1.2: _("a little lighter"),
    1.5: _("lighter"),
    2: _("much lighter"),
}
_SPEED: Mapping[float, Words] = {
    0.5: _("half as fast"),
    0.75: _("three quarters as fast"),
    1.25: _("a quarter faster"),
    1.5: _("one and a half times as fast"),
    2: _("twice as fast"),
    3: _("three times as fast"),
}
_PACE: Mapping[float, Words] = {
    0.65: _("much slower"),
    0.75: _("slower"),
    0.87: _("a little slower"),
    1.15: _("a little faster"),
    1.3: _("faster"),
    1.6: _("much faster"),
}
TURNS: Mapping[float, Words] = {
    0: _("the colours as they are"),
    30: _("a little on: red becomes orange"),
    60: _("further on: red becomes yellow"),
    95: _("a quarter of the circle on: red becomes green"),
    155: _("nearly opposite: red becomes blue-green"),
    -60: _("back: red becomes purple"),
    -95: _("a quarter of the circle back: red becomes blue"),
}
"""Degrees on the circle of colours in CIELAB, where red stands at 40, green at 136 and blue at 306."""

MODES: Mapping[str, Words] = {
    "freeze": _("the picture stands still"),
    "loop": _("the stretch comes again and again"),
    "pendulum": _("the stretch runs back and forth"),
}
STRENGTHS: Mapping[tuple[str, str], tuple[Words, Mapping[float, Words], float]] = {
    ("photo", "retouch"): (_("Brightness"), _LIGHT, 1.5),
    ("video", "speed-change"): (_("Speed"), _SPEED, 1.5),
    ("sound", "speed-change"): (_("Speed"), _PACE, 1.3),
}
"""By medium and technique: the word, the choices, and the one that stands at first."""

SCALES = {"copy-move": (30, 300), "splicing": (10, 500)}
"""By technique: the least and the greatest size of what is put in, in percent of what it was."""

PULLS = ("pull", "pull2")


def parts_of(medium: str, technique: str) -> tuple[str, ...]:
    """Return every part that is asked or may be told for a technique, as `recipes.params_for` calls them."""
    need = FITTING.get(medium, {}).get(technique)
    return () if need is None else (*need.must, *need.may)


def choices_from(known: Mapping[float, Words], value: float) -> tuple[Choice, ...]:
    """Return the choices with the one that stands; a value that is none of them is offered as it is."""
    found = {**known} if value in known else {**known, value: format_lazy("{} ×", written(value))}
    return tuple(Choice(written(each), word, each == value) for each, word in sorted(found.items()))
