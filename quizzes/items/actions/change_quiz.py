"""Changing a quiz that somebody made of pairs of their own, and throwing it away."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.items.actions.make_quiz import checked_title, refuse_number
from quizzes.items.loader import item_for_pair
from quizzes.items.models import Placement, Quiz


def change_quiz(*, quiz: Quiz, title: str, pairs: Sequence[Pair]) -> Quiz:
    """Give a quiz another title, and these clips in this order: published ones of its shelf, or those it has already.

    Raises `Refusal` for a title that is none, too few or too many clips, one that lies elsewhere, and for other clips
    once somebody has begun it: then not everybody of a class would be asked the same.
    """
    title = checked_title(title)
    with transaction.atomic():
        held = Quiz.objects.select_for_update().get(pk=quiz.pk)
        before = [placement.item.pair_id for placement in held.placements.select_related("item")]
        wanted = [pair.pk for pair in pairs]
        if wanted != before:
            refuse_number(len(set(wanted)))
            if is_begun(held):
                raise Refusal(
                    _(
                        "Somebody has begun this quiz already, so its clips stay as they are. Its title may change."
                    )
                )
            published = Q(pk__in=Pair.objects.on_shelves(held.shelf).published().values("pk"))
            allowed = Pair.objects.filter(published | Q(pk__in=before), pk__in=wanted)
            found = {pair.pk: pair for pair in allowed.select_for_update()}
            if found.keys() != set(wanted) or len(set(wanted)) != len(wanted):
                raise Refusal(_("One of these clips is not published any more. Choose again."))
            held.placements.all().delete()
            Placement.objects.bulk_create(
                Placement(quiz=held, item=item_for_pair(found[number]), position=position)
                for position, number in enumerate(wanted)
            )
        held.texts = {language: words | {"title": title} for language, words in held.texts.items()}
        held.save(update_fields=["texts"])
    return held


def is_begun(quiz: Quiz) -> bool:
    """Whether somebody was dealt it."""
    return bool(quiz.sittings.exists())


def delete_quiz(*, quiz: Quiz) -> None:
    """Throw a quiz away; its clips stay. Raises `Refusal` where a class was given it or somebody has begun it."""
    try:
        quiz.delete()
    except ProtectedError as error:
        raise Refusal(
            _("This quiz was given to a class or begun by somebody, so it stays: their results hang on it.")
        ) from error
