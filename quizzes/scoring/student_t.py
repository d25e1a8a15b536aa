"""The 97.5 % quantile of Student's t, for two-sided 95 % intervals around a mean."""

from __future__ import annotations

import math
from statistics import NormalDist

# Degrees of freedom 1 to 10, as in any printed table; above, the expansion is exact to five decimals.
_TABLE = (
    12.706205,
    4.302653,
    3.182446,
    2.776445,
    2.570582,
    2.446912,
    2.364624,
    2.306004,
    2.262157,
    2.228139,
)
_Z = NormalDist().inv_cdf(0.975)


def t_975(degrees: int) -> float:
    """The value that Student's t stays below with probability 0.975.

    degrees: degrees of freedom, at least 1; ValueError otherwise. Right to within 0.00001.
    Source: Abramowitz & Stegun 1964, table 26.10 up to ten, expansion 26.7.5 above.
    """
    if degrees < 1:
        raise ValueError("Student's t needs at least one degree of freedom")
    if degrees <= len(_TABLE):
        return _TABLE[degrees - 1]
    z, n = _Z, float(degrees)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / n**power for power, term in enumerate(terms, start=1))
