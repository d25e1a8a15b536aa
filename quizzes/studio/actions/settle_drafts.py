"""Bringing drafts up to what became of their background work."""

from django.db import transaction

from quizzes.clips import store
from quizzes.clips.models import Pair
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.jobs.models import Job
from quizzes.studio.models import Draft
from quizzes.studio.tasks import CHECK_UPLOAD


def settle_drafts(*, shelf: str) -> None:
    """Have every draft of a shelf say how far it is: made, not made, or forsaken by a job that gave up.

    To be called before drafts are shown; one query when nothing is underway.
    """
    drafts = list(Draft.objects.filter(shelf=shelf).underway().select_related("pair"))
    if not drafts:
        return
    # Read before the rows below are looked at again, so that a job that ends meanwhile is not taken for forsaken.
    open_jobs = set(
        Job.objects.open().filter(kind__in=[CHECK_UPLOAD, RENDER_PAIR]).values_list("target", flat=True)
    )
    for draft in drafts:
        if draft.state == Draft.State.RENDERING:
            _settle_rendering(draft, open_jobs)
        elif str(draft.pk) not in open_jobs:
            _forsake(draft)


def _settle_rendering(draft: Draft, open_jobs: set[str]) -> None:
    waiting = Draft.objects.filter(pk=draft.pk, state=Draft.State.RENDERING)
    waiting.filter(pair__state=Pair.State.PUBLISHED).update(state=Draft.State.MADE, reason="")
    waiting.filter(pair__state=Pair.State.FAILED).update(state=Draft.State.READY, reason="not-made")
    if draft.pair is not None and draft.pair.slug not in open_jobs:
        waiting.filter(pair__state=Pair.State.RENDERING).update(state=Draft.State.READY, reason="interrupted")


def _forsake(draft: Draft) -> None:
    with transaction.atomic():
        waiting = Draft.objects.filter(pk=draft.pk, state__in=[Draft.State.WAITING, Draft.State.CHECKING])
        if waiting.update(state=Draft.State.REFUSED, reason="interrupted", upload="", upload_size=0):
            store.discard_after_commit([draft.upload])
