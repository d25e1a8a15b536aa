"""Make a quiz of what was drawn."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from quizzes.clips.catalogue_words import LANGUAGES
from quizzes.clips.models import Pair, PairQuerySet
from quizzes.http.refusal import Refusal
from quizzes.items.drawing import Draw, Wishes, draw_pairs
from quizzes.items.loader import item_for_pair
from quizzes.items.models import Placement, Quiz

FEWEST_DRAWN, MOST_DRAWN = 4, 30
_LONGEST_TITLE = 80


@transaction.atomic
def make_drawn_quiz(*, shelf: str, title: str, pairs: PairQuerySet, wishes: Wishes, seed: str) -> Quiz:
    """Draw a quiz and keep it on a shelf, with what was wished for and the seed that repeats the draw.

    title: empty for one that says what it is. Raises Refusal with what lacks when there are too few pairs.
    """
    quiz, drawn = drawn_quiz(shelf=shelf, title=title, pairs=pairs, wishes=wishes, seed=seed)
    quiz.save()
    place_pairs(quiz, drawn)
    return quiz


def drawn_quiz(
    *, shelf: str, title: str, pairs: PairQuerySet, wishes: Wishes, seed: str
) -> tuple[Quiz, Sequence[Pair]]:
    """The quiz that would be drawn, unsaved, and its pairs in order. Raises Refusal as `make_drawn_quiz` does."""
    draw = draw_pairs(pairs, wishes, seed=seed)
    if not draw.is_enough:
        raise Refusal(what_lacks(draw, wishes), status=422)
    title = " ".join(title.split())[:_LONGEST_TITLE]
    texts = {}
    for language in LANGUAGES:
        with override(language):
            texts[language] = {
                "title": title or _("%(count)s drawn clips") % {"count": wishes.count},
                "intro": _("%(count)s clips, drawn for you. Look twice.") % {"count": wishes.count},
            }
    quiz = Quiz(
        slug=f"drawn-{uuid4().hex}",
        shelf=shelf,
        texts=texts,
        real_share=wishes.real_share,
        draw=wishes.as_dict() | {"seed": seed},
    )
    return quiz, draw.pairs


def place_pairs(quiz: Quiz, pairs: Sequence[Pair]) -> None:
    """Put pairs into a new quiz, in this order."""
    Placement.objects.bulk_create(
        Placement(quiz=quiz, item=item_for_pair(pair), position=position)
        for position, pair in enumerate(pairs)
    )


def what_lacks(draw: Draw, wishes: Wishes) -> str:
    """Why a draw came to nothing, and which wish to drop, in a sentence or two."""
    said = _("There are %(there)s pairs like that which share no recording, and you asked for %(count)s.") % {
        "there": draw.there,
        "count": wishes.count,
    }
    helping = {name: number for name, number in draw.more_without.items() if number > draw.there}
    if not helping:
        return f"{said} " + _("Ask for fewer clips.")
    name = max(helping, key=lambda each: helping[each])
    return f"{said} " + _loosened(name) % {"number": helping[name]}


def _loosened(name: str) -> str:
    return {
        "techniques": _("With every technique there would be %(number)s."),
        "cues": _("With every cue there would be %(number)s."),
        "media": _("With photos, videos and sound there would be %(number)s."),
        "difficulties": _("With every difficulty there would be %(number)s."),
    }[name]
