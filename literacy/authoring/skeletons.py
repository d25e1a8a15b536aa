"""The blocks an author can put in, each as a text that is right as it stands but for its words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import override

NAME = "NAME"
"""Stands for a short name that is not in the text yet; whoever puts the block in chooses one."""


@dataclass(frozen=True)
class Skeleton:
    """A block: its kind, how authors call it, what it is for, and its text. `needs` says what is chosen for it first."""

    kind: str
    name: str
    purpose: str
    text: str
    needs: str = ""


def palette(language: str) -> list[Skeleton]:
    """Every block: what it is for in the language of the page, its words in that of the lesson."""
    with override(language):
        texts = {each.kind: each.text for each in _every()}
    return [replace(each, text=texts[each.kind]) for each in _every()]


def _every() -> list[Skeleton]:
    return [*_with_clips(), *_asking(), *_telling()]


def _with_clips() -> list[Skeleton]:
    return [
        Skeleton("compare", _("Compare slider"), _("Both versions over each other, with what was changed."),
                 exhibit("compare", "…"), "pair"),
        Skeleton("where", _("Where is it?"), _("Readers point at the place that was changed."),
                 exhibit("where", "…"), "pair"),
        Skeleton("clip", _("Clip with moments"), _("A video or a recording, with moments to go to."),
                 exhibit("clip", "…"), "pair"),
        Skeleton("lenses", _("Lenses"), _("A clip to look at through the lenses."),
                 exhibit("lenses", "…"), "pair"),
        Skeleton("figure", _("Drawing"), _("One of the drawings of this site."), figure("…"), "figure"),
    ]  # fmt: skip


def _asking() -> list[Skeleton]:
    words = {
        "name": NAME, "question": _("What do you ask?"), "right": _("An answer."), "why": _("Why this is right."),
        "other": _("Another answer."), "why_not": _("Why this is not right."), "would": _("What would you do?"),
        "said": _("What everybody reads who answered."),
    }  # fmt: skip
    check = ":::check id=%(name)s\n%(question)s\n\n- [x] %(right)s\n  > %(why)s\n- [ ] %(other)s\n  > %(why_not)s\n:::"
    poll = ":::poll id=%(name)s\n%(would)s\n\n- %(right)s\n- %(other)s\n> %(said)s\n:::"
    return [
        Skeleton("check", _("Check"), _("A question with one right answer, and a word on each answer."),
                 check % words),
        Skeleton("poll", _("Poll"), _("A question without a right answer; the class sees its spread."),
                 poll % words),
        Skeleton("scenario", _("Scenario"), _("A story in which readers choose how it goes on."),
                 scenario("…"), "scenario"),
    ]  # fmt: skip


def _telling() -> list[Skeleton]:
    story = ':::story title="{title}" when="{when}" where="{where}"\n{told}\n:::'.format(
        title=_("A title"),
        when=_("May 2019"),
        where=_("a country"),
        told=_("What happened, told soberly."),
    )  # fmt: skip
    term = ':::term name="{name}"\n{told}\n:::'.format(
        name=_("a word"),
        told=_("What it means, in a sentence or two."),
    )  # fmt: skip
    return [
        Skeleton("story", _("Story"), _("A real case, with when and where."), story),
        Skeleton("term", _("Word explained"), _("A hard word, and what it means."), term),
        Skeleton("keypoints", _("Key points"), _("What to remember, once in a lesson."),
                 ":::keypoints\n- " + _("What to remember.") + "\n:::"),
        Skeleton("do", _("One thing to do"), _("Something to do today, once in a lesson."),
                 ":::do\n" + _("One thing to do outside.") + "\n:::"),
        Skeleton("contacts", _("Who helps"), _("Kinds of help; above them readers find what their own school wrote down."),
                 ":::contacts\n" + _("Kinds of help: somebody at school, a helpline, the police.") + "\n:::"),
        Skeleton("sources", _("Sources"), _("Where it comes from, once in a lesson."),
                 ":::sources\n- " + _("Author, title, publisher, date.") + "\n:::"),
        Skeleton("teacher", _("For the teacher"), _("Shown to teachers alone, once in a lesson."),
                 ":::teacher\n" + _("Goal, time, questions to discuss.") + "\n:::"),
    ]  # fmt: skip


def exhibit(kind: str, slug: str, *, seconds: float = 4) -> str:
    """A block that shows a pair; `seconds` is how long a clip is, so that its moment lies within it."""
    words = {
        "kind": kind, "slug": slug, "caption": _("What there is to see."), "at": min(59.0, max(0.0, seconds / 2)),
        "asked": _("Something was changed here. Where?"), "said": _("What there is to see at that place."),
        "notice": _("What to notice here."),
    }  # fmt: skip
    if kind == "clip":
        opening, inside = (
            ':::clip pair=%(slug)s half=manipulated caption="%(caption)s"',
            "\n- 0:%(at)04.1f %(notice)s",
        )
    else:
        opening = ':::%(kind)s pair=%(slug)s caption="%(caption)s"'
        inside = "\n%(asked)s\n> %(said)s" if kind == "where" else ""
    return f"{opening}{inside}\n:::" % words


def figure(src: str) -> str:
    """A block with a drawing."""
    words = {
        "src": src, "alt": _("What the drawing shows."), "caption": _("What to see in it."),
        "credit": _("Drawing: Second Look"),
    }  # fmt: skip
    return ':::figure src={src} alt="{alt}" caption="{caption}" credit="{credit}"\n:::'.format(**words)


def scenario(slug: str) -> str:
    """A block with a scenario."""
    return f":::scenario slug={slug}\n:::"


def first_text() -> str:
    """What a new lesson begins with: right as it stands, but for its words."""
    blocks = {each.kind: each.text for each in _every()}
    parts = [
        _("A few sentences that make readers curious."),
        "## " + _("Look"),
        _("Tell what there is to see."),
        blocks["check"].replace(NAME, "check-1"),
        "## " + _("Remember"),
        *(blocks[kind] for kind in ("keypoints", "do", "sources", "teacher")),
    ]
    return "\n\n".join(parts) + "\n"
