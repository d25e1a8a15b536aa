"""The doors through which the files of pairs leave the site: rooms above register theirs, the audit knocks on each."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TypeAlias

from django.http import HttpResponseBase

from quizzes.clips.models import Pair


@dataclass(frozen=True)
class Door:
    """One half as somebody gets it: `link` as it stands in the page, and `ask` for the answer to a request."""

    link: str
    ask: Callable[[], HttpResponseBase]


Opened: TypeAlias = Mapping[tuple[str, str], Door]
"""Doors by slug of the pair and half; both halves of a pair are shown alike."""

Opener: TypeAlias = Callable[[Sequence[Pair]], AbstractContextManager[Opened]]
"""Shows some pairs as a page does, for as long as the context lasts; afterwards nothing of it is left."""

_openers: dict[str, Opener] = {}


def register_door(name: str, opener: Opener) -> None:
    """Have the audit look at a view that serves halves before the answer; `name` is for its report."""
    _openers[name] = opener


def registered_doors() -> Mapping[str, Opener]:
    """Return what was registered, by name."""
    return dict(sorted(_openers.items()))
