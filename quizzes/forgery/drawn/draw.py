"""The one door through which a generator's name and parameters become a drawn original."""

from collections.abc import Callable, Mapping
from typing import Any

from quizzes.forgery.drawn.chart import draw_chart
from quizzes.forgery.drawn.screen import draw_screen
from quizzes.forgery.picture import Picture
from quizzes.forgery.recipe import ParamError

_GENERATORS: Mapping[str, Callable[[Mapping[str, Any]], Picture]] = {
    "chart": draw_chart,
    "screen": draw_screen,
}

GENERATORS = tuple(_GENERATORS)


class DrawingError(ValueError):
    """A sentence for the author of a drawn original, naming the parameter that is wrong."""


def draw(generator: str, params: Mapping[str, Any]) -> Picture:
    """Draw a picture (height, width, 3; RGB, uint8); the same arguments give the same bytes.

    Raises `DrawingError`.
    """
    if generator not in _GENERATORS:
        raise DrawingError(f"`generator` must be one of {', '.join(GENERATORS)}, not {generator!r}.")
    try:
        return _GENERATORS[generator](params)
    except ParamError as error:
        raise DrawingError(f"{error}.") from error
