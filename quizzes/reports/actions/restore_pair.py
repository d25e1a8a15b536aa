"""Put a clip back that was taken away."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.reports.actions.pull_pair import note_in, set_pulled, settle_reports
from quizzes.reports.models import Pull, Report


def restore_pair(*, pair: Pair, by: Any, note: str) -> None:
    """Show a pulled pair again and deal with its open reports; sittings that went on without it stay without it.

    Doing it twice changes nothing more. Raises Refusal (422) without a reason.
    """
    note = note_in(note)
    if not note:
        raise Refusal(_("Say why, in a few words: other editors read it."), status=422)
    with transaction.atomic():
        fresh = Pair.objects.select_for_update().defer("truth", "recipe", "evidence").get(pk=pair.pk)
        if not fresh.is_pulled:
            return
        Pull.objects.filter(pair=fresh, restored_at=None).update(restored_by=by, restored_at=timezone.now())
        set_pulled(fresh, to=False)
        settle_reports(fresh, by, note, Report.Decision.KEPT)
