"""`context`: does the caption fit? Judged after opening cards of evidence, and marked with how it was come by."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.clips.models import Pair
from quizzes.items.types.base import How, ItemType, Marked, Shown, Told
from quizzes.items.types.judge import JUDGE, JudgeForm, stops
from quizzes.scoring.marking.context import WANTED_CARDS, mark_context
from quizzes.scoring.marking.judge import JudgeResponse


def cards_of(pair: Pair) -> list[str]:
    """The kinds of the cards that a pair has, in their order; by its kind a card is known."""
    return [str(each["kind"]) for each in pair.evidence]


def suits(pair: Pair) -> bool:
    """Whether there is a caption to be judged, and evidence to be opened."""
    return pair.question == Pair.Question.CLAIM and pair.has_both and bool(pair.evidence)


def _mark(cleaned: dict[str, Any], shown: Shown) -> Marked:
    offered = cards_of(shown.the_pair)
    opened = [each for each in shown.steps if each in offered]
    response = JudgeResponse(cleaned["p_manipulated"])
    mark = mark_context(response, shown.is_manipulated, len(opened), len(offered))
    return Marked(
        response={
            "p_manipulated": response.p_manipulated,
            "opened": opened,
            "judgement": round(mark.judgement.points, 4),
            "process": round(mark.process, 4),
        },
        points=round(mark.points, 4),
        outcome=mark.judgement.outcome.value,
        p_manipulated=response.p_manipulated,
    )


def _told(marked: Marked, shown: Shown) -> Told | None:
    opened = len(marked.response["opened"])
    if opened == 0:
        return Told(
            How.PARTLY,
            _("You opened none of the cards before you judged."),
            _("Checking first counts for three tenths of the points: open two cards and you have them all."),
        )
    sentence = ngettext(
        "You opened %(opened)s card before you judged.",
        "You opened %(opened)s cards before you judged.",
        opened,
    ) % {"opened": opened}
    if opened < WANTED_CARDS:
        return Told(How.PARTLY, sentence, _("One source, and another that confirms it: two would be enough."))
    return Told(How.RIGHT, sentence, _("That is how people who check pictures work."))


CONTEXT = ItemType(
    slug="context",
    form=JudgeForm,
    template="attempts/types/_context.html",
    mark=_mark,
    suits=suits,
    samples=JUDGE.samples,
    told=_told,
    reread=lambda response: {"p_manipulated": response["p_manipulated"]},
    offer=lambda shown: {"stops": stops()},
    judges=True,
)
