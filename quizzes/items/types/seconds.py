"""Seconds as people write and read them."""

import math

from django.utils.formats import number_format


def read_seconds(sent: object, longest: float) -> float | None:
    """A time of a clip that lasts `longest` seconds, rounded to hundredths; with a comma, too. None for anything else.

    Half a frame behind the end is the end: players round.
    """
    try:
        seconds = float(str(sent).strip().replace(",", "."))
    except ValueError:
        return None
    if not math.isfinite(seconds) or not 0 <= seconds <= longest + 0.05:
        return None
    return round(min(seconds, longest), 2)


def say_seconds(seconds: float) -> str:
    """A time to a tenth, with the reader's decimal sign."""
    return str(number_format(round(seconds, 1), decimal_pos=1))
