"""Whether a lesson says the same things in both languages: the same steps with the same blocks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from literacy.lessons.problems import Problem
from literacy.lessons.text import LessonText

_SAME_IN_FRONT = ("slug", "number", "quiz", "minutes", "practice")


def compare_languages(one: LessonText, other: LessonText) -> list[Problem]:
    """What `other` has differently from `one`; the words themselves are free."""
    problems = [
        Problem(
            other.file,
            1,
            f"`{key}` is {getattr(other.front, key)!r} here and {getattr(one.front, key)!r} in {one.file}.",
        )
        for key in _SAME_IN_FRONT
        if getattr(one.front, key) != getattr(other.front, key)
    ]
    ids, other_ids = [step.id for step in one.steps], [step.id for step in other.steps]
    if ids != other_ids:
        problems.append(
            Problem(
                other.file,
                0,
                f"The steps are {', '.join(other_ids)}, but in {one.file} {', '.join(ids)}. Make them the same.",
            )
        )
        return problems
    for step, twin in zip(one.steps, other.steps, strict=True):
        shape, twin_shape = shape_of(step.blocks), shape_of(twin.blocks)
        if shape != twin_shape:
            problems.append(
                Problem(
                    other.file, twin.line,
                    f"The step {step.id} has {_said(twin_shape)} here, but {_said(shape)} in {one.file}. Make them the same.",
                )
            )  # fmt: skip
    return problems


def shape_of(blocks: list[dict[str, Any]]) -> list[str]:
    """The blocks that count, without the text between them: a translator may cut paragraphs as they like."""
    return [_name(block) for block in blocks if block["kind"] != "text"]


def _name(block: dict[str, Any]) -> str:
    more = ""
    match block["kind"]:
        case "compare" | "where":
            more = block["pair"]
        case "lenses":
            more = f"{block['pair']} {block['lens']}"
        case "clip":
            times = " ".join(f"{point['at']:g}" for point in block["points"])
            more = _("%(pair)s %(half)s at %(times)s s") % (block | {"times": times})
        case "check":
            right = "".join(option["key"] for option in block["options"] if option["right"])
            more = _("%(id)s of %(number)s answers with %(right)s right") % {
                "id": block["id"], "number": len(block["options"]), "right": right,
            }  # fmt: skip
        case "poll":
            more = _("%(id)s of %(number)s answers") % {"id": block["id"], "number": len(block["options"])}
        case "scenario":
            more = block["slug"]
    return f"{block['kind']} {more}".strip()


def _said(shape: list[str]) -> str:
    return ", ".join(shape) or _("no blocks")
