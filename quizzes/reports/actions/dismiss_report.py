"""Close one report without taking the clip away."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.http.refusal import Refusal
from quizzes.reports.actions.pull_pair import note_in
from quizzes.reports.models import Report


def dismiss_report(*, report: Report, by: Any, note: str) -> None:
    """Close an open report with a note for other editors. Raises Refusal without one, or when it was closed before.

    A clip that reports had paused stays away: putting it back is a decision of its own.
    """
    note = note_in(note)
    if not note:
        raise Refusal(_("Say why, in a few words: other editors read it."), status=422)
    closed = Report.objects.open().filter(pk=report.pk)
    if not closed.update(
        state=Report.State.HANDLED, decision=Report.Decision.KEPT, note=note, handled_by=by,
        handled_at=timezone.now(),
    ):  # fmt: skip
        raise Refusal(_("Another editor has dealt with this report already."))
