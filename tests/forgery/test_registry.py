"""Every technique is one file of the same anatomy, reachable through one door and written up in the docs."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from quizzes.forgery import registry
from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import ROOMS, media, render, technique, techniques
from tests.forgery.pictures import scene

ROOT = Path(__file__).parents[2]
EVERY = [
    pytest.param(medium, slug, id=f"{slug}-{medium}") for medium in media() for slug in techniques(medium)
]


def test_copy_move_and_object_removal_are_registered_and_sorted() -> None:
    assert {"copy-move", "object-removal"} <= set(techniques())
    assert list(techniques()) == sorted(techniques())


@pytest.mark.parametrize(("medium", "slug"), EVERY)
def test_technique_lives_in_a_file_of_its_name_and_says_what_it_does_and_costs(
    medium: str, slug: str
) -> None:
    module = import_module(f"{ROOMS[medium]}.{slug.replace('-', '_')}")
    function = registry._registered[medium, slug]
    assert function.__module__ == module.__name__
    assert function.__doc__
    text = inspect.getdoc(module) or ""
    assert text.split(":")[0].split(".")[0].strip()
    assert re.search("deceives|deceit", text), "say how it deceives"
    assert re.search(r"Cost:|\b\d[\d.]* ?(s|ms)\b", text), "say what it costs"
    assert list(inspect.signature(function).parameters) == ["original", "params", "rng", "sources"]


@pytest.mark.parametrize(("medium", "slug"), EVERY)
def test_technique_has_a_section_in_the_docs(medium: str, slug: str) -> None:
    page = ROOT / "docs" / "algorithms" / f"{slug}.md"
    assert page.is_file(), f"write docs/algorithms/{slug}.md for {medium}"
    assert len(page.read_text(encoding="utf-8").split()) > 150


@pytest.mark.parametrize("slug", techniques())
def test_technique_refuses_unknown_parameters_by_name(slug: str) -> None:
    with pytest.raises(RecipeError) as caught:
        render(scene(), Recipe("odd-one", slug, {"no_such_parameter": 1}))
    assert str(caught.value).startswith("Recipe odd-one: `")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "quizzes" / "forgery").rglob("*.py")), ids=lambda path: path.name
)
def test_room_is_pure(path: Path) -> None:
    allowed = {"numpy", "cv2", "PIL", "patchmatch_cython", "quizzes"}
    standard = {
        "collections",
        "dataclasses",
        "fractions",
        "functools",
        "importlib",
        "threading",
        "itertools",
        "io",
        "math",
        "pkgutil",
        "typing",
    }
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.split(".")[0] in allowed | standard, f"{path.name} imports {name}"
            assert not name.startswith("quizzes.") or name.startswith("quizzes.forgery")


def test_unknown_technique_is_met_by_a_sentence() -> None:
    with pytest.raises(RecipeError, match=r"Recipe a: `technique` is 'b', which is not one of .*copy-move"):
        render(scene(), Recipe("a", "b"))


def test_params_that_are_no_table_are_met_by_a_sentence() -> None:
    with pytest.raises(RecipeError, match="Recipe a: `params` must be a table"):
        render(scene(), Recipe("a", "copy-move", [1]))  # type: ignore[arg-type]


def test_two_techniques_cannot_share_a_name() -> None:
    techniques()
    with pytest.raises(ValueError, match="Two techniques are called copy-move"):
        technique("copy-move")(test_unknown_technique_is_met_by_a_sentence)


def test_one_name_may_serve_several_media(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", dict(registry._registered))
    technique("text-edit", medium="video")(test_unknown_technique_is_met_by_a_sentence)
    assert "text-edit" in techniques("video")
    assert registry._registered["photo", "text-edit"].__module__ == "quizzes.forgery.text_edit"


def test_medium_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="smell is no medium"):
        technique("copy-move", medium="smell")


def test_what_is_no_picture_is_refused() -> None:
    recipe = Recipe("a", "copy-move")
    for wrong in (np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8), np.zeros((4, 4, 3), np.float32)):
        with pytest.raises(ValueError, match="A picture has shape"):
            render(wrong, recipe)  # type: ignore[arg-type]
