"""Whether what is kept still agrees with the answers."""

from __future__ import annotations

import json
import logging

from quizzes.tallies.models import SittingTally
from quizzes.tallies.rollup import fold

logger = logging.getLogger(__name__)


def check_sample(*, size: int) -> int:
    """Fold some sittings anew and compare; returns how many did not agree. Those are forgotten, and logged.

    One that does not agree says that others may not: `manage.py progress rebuild` makes all of them again.
    """
    kept = {row.sitting_id: row for row in SittingTally.objects.order_by("?")[:size]}
    found = fold(kept)
    wrong = [key for key, row in kept.items() if row.answers != _as_read(found[key].kept)]
    if wrong:
        SittingTally.objects.filter(sitting__in=wrong).delete()
        logger.error(
            "%s of %s tallies did not agree with their answers and were made anew; run “manage.py progress rebuild”.",
            len(wrong), len(kept),
        )  # fmt: skip
    return len(wrong)


def _as_read(kept: object) -> object:
    """As the database gives it back: lists for tuples."""
    return json.loads(json.dumps(kept))
