"""What the workers' sweep does for this room: folding what has ended, and looking whether all agrees."""

from django.core.cache import cache

from quizzes.jobs.registry import swept
from quizzes.tallies.checking import check_sample
from quizzes.tallies.rollup import AT_ONCE, tally_sittings, untallied

_EVERY = 120
_DAY = 24 * 3600
_SAMPLE = 200


@swept
def fold_sittings() -> int:
    """Fold a lot of the sittings that ended since; once a day, compare some of them with their answers."""
    done = 0
    if cache.add("tallies:fold", 1, _EVERY):
        keys = list(untallied().order_by().values_list("pk", flat=True)[:AT_ONCE])
        done = len(tally_sittings(keys)) if keys else 0
        if len(keys) == AT_ONCE:
            cache.delete("tallies:fold")  # there may be more: go on with the next sweep
    if cache.add("tallies:check", 1, _DAY):
        done += check_sample(size=_SAMPLE)
    return done
