"""What may be asked of this room: that the library grows."""

from django.db import transaction

from quizzes.clips.models import Pair
from quizzes.clips.specs import RecipeSpec
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.clips.wanted import is_ready, tier_of
from quizzes.growth.plan import Plan
from quizzes.growth.tasks import FETCH_PACKAGE
from quizzes.jobs.actions import enqueue
from quizzes.jobs.models import Job


def ask_for_rest(*, plan: Plan) -> tuple[list[str], list[str]]:
    """Ask for every package that something is still missing of; returns the packages and the slugs of the pairs.

    Nothing is asked for twice: what is ready, being made or waited for already is left alone, and so is a pair
    of the first tier that failed, since the build that ends just before has tried it.
    """
    being_made = set(Job.objects.open().filter(kind=RENDER_PAIR).values_list("target", flat=True))
    missing = [
        recipe for recipe in plan.recipes if recipe.slug not in being_made and _is_missing(plan, recipe)
    ]
    targets = list(plan.packages(missing))
    running = set(Job.objects.open().filter(kind=FETCH_PACKAGE).values_list("target", flat=True))
    with transaction.atomic():
        for target in targets:
            if target not in running:
                enqueue(kind=FETCH_PACKAGE, target=target)
    return targets, [recipe.slug for recipe in missing]


def _is_missing(plan: Plan, recipe: RecipeSpec) -> bool:
    if is_ready(plan.catalogue, recipe):
        return False
    digest = plan.catalogue.render_digest(recipe)
    failed = Pair.objects.filter(slug=recipe.slug, state=Pair.State.FAILED, recipe__digest=digest)
    return tier_of(plan.catalogue, recipe) > 1 or not failed.exists()
