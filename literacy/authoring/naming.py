"""Gives steps the short names that learners' progress hangs on, so that no author needs to think of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.text import slugify

from literacy.lessons.parser import lines_in

_HEADING = re.compile(r"## +\S")
_NAMED = re.compile(r"\{#([^}]*)\}\s*$")
_MOST = 48


def names_in(text: str) -> list[str]:
    """The names of the steps in their order, empty where one has none."""
    found = [_NAMED.search(line) for line in _headings(text)]
    return [match[1] if match else "" for match in found]


def with_names(text: str, *, like: Sequence[str] = ()) -> str:
    """The text with a name behind each heading that has none: the one at the same place of `like`, or made of its title."""
    taken = set(filter(None, names_in(text)))
    lines, place, inside = lines_in(text), -1, False
    for number, line in enumerate(lines):
        inside = _is_inside(line, inside=inside)
        if inside or not _HEADING.match(line) or len(line) > _MOST * 10:
            continue
        place += 1
        if _NAMED.search(line):
            continue
        wanted = like[place] if place < len(like) and like[place] not in taken else ""
        name = wanted or _free(slugify(line[3:])[:_MOST].strip("-_").replace("_", "-") or "step", taken)
        taken.add(name)
        lines[number] = f"{line.rstrip()} {{#{name}}}"
    return "\n".join(lines)


def _headings(text: str) -> list[str]:
    found, inside = [], False
    for line in lines_in(text):
        inside = _is_inside(line, inside=inside)
        if not inside and _HEADING.match(line):
            found.append(line)
    return found


def _is_inside(line: str, *, inside: bool) -> bool:
    """Whether what follows stands in a block, where a heading begins no step."""
    bare = line.strip()
    return bare != ":::" if bare.startswith(":::") else inside


def _free(name: str, taken: set[str]) -> str:
    name = re.sub(r"-{2,}", "-", name)
    if name not in taken:
        return name
    return next(f"{name}-{n}" for n in range(2, 10_000) if f"{name}-{n}" not in taken)
