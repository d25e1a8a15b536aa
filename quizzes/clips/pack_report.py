"""What `library import`, `export` and `status` say of packs, line by line."""

from collections.abc import Iterator

from quizzes.clips.catalogue import Catalogue
from quizzes.clips.pack_export import Exported
from quizzes.clips.pack_import import Imported
from quizzes.clips.wanted import waits_of


def lines_of_import(outcome: Imported) -> Iterator[str]:
    """Tell what became of a pack."""
    for sentence in outcome.refused.values():
        yield f"Refused: {sentence}"
    for slug, sentence in outcome.failed.items():
        yield f"Failed: {slug}. {sentence}"
    for slug in outcome.originals:
        made = [each for each in outcome.made_of.get(slug, []) if each not in outcome.failed]
        waiting = outcome.waiting.get(slug, [])
        if made:
            yield f"Original {slug}: made into {', '.join(made)}."
        if waiting:
            yield (
                f"Original {slug}: `manage.py library build --tier 2` makes {', '.join(waiting)} of it, "
                "which need other originals too."
            )
        if not outcome.made_of.get(slug) and not waiting:
            yield f"Original {slug}: kept. No recipe of this version is made of it yet; it waits for one."
    yield (
        f"Pack {outcome.pack}: {len(outcome.made)} clips imported now, {len(outcome.unchanged)} were there already, "
        f"{len(outcome.originals)} originals kept, {len(outcome.refused) + len(outcome.failed)} not taken over."
    )


def lines_of_export(outcome: Exported) -> Iterator[str]:
    """Tell what is in the pack and what is not."""
    for slug, sentence in outcome.left_out.items():
        yield f"Left out: {slug}. {sentence}"
    yield f"{len(outcome.written)} clips exported, {len(outcome.left_out)} left out."


def waiting_for_packs(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return which packs a recipe waits for, by slug of the recipe."""
    found = {slug: waits_of(catalogue, recipe) for slug, recipe in catalogue.recipes.items()}
    return {slug: packs for slug, packs in found.items() if packs}
