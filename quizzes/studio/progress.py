"""How far the background work on a draft is."""

from quizzes.clips.tasks import RENDER_PAIR
from quizzes.jobs.models import Job
from quizzes.studio.models import Draft
from quizzes.studio.tasks import CHECK_UPLOAD


def percent_done(draft: Draft) -> int | None:
    """Return 0 to 100 for a draft that is looked at or made, None where nothing is being done. One query."""
    if draft.state == Draft.State.RENDERING and draft.pair is not None:
        kind, target = RENDER_PAIR, draft.pair.slug
    elif draft.state in (Draft.State.WAITING, Draft.State.CHECKING):
        kind, target = CHECK_UPLOAD, str(draft.pk)
    else:
        return None
    job = Job.objects.about(kind=kind, target=target).open().first()
    return None if job is None else job.progress
