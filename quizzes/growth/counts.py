"""How far the library has grown: what is ready, being made, being fetched, and what will not come."""

from dataclasses import dataclass
from datetime import datetime

from quizzes.clips.catalogue_reading import CatalogueError
from quizzes.clips.models import LIBRARY, Pair
from quizzes.clips.specs import RecipeSpec
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.growth.plan import Plan, plan_here
from quizzes.growth.tasks import FETCH_PACKAGE
from quizzes.jobs.models import Job


@dataclass(frozen=True)
class Growth:
    """Pairs, counted: ready, being made, waiting for their originals, and not coming.

    `paused_until`: when fetching is tried again, while something outside the site is away; else None.
    """

    ready: int
    making: int
    fetching: int
    failed: int
    paused_until: datetime | None = None

    @property
    def total(self) -> int:
        """All that are there or still come."""
        return self.ready + self.making + self.fetching

    @property
    def is_over(self) -> bool:
        return not self.making and not self.fetching


def growth_of(ready: int, *, tell_end: bool = False) -> Growth | None:
    """How far it is, when `ready` pairs can be seen; None when nothing is being done, unless `tell_end`.

    At most four queries; one when nothing is being done.
    """
    jobs = list(Job.objects.open().filter(kind__in=[RENDER_PAIR, FETCH_PACKAGE]))
    if not jobs and not tell_end:
        return None
    making = {job.target for job in jobs if job.kind == RENDER_PAIR}
    if making:
        # What somebody makes for a shelf of their own is no growth of the library.
        making -= set(
            Pair.objects.exclude(shelf=LIBRARY).filter(slug__in=making).values_list("slug", flat=True)
        )
    coming = {job.target for job in jobs if job.kind == FETCH_PACKAGE}
    failed = Pair.objects.in_library().filter(state=Pair.State.FAILED).exclude(slug__in=making).count()
    fetching, lost = _unborn(coming, making)
    paused = [job.lease_until for job in jobs if job.is_paused and job.lease_until is not None]
    return Growth(ready, len(making), fetching, failed + lost, min(paused) if paused and not making else None)


def _unborn(coming: set[str], making: set[str]) -> tuple[int, int]:
    """Count the recipes without a pair: those whose packages come, and those with one that did not come."""
    not_come = Job.objects.filter(kind=FETCH_PACKAGE, state=Job.State.FAILED).exclude(target__in=coming)
    lost = set(not_come.values_list("target", flat=True))
    if not coming and not lost:
        return 0, 0
    try:
        plan = plan_here()
    except CatalogueError:
        return 0, 0
    unborn = _without_pair(plan)
    never = [recipe for recipe in unborn if plan.targets_of(recipe) & lost]
    fetching = [recipe for recipe in unborn if recipe not in never and plan.targets_of(recipe) & coming]
    return len(fetching), len(never)


def _without_pair(plan: Plan) -> list[RecipeSpec]:
    born = set(Pair.objects.in_library().values_list("slug", flat=True))
    return [recipe for recipe in plan.recipes if recipe.slug not in born]
