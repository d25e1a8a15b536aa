"""The blocks an author can put in, each as a text that is right as it stands but for its words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

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


def palette() -> list[Skeleton]:
    """Every block, in the language of the page."""
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
    question, answer = _("What do you ask?"), _("An answer.")
    check = (
        f":::check id={NAME}\n{question}\n\n- [x] {answer}\n  > {_('Why this is right.')}\n"
        f"- [ ] {_('Another answer.')}\n  > {_('Why this is not right.')}\n:::"
    )
    poll = (
        f":::poll id={NAME}\n{_('What would you do?')}\n\n- {answer}\n- {_('Another answer.')}\n"
        f"> {_('What everybody reads who answered.')}\n:::"
    )
    return [
        Skeleton(
            "check", _("Check"), _("A question with one right answer, and a word on each answer."), check
        ),
        Skeleton("poll", _("Poll"), _("A question without a right answer; the class sees its spread."), poll),
        Skeleton("scenario", _("Scenario"), _("A story in which readers choose how it goes on."),
                 scenario("…"), "scenario"),
    ]  # fmt: skip


def _telling() -> list[Skeleton]:
    story = (
        f':::story title="{_("A title")}" when="{_("May 2019")}" where="{_("a country")}"\n'
        f"{_('What happened, told soberly.')}\n:::"
    )
    term = f':::term name="{_("a word")}"\n{_("What it means, in a sentence or two.")}\n:::'
    return [
        Skeleton("story", _("Story"), _("A real case, with when and where."), story),
        Skeleton("term", _("Word explained"), _("A hard word, and what it means."), term),
        Skeleton("keypoints", _("Key points"), _("What to remember, once in a lesson."),
                 f":::keypoints\n- {_('What to remember.')}\n:::"),
        Skeleton("do", _("One thing to do"), _("Something to do today, once in a lesson."),
                 f":::do\n{_('One thing to do outside.')}\n:::"),
        Skeleton("sources", _("Sources"), _("Where it comes from, once in a lesson."),
                 f":::sources\n- {_('Author, title, publisher, date.')}\n:::"),
        Skeleton("teacher", _("For the teacher"), _("Shown to teachers alone, once in a lesson."),
                 f":::teacher\n{_('Goal, time, questions to discuss.')}\n:::"),
    ]  # fmt: skip


def exhibit(kind: str, slug: str, *, seconds: float = 4) -> str:
    """A block that shows a pair; `seconds` is how long a clip is, so that its moment lies within it."""
    caption = _("What there is to see.")
    inside = {
        "where": f"\n{_('Something was changed here. Where?')}\n> {_('What there is to see at that place.')}",
        "clip": f"\n- 0:{min(59.0, max(0.0, seconds / 2)):04.1f} {_('What to notice here.')}",
    }.get(kind, "")
    half = " half=manipulated" if kind == "clip" else ""
    return f':::{kind} pair={slug}{half} caption="{caption}"{inside}\n:::'


def figure(src: str) -> str:
    """A block with a drawing."""
    alt, caption, credit = _("What the drawing shows."), _("What to see in it."), _("Drawing: Second Look")
    return f':::figure src={src} alt="{alt}" caption="{caption}" credit="{credit}"\n:::'


def scenario(slug: str) -> str:
    """A block with a scenario."""
    return f":::scenario slug={slug}\n:::"


def first_text() -> str:
    """What a new lesson begins with: right as it stands, but for its words."""
    blocks = {each.kind: each.text for each in palette()}
    check = blocks["check"].replace(NAME, "check-1")
    return (
        f"{_('A few sentences that make readers curious.')}\n\n## {_('Look')}\n\n{_('Tell what there is to see.')}\n\n"
        f"{check}\n\n## {_('Remember')}\n\n{blocks['keypoints']}\n\n{blocks['do']}\n\n{blocks['sources']}\n\n"
        f"{blocks['teacher']}\n"
    )
