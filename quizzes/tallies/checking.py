"""Whether what is kept still agrees with the answers."""

from __future__ import annotations

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
    wrong = [
        key
        for key, row in kept.items()
        if row.last_at != found[key].last_at or _as_kept(row.answers) != _as_kept(found[key].answers)
    ]
    if wrong:
        SittingTally.objects.filter(sitting__in=wrong).delete()
        logger.error(
            "%s of %s tallies did not agree with their answers and were made anew; run “manage.py progress rebuild”.",
            len(wrong), len(kept),
        )  # fmt: skip
    return len(wrong)


def _as_kept(answers: object) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in answers), key=repr)  # type: ignore[attr-defined]
