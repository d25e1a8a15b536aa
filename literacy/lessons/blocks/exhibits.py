"""Blocks that show something: pairs of the library in four ways, and drawings."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from literacy.lessons.blocks.raw import RawBlock, need, no_lines
from literacy.lessons.markdown import render_line
from literacy.lessons.problems import Notes
from quizzes.clips.lens_words import LENSES

HALVES = ("authentic", "manipulated", "both")
_PICTURE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.svg")
_POINT = re.compile(r"- (\d{1,3}):([0-5]\d)(?:\.(\d{1,3}))? +(\S.*)")


def read_compare(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """Both halves of a pair with what was changed."""
    need(block, notes, "pair", "caption")
    no_lines(block, notes)
    return _shown(block)


def read_lenses(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """A pair with the lenses that fit it."""
    need(block, notes, "pair", "caption", optional=("lens",))
    no_lines(block, notes)
    lens = block.get("lens")
    if lens and lens not in LENSES:
        notes.add(
            block.line,
            _("There is no lens called %(value)s. Known are %(names)s.")
            % {"value": lens[:60], "names": ", ".join(LENSES)},
        )
    return _shown(block) | {"lens": lens}


def read_where(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """A photo in which the reader points at the changed place: a question, and what is said afterwards."""
    need(block, notes, "pair", "caption")
    question, said = split_said(block)
    if not question:
        notes.add(block.line, _("This block asks nothing. Write the question on a line inside it."))
    if not said:
        notes.add(
            block.line, _("Say what is there to see, for after the reader has pointed: a line `> …` inside.")
        )
    return _shown(block) | {"question": render_line(question), "said": render_line(said)}


def read_clip(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """A film or a sound with points in time; `at` of a point is in seconds."""
    need(block, notes, "pair", "half", "caption")
    half = block.get("half")
    if half and half not in HALVES:
        notes.add(
            block.line,
            _("`half` must be %(names)s or %(value)s, not “%(value2)s”.")
            % {"names": ", ".join(HALVES[:-1]), "value": HALVES[-1], "value2": half[:60]},
        )
    points: list[dict[str, Any]] = []
    for number, line in block.numbered():
        if not line.strip():
            continue
        found = _POINT.fullmatch(line.rstrip())
        if found is None:
            notes.add(number, _("Write a point in time as `- 0:03.5 What to notice here.`"))
            continue
        at = int(found[1]) * 60 + int(found[2]) + float(f"0.{found[3] or 0}")
        if points and at < points[-1]["at"]:
            notes.add(
                number, _("This point lies before the one above it. Put them in the order of the clip.")
            )
        points.append({"at": at, "text": render_line(found[4]), "line": number})
    if not points:
        notes.add(block.line, _("Give at least one point in time: a line `- 0:03.5 What to notice here.`"))
    return _shown(block) | {"half": half, "points": points}


def read_figure(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """A drawing below `static`."""
    need(block, notes, "src", "alt", "caption", "credit")
    no_lines(block, notes)
    src = block.get("src")
    if src and not _PICTURE.fullmatch(src):
        notes.add(
            block.line, _("`src` must name an .svg file below static, not “%(value)s”.") % {"value": src[:60]}
        )
    return {
        "src": src, "alt": block.attributes.get("alt", ""), "credit": block.attributes.get("credit", ""),
        "caption": render_line(block.attributes.get("caption", "")),
    }  # fmt: skip


def split_said(block: RawBlock) -> tuple[str, str]:
    """What stands inside a block before its lines with `>`, and what these say."""
    said = [line.strip()[1:].strip() for line in block.lines if line.strip().startswith(">")]
    rest = [line for line in block.lines if not line.strip().startswith(">")]
    return "\n".join(rest).strip(), " ".join(said).strip()


def _shown(block: RawBlock) -> dict[str, Any]:
    return {"pair": block.get("pair"), "caption": render_line(block.attributes.get("caption", ""))}
