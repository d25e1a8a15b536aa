"""Sets lessons with typst: what is said goes as data into a folder of its own, where the sheets stand beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from literacy.lessons.access import pairs_of
from literacy.lessons.contacts import Contacts
from literacy.lessons.models import Lesson
from literacy.lessons.paper.blocks import answers_on_paper, block_on_paper
from literacy.lessons.paper.nodes import nodes_of
from literacy.lessons.paper.pictures import code_to_scan

_SHEETS = ("common.typ", "lesson.typ", "guide.typ")
_HERE = Path(__file__).parent


def lesson_as_pdf(lesson: Lesson, *, site: str, contacts: Sequence[Contacts] = ()) -> bytes:
    """A lesson for pupils in the language that is spoken; site: its address up to the host; contacts: of the reader's schools."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        pairs = {
            pair.slug: pair
            for pair in pairs_of(lesson).select_related("clip").prefetch_related("renditions", "sources")
        }
        body = lesson.body
        steps = [
            {
                "title": step["title"],
                "blocks": [
                    shown
                    for block in step["blocks"]
                    if block["kind"] != "teacher" and (shown := block_on_paper(block, pairs, folder))
                ],
            }
            for step in body.get("steps", [])
        ]
        data = _head(lesson, site, folder) | {"steps": steps, "answers": answers_on_paper(body)}
        data["contacts"] = [
            {"title": _helps(each), "body": nodes_of(each.html)} for each in contacts if each.html
        ]
        return _set("lesson.typ", {"words": _words()} | data, folder)


def guide_as_pdf(lessons: Sequence[Lesson], goals: Mapping[str, Sequence[str]], *, site: str) -> bytes:
    """The teacher's guide to all lessons; `goals` says by a lesson's slug which goals of curricula it serves."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        told = [
            _head(lesson, site, folder)
            | {
                "answers": answers_on_paper(lesson.body),
                "curricula": list(goals.get(lesson.slug, ())),
                "teacher": [
                    node
                    for step in lesson.body.get("steps", [])
                    for block in step["blocks"]
                    if block["kind"] == "teacher"
                    for node in nodes_of(block["html"])
                ],
            }
            for lesson in lessons
        ]
        title = _("Teacher’s guide to the lessons")
        return _set(
            "guide.typ", {"words": _words(), "title": title, "lessons": told, "host": _host(site)}, folder
        )


def _head(lesson: Lesson, site: str, folder: Path) -> dict[str, Any]:
    body, path = lesson.body, reverse("lesson", args=[lesson.key])
    return {
        "number": lesson.number,
        "kicker": _("A lesson of your school")
        if lesson.shelf
        else _("Lesson %(number)s") % {"number": lesson.number},
        "title": body.get("title", lesson.slug),
        "summary": body.get("summary", ""),
        "minutes": _("about %(minutes)s minutes") % {"minutes": body.get("minutes", 0)},
        "goals": list(body.get("goals", [])),
        "lead": nodes_of(body.get("lead", "")),
        "address": f"{_host(site)}{path}",
        "code": code_to_scan(f"{site}{path}", folder, f"code-{lesson.number}.svg"),
    }


def _helps(contacts: Contacts) -> str:
    return _("Who helps at %(school)s") % {"school": contacts.school}


def _words() -> dict[str, str]:
    return {
        "language": (get_language() or "en").partition("-")[0],
        "brand": _("Second Look"),
        "goals": _("Goals"),
        "answers": _("Answers"),
        "check": _("Check"),
        "poll": _("What would you do?"),
        "do": _("One thing to do today"),
        "sources": _("Sources"),
        "story": _("It happened"),
        "teacher": _("For the teacher"),
        "curricula": _("Fits with"),
        "scan": _("The clips on the site"),
        "contents": _("Lessons"),
        "made": _("This lesson contains manipulated clips, made for teaching. It says so at each of them."),
        "step": _("Step"),
        "page": _("page"),
    }


def _host(site: str) -> str:
    return site.partition("://")[2]


def _set(sheet: str, data: Mapping[str, Any], folder: Path) -> bytes:
    for name in _SHEETS:
        shutil.copyfile(_HERE / name, folder / name)
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return typst.compile(folder / sheet, root=folder)
