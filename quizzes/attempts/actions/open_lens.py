"""Write down that somebody looked through a lens at what they have to judge."""

from django.db import transaction

from quizzes.attempts.course import Place
from quizzes.attempts.models import Showing


def open_lens(*, place: Place, slug: str) -> None:
    """Keep `slug` with the showing, in the order of opening; answers given afterwards take the list along."""
    if slug in place.lenses:
        return
    with transaction.atomic():
        showing = Showing.objects.select_for_update().get(pk=place.showing_id)
        if slug not in showing.lenses:
            showing.lenses = [*showing.lenses, slug]
            showing.save(update_fields=["lenses"])
    place.lenses = showing.lenses
