"""Reading moments and stretches of a film from a recipe, which gives them in seconds."""

from typing import Any

from quizzes.forgery.film.film import Film
from quizzes.forgery.reading import Reader, as_numbers
from quizzes.forgery.recipe import ParamError


def frame_at(film: Film, seconds: float) -> int:
    """Return the number of the frame nearest to `seconds`, which may be the end of the film."""
    return min(film.count, max(0, round(seconds * float(film.fps))))


def stretch(film: Film, name: str, value: Any) -> tuple[int, int]:
    """Return the frames (from, up to) that a pair of seconds means; raises `ParamError`."""
    start, end = as_numbers(name, value, 2)
    whole = film.count / float(film.fps)
    if not 0 <= start < end <= whole + 0.5 / float(film.fps):
        raise ParamError(
            name, f"must be [from, to] within the {whole:.2f} seconds of the film, not {value!r}"
        )
    first, last = frame_at(film, start), frame_at(film, end)
    if last <= first:
        raise ParamError(name, "is shorter than one frame")
    return first, last


def during(reader: Reader, film: Film, name: str = "during") -> tuple[int, int]:
    """Return the frames of the optional stretch `name`; without it, the whole film."""
    value = reader.raw(name, None)
    return (0, film.count) if value is None else stretch(film, name, value)
