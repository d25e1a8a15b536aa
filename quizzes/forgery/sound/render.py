"""The one door through which a recipe for sound becomes a twin."""

from collections.abc import Mapping

from quizzes.forgery.recipe import Recipe, RecipeError
from quizzes.forgery.registry import apply_technique
from quizzes.forgery.sound.sound import Sound
from quizzes.forgery.sound.twin import SoundTwin


def render_sound(original: Sound, recipe: Recipe, sources: Mapping[str, Sound] | None = None) -> SoundTwin:
    """Make the twin that `recipe` describes from `original`.

    The given sounds stay as they are. `sources` are other recordings that the recipe may take words from, by
    slug, with the rate and the channels of the original. The same arguments give the same samples. Raises
    `RecipeError`, a sentence naming the recipe and the parameter, when the recipe is wrong.
    """
    for slug, source in (sources or {}).items():
        if source.rate != original.rate or source.samples.shape[1] != original.samples.shape[1]:
            raise RecipeError(
                f"Recipe {recipe.slug}: `sources` names {slug}, which has another rate or number of channels."
            )
    # Read-only, which keeps it as it is at no price; a copy of a long recording has one.
    samples = original.samples.view()
    samples.flags.writeable = False
    own = Sound(samples, original.rate)
    twin: SoundTwin = apply_technique("sound", own, recipe, sources or {})
    return twin
