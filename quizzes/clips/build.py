"""Building the library: fetch the originals, save what the catalogue says, have what is missing made."""

from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from django.conf import settings

from quizzes.clips import store
from quizzes.clips.actions import fail_forsaken_pairs, retire_pairs, save_clip, save_pair
from quizzes.clips.catalogue import Catalogue
from quizzes.clips.drawn import keep_drawn
from quizzes.clips.fetch_errors import FetchError
from quizzes.clips.fetching import fetch_originals
from quizzes.clips.lens_pictures import sweep_lenses
from quizzes.clips.models import Clip, Pair, Rendition
from quizzes.clips.pipeline import RENDERED_MEDIA
from quizzes.clips.signed import sweep_signed
from quizzes.clips.specs import OriginalSpec, RecipeSpec
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.clips.wanted import Package, is_ready, originals_of, packages_of, tier_of, waits_of
from quizzes.jobs.drain import Tally, drain

_DOWNLOADS_AT_ONCE = 4

Fetch = Callable[[str, str, str, Mapping[str, str], Path], Mapping[str, Path]]


class Reporter(Protocol):
    """What a build tells while it is busy."""

    def say(self, line: str) -> None:
        """Tell one thing that will stay true."""

    def fetched(self, done: int, total: int) -> None:
        """Tell how many packages have come in, or failed to."""

    def made(self, tally: Tally) -> None:
        """Tell how far the making of pairs is."""


@dataclass
class Outcome:
    """What a build came to. `failed` and `left_out` say why, by slug of the pair and name of the package."""

    unchanged: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    not_fetched: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)


def build_library(
    catalogue: Catalogue, *, tier: int, workers: int, reporter: Reporter, fetch: Fetch = fetch_originals
) -> Outcome:
    """Bring the library to what the catalogue says, as far as `tier`, with `workers` processes.

    May be killed at any point and started again: what is there and right is not made twice. A package that
    does not come leaves its pairs out, a pair that fails keeps its sentence; neither stops the others.
    """
    renditions = Rendition.objects.only("file", "sha256")
    store.sweep_orphans([each.file for each in renditions])
    sweep_lenses(list(renditions))
    sweep_signed(list(renditions))
    return _Build(catalogue, tier, reporter, fetch).run(workers)


class _Build:
    def __init__(self, catalogue: Catalogue, tier: int, reporter: Reporter, fetch: Fetch) -> None:
        self.catalogue, self.reporter, self.fetch = catalogue, reporter, fetch
        self.outcome = Outcome(retired=retire_pairs(keep=set(catalogue.recipes)))
        recipes = [
            each
            for each in self._makeable()
            if tier_of(catalogue, each) <= tier and not waits_of(catalogue, each)
        ]
        self.waiting: dict[str, RecipeSpec] = {}
        for recipe in recipes:
            if is_ready(catalogue, recipe):
                self._save_texts(recipe)
            else:
                self.waiting[recipe.slug] = recipe
        self.requested: list[str] = []
        self.files: dict[str, str] = {}
        self.coming: dict[Future[Mapping[str, Path]], Package] = {}
        self.packages = packages_of(self._needed(drawn=False))

    def run(self, workers: int) -> Outcome:
        with ThreadPoolExecutor(_DOWNLOADS_AT_ONCE, thread_name_prefix="fetch") as pool:
            try:
                for (source, package, version), originals in self.packages.items():
                    members = {each.path: each.sha256 for each in originals}
                    coming = pool.submit(
                        self.fetch, source, package, version, members, Path(settings.LIBRARY_CACHE)
                    )
                    self.coming[coming] = (source, package, version)
                self._draw_originals()
                while self.coming:
                    wait(self.coming, return_when=FIRST_COMPLETED)
                    self._take_arrivals()
                    # Making begins with the first package; the others are taken over while it goes on.
                    drain(kinds=[RENDER_PAIR], processes=workers, on_change=self._on_change)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        drain(kinds=[RENDER_PAIR], processes=workers, on_change=self._on_change)
        return self._summed_up()

    def _on_change(self, tally: Tally) -> None:
        self.reporter.made(tally)
        self._take_arrivals()

    def _take_arrivals(self) -> None:
        for coming in [each for each in self.coming if each.done()]:
            package = self.coming.pop(coming)
            self.reporter.fetched(len(self.packages) - len(self.coming), len(self.packages))
            try:
                places = coming.result()
            except FetchError as error:
                self.outcome.not_fetched[f"{package[1]} {package[2]}"] = str(error)
                self.reporter.say(str(error))
                continue
            for original in self.packages[package]:
                self.files[original.slug] = places[original.path].name
            self._save_complete()

    def _draw_originals(self) -> None:
        """Make the originals that nobody needs to send us."""
        for original in self._needed(drawn=True):
            try:
                self.files[original.slug] = keep_drawn(original, Path(settings.LIBRARY_CACHE)).name
            except FetchError as error:
                self.outcome.not_fetched[original.slug] = str(error)
                self.reporter.say(str(error))
        self._save_complete()

    def _save_complete(self) -> None:
        """Save the waiting pairs whose originals are all there, which asks for them to be made."""
        for recipe in list(self.waiting.values()):
            slugs = {recipe.original, *recipe.sources}
            if slugs <= self.files.keys():
                for slug in sorted(slugs):
                    save_clip(spec=self.catalogue.originals[slug], file=self.files[slug])
                save_pair(catalogue=self.catalogue, recipe=recipe)
                self.requested.append(recipe.slug)
                del self.waiting[recipe.slug]

    def _summed_up(self) -> Outcome:
        fail_forsaken_pairs()
        asked_for = Pair.objects.filter(slug__in=self.requested)
        self.outcome.made = sorted(asked_for.made().values_list("slug", flat=True))
        self.outcome.failed = dict(
            asked_for.filter(state=Pair.State.FAILED).order_by("slug").values_list("slug", "error")
        )
        self.outcome.left_out = sorted(self.waiting)
        return self.outcome

    def _makeable(self) -> list[RecipeSpec]:
        """Return the recipes of media that can be rendered, and tell of the others."""
        found, others = [], Counter[str]()
        for recipe in self.catalogue.recipes.values():
            medium = self.catalogue.originals[recipe.original].medium
            if medium in RENDERED_MEDIA:
                found.append(recipe)
            else:
                others[medium] += 1
        for medium, count in sorted(others.items()):
            self.reporter.say(f"Not made: {count} recipes for {medium}, which cannot be rendered yet.")
        return found

    def _save_texts(self, recipe: RecipeSpec) -> None:
        """Renew the words of a pair whose files are right; nothing needs to be fetched for that."""
        files = dict(Clip.objects.values_list("slug", "file"))
        for original in originals_of(self.catalogue, recipe):
            save_clip(spec=original, file=files[original.slug])
        save_pair(catalogue=self.catalogue, recipe=recipe)
        self.outcome.unchanged.append(recipe.slug)

    def _needed(self, *, drawn: bool) -> list[OriginalSpec]:
        slugs = {slug for recipe in self.waiting.values() for slug in (recipe.original, *recipe.sources)}
        return [
            original
            for slug, original in self.catalogue.originals.items()
            if slug in slugs and original.is_drawn == drawn
        ]
