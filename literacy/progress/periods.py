"""Months and school years, by a school's own clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

EVER = ""
"""The period that holds everything."""
FIRST_MONTH = 8
"""With August a school year begins."""
_NAMED = re.compile(r"\d{4}(-(0[1-9]|1[0-2])|/\d{2})")


def month_of(moment: datetime, zone: ZoneInfo) -> str:
    """`2026-09`."""
    there = moment.astimezone(zone)
    return f"{there.year:04}-{there.month:02}"


def year_of_month(month: str) -> str:
    """The school year of a month: `2026/27`."""
    year, number = int(month[:4]), int(month[5:])
    begins = year if number >= FIRST_MONTH else year - 1
    return f"{begins}/{(begins + 1) % 100:02}"


def periods_of(month: str) -> tuple[str, str, str]:
    """The month itself, its school year, and everything."""
    return month, year_of_month(month), EVER


def is_period(name: str) -> bool:
    """Whether it is written like a month, a school year or everything."""
    return name == EVER or _NAMED.fullmatch(name) is not None


def months_of_year(year: str) -> Iterator[str]:
    """The twelve months of a school year, August first."""
    begins = int(year[:4])
    for number in range(12):
        month = FIRST_MONTH + number
        yield f"{begins + (month > 12)}-{(month - 1) % 12 + 1:02}"
