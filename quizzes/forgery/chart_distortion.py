"""Chart distortion: the numbers stay true and are drawn so that they seem to say more, or less.

It deceives because we look at lengths and slopes, and read the axis last or never. An axis that does not start
at zero, steps of time that are not alike, or discs twice as wide for twice as much. About 0.02 s.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizzes.forgery.drawn.chart import draw_chart
from quizzes.forgery.picture import Picture
from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.registry import technique
from quizzes.forgery.truth import settle
from quizzes.forgery.twin import Twin

_WAYS = ("axis", "tick", "steps", "scale", "drawn")


def _table(reader: Reader, name: str) -> Mapping[str, Any]:
    value = reader.raw(name)
    if not isinstance(value, Mapping):
        raise ParamError(name, f"must be a table, not {value!r}")
    return value


@technique("chart-distortion")
def render(
    original: Picture, params: Mapping[str, Any], rng: np.random.Generator, sources: Mapping[str, Picture]
) -> Twin:
    """Draw the chart of `original` anew, the way `distort` says; raises `ParamError`.

    `chart` is what the original was drawn from, and that is checked: both halves show the same numbers.
    """
    reader = Reader(params)
    chart, distort = _table(reader, "chart"), _table(reader, "distort")
    reader.done()
    if not distort or not set(distort) <= set(_WAYS):
        raise ParamError("distort", f"must hold one or more of {', '.join(_WAYS)}, and nothing else")
    try:
        honest = draw_chart(chart)
    except ParamError as error:
        raise error.under("chart") from None
    if not np.array_equal(honest, original):
        raise ParamError("chart", "is not what the original was drawn from")
    try:
        distorted = draw_chart({**chart, **distort})
    except ParamError as error:
        raise error.under("distort") from None
    return settle(original, distorted, [np.ones(original.shape[:2], np.float32)])
