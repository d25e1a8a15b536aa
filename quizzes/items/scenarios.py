"""Reads scenarios from `fixtures/scenarios/<language>/<slug>.toml` and makes items of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizzes.items.models import Item

LANGUAGES = ("en", "nl")
FEWEST_CHOICES = 2
_STEP = {"name", "text", "choice"}
_CHOICE = {"name", "text", "feedback", "next", "points"}
_TOP = {"title", "closing", "step"}


class ScenarioError(Exception):
    """Everything that is wrong, each a sentence that names the file, the step and the field."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass
class Report:
    """What loading did: scenarios that are there now, and those kept as they were because somebody is in the middle."""

    loaded: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def scenario_slug(name: str) -> str:
    """The slug of the item of a scenario."""
    return f"scenario-{name}"


def load_scenarios(folder: Path) -> Report:
    """Make or renew the item of every scenario in the folder. Words are always renewed; a scenario that was begun keeps
    its steps and choices, because answers name them. Raises ScenarioError before anything is written.
    """
    read = read_scenarios(folder)
    report = Report()
    for name, content in read.items():
        item, made = Item.objects.get_or_create(
            slug=scenario_slug(name), defaults={"chain": ["respond"], "content": content}
        )
        if not made and item.content != content:
            if _shape(item.content) != _shape(content) and item.showings.exists():
                report.kept.append(name)
                continue
            item.content = content
            item.save(update_fields=["content"])
        report.loaded.append(name)
    return report


def read_scenarios(folder: Path) -> dict[str, dict[str, Any]]:
    """The scenarios of a folder as items keep them, by name. Raises ScenarioError."""
    faults: list[str] = []
    names = sorted({path.stem for language in LANGUAGES for path in (folder / language).glob("*.toml")})
    found = {}
    for name in names:
        by_language = {}
        for language in LANGUAGES:
            path = folder / language / f"{name}.toml"
            file = f"{language}/{path.name}"
            try:
                by_language[language] = _checked(tomllib.loads(path.read_text(encoding="utf-8")), file)
            except FileNotFoundError:
                faults.append(f"{file} is missing: a scenario is written in {' and '.join(LANGUAGES)}.")
            except ScenarioError as error:
                faults += error.faults
            except (
                ValueError
            ) as error:  # not TOML, or not UTF-8; the sentence of the parser has line and column
                faults.append(f"{file} cannot be read: {error}.")
        if len(by_language) == len(LANGUAGES):
            first, *others = by_language.values()
            if any(_shape(other) != _shape(first) for other in others):
                faults.append(
                    f"{name}: the languages differ in the names of steps or choices, in `next` or in `points`."
                )
            found[name] = _joined(by_language)
    if faults:
        raise ScenarioError(faults)
    return found


def _checked(data: dict[str, Any], file: str) -> dict[str, Any]:
    """One file as {title, closing, start, steps: {name: {text, choices: {name: {text, feedback, next?, points?}}}}}."""
    faults: list[str] = []
    _know(data, _TOP, file, faults)
    for key in ("title", "closing"):
        _text(data, key, file, faults)
    steps: dict[str, dict[str, Any]] = {}
    listed = data.get("step")
    if not isinstance(listed, list) or not listed:
        raise ScenarioError([*faults, f"{file}: there is no [[step]]."])
    for number, step in enumerate(listed, start=1):
        where = f"{file}, step {step.get('name') or number}"
        _know(step, _STEP, where, faults)
        name = _text(step, "name", where, faults)
        if name in steps:
            faults.append(f"{where}: another step has the same `name`.")
        steps[name] = {
            "text": _text(step, "text", where, faults),
            "choices": _choices(step.get("choice"), where, faults),
        }
    start = str(listed[0].get("name"))
    _follow(steps, start, file, faults)
    if faults:
        raise ScenarioError(faults)
    return {"title": data["title"], "closing": data["closing"], "start": start, "steps": steps}


def _choices(listed: Any, where: str, faults: list[str]) -> dict[str, dict[str, Any]]:
    if not isinstance(listed, list) or len(listed) < FEWEST_CHOICES:
        faults.append(f"{where}: a step needs at least {FEWEST_CHOICES} of [[step.choice]].")
        return {}
    choices: dict[str, dict[str, Any]] = {}
    for number, choice in enumerate(listed, start=1):
        here = f"{where}, choice {choice.get('name') or number}"
        _know(choice, _CHOICE, here, faults)
        name = _text(choice, "name", here, faults)
        if name in choices:
            faults.append(f"{here}: another choice of this step has the same `name`.")
        made: dict[str, Any] = {key: _text(choice, key, here, faults) for key in ("text", "feedback")}
        if "next" in choice:
            made["next"] = _text(choice, "next", here, faults)
        if "points" in choice:
            points = choice["points"]
            if isinstance(points, bool) or not isinstance(points, int | float) or not 0 <= points <= 1:
                faults.append(f"{here}: `points` must be a number from 0 to 1, not {points!r}.")
            made["points"] = points
        choices[name] = made
    return choices


def _follow(steps: Mapping[str, Any], start: str, file: str, faults: list[str]) -> None:
    """Every `next` leads to a step, every step is reached, and no way runs in a circle."""
    seen: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            faults.append(f"{file}, step {name}: this way runs in a circle: {' → '.join([*way, name])}.")
            return
        seen.add(name)
        for choice in steps[name]["choices"].values():
            following = choice.get("next")
            if following is None:
                continue
            if following not in steps:
                faults.append(
                    f"{file}, step {name}: `next` leads to “{following}”, and there is no such step."
                )
            else:
                walk(following, (*way, name))

    if start not in steps:
        return  # it has no name, which was said already
    walk(start, ())
    faults += [f"{file}, step {name}: no choice leads here." for name in steps if name not in seen]


def _text(table: Mapping[str, Any], key: str, where: str, faults: list[str]) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        faults.append(f"{where}: `{key}` is missing or empty.")
        return ""
    return value.strip()


def _know(table: Mapping[str, Any], known: set[str], where: str, faults: list[str]) -> None:
    faults += [f"{where}: `{key}` is not known here." for key in table if key not in known]


def _shape(content: Mapping[str, Any]) -> Any:
    """What answers depend on: names of steps and choices, where they lead, and what they earn."""
    return content["start"], {
        name: {each: (choice.get("next"), choice.get("points")) for each, choice in step["choices"].items()}
        for name, step in content["steps"].items()
    }


def _joined(by_language: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """One scenario with its words per language, as `Item.content` keeps it."""
    first = by_language[LANGUAGES[0]]

    def words(step: str, *keys: str, choice: str | None = None) -> dict[str, dict[str, str]]:
        found = {}
        for language, data in by_language.items():
            table = data["steps"][step] if choice is None else data["steps"][step]["choices"][choice]
            found[language] = {key: table[key] for key in keys}
        return found

    return {
        "texts": {
            language: {key: data[key] for key in ("title", "closing")}
            for language, data in by_language.items()
        },
        "start": first["start"],
        "steps": {
            step: {
                "texts": words(step, "text"),
                # Databases that keep JSON in a form of their own keep no order of its keys.
                "order": list(told["choices"]),
                "choices": {
                    name: {key: choice[key] for key in ("next", "points") if key in choice}
                    | {"texts": words(step, "text", "feedback", choice=name)}
                    for name, choice in told["choices"].items()
                },
            }
            for step, told in first["steps"].items()
            if all(step in data["steps"] for data in by_language.values())
            and all(
                set(data["steps"][step]["choices"]) == set(told["choices"]) for data in by_language.values()
            )
        },
    }
