"""The list of lenses by medium, each one file, and the one door through which a clip is looked at."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

MEDIA = ("photo", "video", "sound")

AnyLook = TypeVar("AnyLook", bound=Callable[..., Any])


@dataclass(frozen=True)
class Lens:
    """One lens.

    slug: the name of its file with dashes. medium: what it looks at. takes: "half", "file" (the bytes as
    served), "place" (a half and a box that somebody pointed at) or "both" (only at the reveal). gives: "picture", "curve" or "rows".
    """

    slug: str
    medium: str
    takes: str
    gives: str
    look: Callable[..., Any]


_registered: dict[str, Lens] = {}


def lens(
    slug: str, medium: str, *, takes: str = "half", gives: str = "picture"
) -> Callable[[AnyLook], AnyLook]:
    """Register a function as the lens `slug` of a medium."""
    if medium not in MEDIA:
        raise ValueError(f"{medium} is no medium; known are {', '.join(MEDIA)}.")

    def register(function: AnyLook) -> AnyLook:
        there = _registered.get(slug)
        if there is not None and there.look.__module__ != function.__module__:
            raise ValueError(f"Two lenses are called {slug}.")
        _registered[slug] = Lens(slug, medium, takes, gives, function)
        return function

    return register


@cache
def _import_all() -> None:
    # Every file of this room is looked at, so that a new lens is one new file and nothing else.
    package = import_module("quizzes.lenses")
    for module in pkgutil.iter_modules(package.__path__, "quizzes.lenses."):
        import_module(module.name)


def lenses(medium: str, *, revealed: bool = False) -> tuple[Lens, ...]:
    """Return the lenses of a medium in alphabetical order; those that need both halves only when `revealed`."""
    _import_all()
    found = sorted(
        (each for each in _registered.values() if each.medium == medium), key=lambda each: each.slug
    )
    return tuple(each for each in found if revealed or each.takes != "both")


def lens_called(slug: str) -> Lens:
    """Return the lens of that name; raises `KeyError`."""
    _import_all()
    return _registered[slug]
