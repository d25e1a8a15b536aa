"""One page a person can look at, and how to get there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Page:
    """A page: `address(get)` makes its path, where `get` gives a fixture of the cast by name; `who` is signed in."""

    name: str
    address: Callable[[Callable[[str], Any]], str]
    who: str = ""
    status: int = 200

    def __str__(self) -> str:
        return f"{self.name}-{self.who or 'visitor'}"


def named(name: str, who: str = "", status: int = 200, *, label: str = "") -> Page:
    """A page whose address needs no argument."""
    return Page(label or name, lambda get: reverse(name), who, status)
