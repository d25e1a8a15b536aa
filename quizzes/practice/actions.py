"""Begin today's look."""

from datetime import datetime

from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from quizzes.attempts.actions import start_sitting
from quizzes.attempts.models import Sitting
from quizzes.attempts.taker import Taker
from quizzes.clips.catalogue_words import LANGUAGES
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.items.loader import item_for_pair
from quizzes.items.models import Quiz
from quizzes.practice.choosing import FEWEST, choose
from quizzes.practice.known import skills_of
from quizzes.practice.look import SLUG, State, candidates_for, todays_look


def begin_look(*, taker: Taker, now: datetime) -> Sitting:
    """Go on with a look that was left half-way, or choose a new one; after today's there may be as many more as one likes.

    Raises Refusal while the library has too few clips for one, or when the taker is nobody.
    """
    skills = skills_of(taker, now=now)
    look = todays_look(taker, skills, now=now)
    if look.state is State.BUSY and look.sitting is not None:
        return Sitting.objects.get(taker.owns(), pk=look.sitting)
    chosen = choose(candidates_for(taker, now=now), skills, now=now, seed=get_random_string(16))
    if not chosen:
        raise Refusal(
            _(
                "The library has fewer than %(fewest)s clips so far. They are still being made; come back in a few minutes."
            )
            % {"fewest": FEWEST}
        )
    pairs = Pair.objects.in_bulk([each.pair for each in chosen])
    items = [item_for_pair(pairs[each.pair]).pk for each in chosen]
    return start_sitting(quiz=_quiz(), taker=taker, drawn=items)


def _quiz() -> Quiz:
    texts = {}
    for language in LANGUAGES:
        with override(language):
            texts[language] = {
                "title": _("Today's look"),
                "intro": _("A few clips, chosen for you. About half of what you see is real."),
            }
    quiz, _made = Quiz.objects.get_or_create(
        slug=SLUG, defaults={"texts": texts, "mode": Quiz.Mode.PRACTICE, "assignable": False}
    )
    return quiz
