"""Write down one step on the way to an answer: a card of evidence that was opened, a turn that a story took."""

from django.db import transaction

from quizzes.attempts.course import Place
from quizzes.attempts.models import Showing


def take_step(*, place: Place, step: str, after: int | None = None) -> bool:
    """Keep `step` with the showing, in the order of taking.

    after: how many steps the page knew of when it was sent; a page that is behind adds nothing. Without it a step is
    taken once, however often it is sent. False when another step was taken in its stead, from another window.
    """
    if after is None and step in place.steps:
        return True
    with transaction.atomic():
        showing = Showing.objects.select_for_update().get(pk=place.showing_id)
        is_new = step not in showing.steps if after is None else after == len(showing.steps)
        if is_new:
            showing.steps = [*showing.steps, step]
            showing.save(update_fields=["steps"])
    place.steps = showing.steps
    return after is None or showing.steps[after : after + 1] == [step]
