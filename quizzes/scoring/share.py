"""A share of answers with its interval."""

from __future__ import annotations

from quizzes.scoring.estimate import Z95, Estimate


def share(count: int, total: int) -> Estimate:
    """count / total with Wilson's score interval, which stays between 0 and 1 and has width at 0 % and 100 %.

    Raises ValueError unless 0 <= count <= total and total is above 0. Source: Wilson 1927; recommended for small
    numbers by Brown, Cai & DasGupta 2001 and Newcombe 1998.
    """
    if not 0 <= count <= total or total == 0:
        raise ValueError(f"{count} of {total} is no share")
    value, square = count / total, Z95**2
    middle = (count + square / 2) / (total + square)
    reach = Z95 / (total + square) * (total * value * (1 - value) + square / 4) ** 0.5
    return Estimate(value, max(0.0, min(middle - reach, value)), min(1.0, max(middle + reach, value)))
