"""Making a quiz of pairs that somebody chose."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from quizzes.clips.catalogue_words import LANGUAGES
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.items.loader import item_for_pair
from quizzes.items.models import Placement, Quiz

FEWEST, MOST = 2, 40
"""How many clips a quiz of one's own may have."""

_LONGEST_TITLE = 80


def make_quiz(*, shelf: str, title: str, pairs: Sequence[Pair]) -> Quiz:
    """Make a practice quiz on a shelf, of published pairs of that shelf in this order.

    Raises `Refusal` for a title that is none, too few or too many pairs, or one that lies elsewhere.
    """
    title = checked_title(title)
    refuse_number(len(pairs))
    texts = {}
    for language in LANGUAGES:
        with override(language):
            texts[language] = {
                "title": title,
                "intro": _("Clips that were made at your own school. Look twice."),
            }
    with transaction.atomic():
        held = Pair.objects.on_shelves(shelf).published().select_for_update()
        found = {pair.pk: pair for pair in held.filter(pk__in=[pair.pk for pair in pairs])}
        if len(found) != len(pairs):
            raise Refusal(_("One of these clips is not published any more. Choose again."))
        quiz = Quiz.objects.create(slug=f"own-{uuid4().hex}", shelf=shelf, texts=texts)
        Placement.objects.bulk_create(
            Placement(quiz=quiz, item=item_for_pair(found[pair.pk]), position=position)
            for position, pair in enumerate(pairs)
        )
    return quiz


def checked_title(title: str) -> str:
    """Return a title without needless blanks. Raises `Refusal` for one that is none or too long."""
    title = " ".join(title.split())
    if not title or len(title) > _LONGEST_TITLE:
        raise Refusal(
            _("Give the quiz a title of at most %(count)s characters.") % {"count": _LONGEST_TITLE},
            status=400,
        )
    return title


def refuse_number(count: int) -> None:
    """Raise `Refusal` for too few or too many clips."""
    if not FEWEST <= count <= MOST:
        raise Refusal(
            _("Choose %(fewest)s to %(most)s clips for a quiz.") % {"fewest": FEWEST, "most": MOST},
            status=400,
        )
