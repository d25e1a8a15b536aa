"""What a view reads of a form that was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from django.http import QueryDict

EVERY = "*"
"""Stands for a view that takes the whole form."""


@contextmanager
def keys_read() -> Iterator[set[str]]:
    """The names of the fields that are looked up while it lasts, whether or not they were sent."""
    read: set[str] = set()
    one = {name: _by_key(name, read) for name in ("get", "getlist", "__getitem__", "__contains__")}
    whole = {name: _whole(name, read) for name in ("items", "lists", "dict", "keys", "__iter__")}
    with ExitStack() as patches:
        for name, instead in (one | whole).items():
            patches.enter_context(patch.object(QueryDict, name, instead))
        yield read


def _by_key(name: str, read: set[str]) -> Callable[..., Any]:
    before = getattr(QueryDict, name)

    def noted(self: QueryDict, key: str, *more: Any, **named: Any) -> Any:
        if not self._mutable:  # it is while what was sent is put into it
            read.add(key)
        return before(self, key, *more, **named)

    return noted


def _whole(name: str, read: set[str]) -> Callable[..., Any]:
    before = getattr(QueryDict, name)

    def noted(self: QueryDict) -> Any:
        if not self._mutable:
            read.add(EVERY)
        return before(self)

    return noted
