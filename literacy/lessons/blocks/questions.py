"""Blocks that ask: a check with one right answer, a poll without any, a scenario that goes on as one chooses."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from literacy.lessons.blocks.raw import RawBlock, need, no_lines
from literacy.lessons.markdown import render_line
from literacy.lessons.problems import Notes

LETTERS = "abcdef"
_OPTION = re.compile(r"- \[([ xX])\] (.*)")
_CHOICE = re.compile(r"- (.*)")


def read_check(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """A question, two to six answers of which one is right, and something said to each."""
    need(block, notes, "id")
    question: list[str] = []
    options: list[dict[str, Any]] = []
    places: list[int] = []
    for number, line in block.numbered():
        start = _OPTION.match(line)
        if start:
            options.append({"text": start[2], "right": start[1] != " ", "feedback": ""})
            places.append(number)
        elif not options:
            question.append(line)
        elif line.strip().startswith(">"):
            options[-1]["feedback"] += " " + line.strip()[1:].strip()
        elif line.strip():
            notes.add(
                number,
                _("Begin this line with `- [ ]` (an answer) or with `  >` (what is said when it is chosen)."),
            )
    if not "".join(question).strip():
        notes.add(block.line, _("This check asks nothing. Put the question before the answers."))
    _count_options(block, options, places, notes)
    return {
        "id": block.get("id"),
        "question": render_line("\n".join(question)),
        "options": [
            {
                "key": key,
                "text": render_line(o["text"]),
                "right": o["right"],
                "feedback": render_line(o["feedback"]),
            }
            for key, o in zip(LETTERS, options, strict=False)
        ],
    }


def _count_options(block: RawBlock, options: list[dict[str, Any]], places: list[int], notes: Notes) -> None:
    if not 2 <= len(options) <= len(LETTERS):
        notes.add(
            block.line,
            _("A check needs 2 to %(number)s answers (lines `- [ ] …`); this one has %(number2)s.")
            % {"number": len(LETTERS), "number2": len(options)},
        )
    elif sum(option["right"] for option in options) != 1:
        right = sum(option["right"] for option in options)
        notes.add(
            block.line,
            _("Mark exactly one answer as right with `- [x]`; this check has %(right)s.") % {"right": right},
        )
    for place, option in zip(places, options, strict=True):
        if not option["text"].strip():
            notes.add(place, _("This answer is empty. Write it behind the brackets."))
        if not option["feedback"].strip():
            notes.add(place, _("Say what somebody reads who chooses this answer: a line `  > …` below it."))


def read_poll(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """A question without a right answer, two to six answers, and a line said to everybody afterwards."""
    need(block, notes, "id")
    question: list[str] = []
    said: list[str] = []
    answers: list[str] = []
    for number, line in block.numbered():
        start = _CHOICE.match(line)
        if line.strip().startswith(">"):
            said.append(line.strip()[1:].strip())
        elif start:
            answers.append(start[1].strip())
            if re.match(r"\[[ xX]\]", start[1]):
                notes.add(
                    number, _("A poll has no right answer. Leave out the brackets, or make it a check.")
                )
            elif not start[1].strip():
                notes.add(number, _("This answer is empty. Write it behind the dash."))
        elif line.strip() and answers:
            notes.add(
                number,
                _("Begin this line with `- ` (an answer) or with `> ` (what everybody reads at the end)."),
            )
        else:
            question.append(line)
    if not "".join(question).strip():
        notes.add(block.line, _("This poll asks nothing. Put the question before the answers."))
    if not 2 <= len(answers) <= len(LETTERS):
        notes.add(
            block.line,
            _("A poll needs 2 to %(number)s answers (lines `- …`); this one has %(number2)s.")
            % {"number": len(LETTERS), "number2": len(answers)},
        )
    if not " ".join(said).strip():
        notes.add(block.line, _("Say something to everybody who answered: a line `> …` at the end."))
    return {
        "id": block.get("id"),
        "question": render_line("\n".join(question)),
        "options": [
            {"key": key, "text": render_line(text)} for key, text in zip(LETTERS, answers, strict=False)
        ],
        "said": render_line(" ".join(said)),
    }


def read_scenario(block: RawBlock, notes: Notes) -> dict[str, Any]:
    """A story with choices, kept in a file of its own."""
    need(block, notes, "slug")
    no_lines(block, notes)
    return {"slug": block.get("slug")}
