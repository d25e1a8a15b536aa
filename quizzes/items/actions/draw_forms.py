"""Draw the parallel forms of a series of tests."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from quizzes.clips.models import LIBRARY, Clip, Pair, PairQuerySet
from quizzes.http.refusal import Refusal
from quizzes.items.chains import chain_for
from quizzes.items.loader import item_for_pair
from quizzes.items.models import Item, Placement, Quiz, Series
from quizzes.items.parallel import Candidate, TooFew, draw_parallel


@transaction.atomic
def draw_forms(
    *,
    slug: str,
    titles: Mapping[str, str],
    pairs: PairQuerySet,
    count: int,
    seed: str = "",
    shelf: str = LIBRARY,
) -> Series:
    """Draw a first, a second and a later test of `count` clips each from these pairs, and make them quizzes.

    titles: what the series is called, per language. pairs: what may be drawn; see `unseen`. Generated clips are left
    out, as they need real ones beside them. seed: repeats a draw; a new one is made where it is empty. shelf: where
    they lie. The quizzes are assessments that can be given to a class. Raises Refusal when there are too few pairs,
    or the name is taken.
    """
    if slug != slugify(slug) or not slug:
        raise Refusal(_("Give the series a short name of letters, digits and hyphens."), status=422)
    if count < 1:
        raise Refusal(_("A test has one clip or more."), status=422)
    if Series.objects.filter(slug=slug).exists():
        raise Refusal(_("There is a series of tests named %(name)s already.") % {"name": slug})
    seed = seed or secrets.token_hex(8)
    there = {
        pair.slug: pair
        for pair in pairs.filter(has_original=True).select_related("clip").prefetch_related("sources")
    }
    candidates = [_candidate(pair) for pair in there.values() if not _stands_beside_generated(pair)]
    try:
        drawn = draw_parallel(candidates, forms=len(Quiz.Form), count=count, seed=seed)
    except TooFew as few:
        raise Refusal(_in_words(few, count)) from few
    series = Series.objects.create(slug=slug, seed=seed)
    for form, chosen in zip(Quiz.Form, drawn, strict=True):
        quiz = Quiz.objects.create(
            slug=f"{slug}-{form.value}",
            texts=_texts(titles, form, count),
            mode=Quiz.Mode.ASSESSMENT,
            series=series,
            form=form,
            shelf=shelf,
        )
        Placement.objects.bulk_create(
            Placement(quiz=quiz, item=_item(there[each.key]), position=position)
            for position, each in enumerate(chosen)
        )
    return series


def _item(pair: Pair) -> Item:
    """The item of a test: the judgement, and pointing where that is fair, so that there is time for every clip."""
    return item_for_pair(pair, chain_for(pair, light=True))


def unseen(pairs: PairQuerySet, *shelves: str) -> PairQuerySet:
    """Those that share no original with a pair of any quiz of the library or of these shelves.

    So no learner can have met them in one who sees those quizzes alone; what others draw for themselves uses nothing up.
    """
    placed = Pair.objects.filter(items__placements__quiz__shelf__in=[LIBRARY, *shelves])
    met = Clip.objects.filter(pairs__in=placed) | Clip.objects.filter(spliced_into__in=placed)
    clips = set(met.values_list("pk", flat=True))
    return pairs.exclude(clip__in=clips).exclude(sources__in=clips)


def _candidate(pair: Pair) -> Candidate:
    originals = frozenset([pair.clip.slug, *(source.slug for source in pair.sources.all())])
    return Candidate(pair.slug, originals, pair.medium, pair.technique, pair.difficulty)


def _stands_beside_generated(pair: Pair) -> bool:
    return not pair.has_twin and bool(pair.recipe.get("params", {}).get("canvas"))


def _texts(titles: Mapping[str, str], form: Quiz.Form, count: int) -> dict[str, dict[str, str]]:
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = {
                "title": f"{titles.get(language) or titles['en']}: {form.label}",
                "intro": _("%(count)s clips, as in the other tests of this series, and none of them twice.")
                % {"count": count},
            }
    return texts


def _in_words(few: TooFew, count: int) -> str:
    if few.unlike == "technique":
        return _(
            "The tests would not be alike: there are too few pairs of the same technique. "
            "Choose fewer clips for each test, or more pairs to draw from."
        )
    if few.unlike:
        return _(
            "The tests would not be alike: there are too few pairs of the same difficulty. "
            "Choose fewer clips for each test, or more pairs to draw from."
        )
    return _(
        "Three tests of %(count)s clips need %(needed)s pairs that share no original, of which there are %(there)s. "
        "Choose fewer clips for each test, or more pairs to draw from."
    ) % {"count": count, "needed": few.needed, "there": few.there}
