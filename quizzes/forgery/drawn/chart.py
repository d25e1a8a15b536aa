"""A chart of plain numbers: bars, a line through moments in time, or discs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from quizzes.forgery.drawn.sheet import Colour, Sheet, canvas, colour
from quizzes.forgery.picture import Picture
from quizzes.forgery.reading import Reader, is_number
from quizzes.forgery.recipe import ParamError

KINDS = ("bars", "line", "discs")
_PAPER, _INK, _FAINT, _RULE = (252, 252, 250), (34, 36, 42), (104, 108, 118), (216, 218, 222)
_LEFT, _RIGHT, _TOP, _BOTTOM = 96, 48, 132, 92
_WIDEST_DISC = 0.88


@dataclass(frozen=True)
class Chart:
    """What a chart shows, and how.

    `labels` stand below the values; for a line they are numbers (years). `axis` is (lowest, highest) and
    `tick` the step of its lines; both belong to bars and lines. `steps` places the points of a line at their
    true distance or at equal ones. `scale` makes the area of a disc follow the value, or its width.
    `drawn` are values that are drawn instead of `values`, while the figures at them stay.
    """

    kind: str
    size: tuple[int, int]
    title: str
    note: str
    fill: Colour
    labels: tuple[str, ...]
    values: tuple[float, ...]
    drawn: tuple[float, ...]
    axis: tuple[float, ...]
    tick: float
    steps: str
    scale: str

    @classmethod
    def parse(cls, params: Mapping[str, Any]) -> Self:
        """Read a chart from data; raises `ParamError` naming what is wrong."""
        reader = Reader(params)
        values = _values(reader, "values")
        parsed = cls(
            kind=reader.choice("kind", KINDS),
            size=canvas(reader),
            title=reader.text("title"),
            note=reader.text("note"),
            fill=colour(reader, "fill", (38, 98, 168)),
            labels=_labels(reader),
            values=values,
            drawn=_values(reader, "drawn", values),
            axis=reader.numbers("axis", 2, (0, max(values))),
            tick=reader.number("tick", max(values) / 4, low=1e-6),
            steps=reader.choice("steps", ("true", "equal"), "true"),
            scale=reader.choice("scale", ("area", "width"), "area"),
        )
        reader.done()
        for name, each in (("labels", parsed.labels), ("drawn", parsed.drawn)):
            if len(each) != len(values):
                raise ParamError(name, f"must be as many as the values, {len(values)}, not {len(each)}")
        if parsed.axis[1] <= parsed.axis[0] or (parsed.axis[1] - parsed.axis[0]) / parsed.tick > 20:
            raise ParamError("axis", "must rise from its first number to its second, with at most 20 ticks")
        if parsed.kind == "line" and not all(label.isdecimal() for label in parsed.labels):
            raise ParamError("labels", "must be whole numbers, such as years, for a line")
        return parsed


def draw_chart(params: Mapping[str, Any]) -> Picture:
    """Draw the chart that `params` describe (see `Chart`); raises `ParamError`."""
    chart = Chart.parse(params)
    sheet = Sheet.blank(chart.size, _PAPER)
    sheet.text((48, 58), chart.title, size=32, ink=_INK, anchor="ls", bold=0.5)
    sheet.text((48, 92), chart.note, size=19, ink=_FAINT, anchor="ls")
    {"bars": _bars, "line": _line, "discs": _discs}[chart.kind](sheet, chart)
    return sheet.picture()


def _labels(reader: Reader) -> tuple[str, ...]:
    value = reader.raw("labels")
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise ParamError("labels", f"must be a list of texts, not {value!r}")
    return tuple(value)


def _values(reader: Reader, name: str, default: tuple[float, ...] | None = None) -> tuple[float, ...]:
    value = reader.raw(name) if default is None else reader.raw(name, list(default))
    fits = isinstance(value, list) and 2 <= len(value) <= 12
    if not fits or not all(is_number(each) and each > 0 for each in value):
        raise ParamError(name, f"must be 2 to 12 numbers above 0, not {value!r}")
    return tuple(float(each) for each in value)


def _height(chart: Chart, value: float) -> float:
    """Return where a value lies, in pixels from the top."""
    low, high = chart.axis
    bottom = chart.size[1] - _BOTTOM
    return bottom - (bottom - _TOP) * min(max((value - low) / (high - low), 0), 1.05)


def _axis(sheet: Sheet, chart: Chart) -> None:
    low, high = chart.axis
    for step in range(int((high - low) / chart.tick + 1e-9) + 1):
        value = low + step * chart.tick
        y = round(_height(chart, value))
        sheet.line([(_LEFT, y), (chart.size[0] - _RIGHT, y)], _RULE if step else _FAINT, 1.5)
        sheet.text((_LEFT - 14, y), f"{value:g}", size=19, ink=_FAINT, anchor="rm")


def _bars(sheet: Sheet, chart: Chart) -> None:
    _axis(sheet, chart)
    room = (chart.size[0] - _LEFT - _RIGHT) / len(chart.values)
    bottom = chart.size[1] - _BOTTOM
    for index, value in enumerate(chart.values):
        middle = round(_LEFT + room * (index + 0.5))
        top = round(_height(chart, chart.drawn[index]))
        half = round(room * 0.3)
        sheet.box((middle - half, min(top, bottom - 1), middle + half, bottom), chart.fill, 3)
        sheet.text((middle, top - 10), f"{value:g}", size=22, ink=_INK, anchor="ms", bold=0.3)
        sheet.text((middle, bottom + 34), chart.labels[index], size=21, ink=_INK, anchor="ms")


def _line(sheet: Sheet, chart: Chart) -> None:
    _axis(sheet, chart)
    moments = np.array([float(label) for label in chart.labels])
    if chart.steps == "equal":
        moments = np.arange(len(moments), dtype=float)
    share = (moments - moments[0]) / (moments[-1] - moments[0])
    inside = (_LEFT + 40, chart.size[0] - _RIGHT - 40)
    across = [round(inside[0] + (inside[1] - inside[0]) * float(each)) for each in share]
    points = [(float(x), round(_height(chart, value))) for x, value in zip(across, chart.drawn, strict=True)]
    sheet.line(points, chart.fill, 4)
    for (x, y), label in zip(points, chart.labels, strict=True):
        sheet.disc((x, y), 7, chart.fill)
        sheet.text((x, chart.size[1] - _BOTTOM + 34), label, size=21, ink=_INK, anchor="ms")


def _discs(sheet: Sheet, chart: Chart) -> None:
    room = (chart.size[0] - 2 * _RIGHT) / len(chart.values)
    bottom = chart.size[1] - _BOTTOM
    widest = min(room, bottom - _TOP) / 2 * _WIDEST_DISC
    share = np.array(chart.drawn) / max(chart.drawn)
    for index, part in enumerate(np.sqrt(share) if chart.scale == "area" else share):
        middle = round(_RIGHT + room * (index + 0.5))
        radius = max(float(part) * widest, 4)
        sheet.disc((middle, bottom - radius), round(radius), chart.fill)
        words = f"{chart.labels[index]}: {chart.values[index]:g}"
        sheet.text((middle, bottom + 34), words, size=22, ink=_INK, anchor="ms", bold=0.3)
