"""A recipe: a technique, its parameters and a seed, and the errors that say what is wrong with one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Recipe:
    """One way of manipulating one original; rendering it twice gives the same bytes.

    `params` is plain data as read from TOML; its coordinates are pixels (x to the right, y down) of the
    ingested original, the very array given to `registry.render`.
    """

    slug: str
    technique: str
    params: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0


class RecipeError(ValueError):
    """A sentence for the author of a recipe, naming the recipe and the parameter that is wrong."""


class ParamError(ValueError):
    """A parameter is wrong; `registry.render` turns this into a `RecipeError` that names the recipe too.

    Techniques raise this one, because they do not know which recipe they are rendering.
    """

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"`{name}` {problem}")
        self.name = name
        self.problem = problem

    def under(self, parent: str) -> "ParamError":
        """Return the same error with its place inside `parent` spelled out, as in `copies[0].move`."""
        joint = "" if not self.name or self.name.startswith("[") else "."
        return ParamError(f"{parent}{joint}{self.name}", self.problem)
