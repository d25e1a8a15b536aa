"""What is false in a pack says so to whoever opens it; the mark lies outside the clip, and importing cuts it away."""

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from django.conf import settings
from django.utils import translation
from PIL import Image

from quizzes.clips.claims import disclosure_for
from quizzes.clips.made import RenderError
from quizzes.clips.models import Half, Pair
from quizzes.clips.strip import CALM, LOUD, film_with_strip, strip_of
from quizzes.forgery.picture import Picture

# Little is lost that the last encode keeps, and both halves lose it at the same places: their whole pictures stand at
# the same frames, as in the last encode.
_CODEC = {"preset": "veryfast", "crf": "17", "g": "50", "keyint_min": "50", "sc_threshold": "0"}
# Between picture and strip, so that no block of the encoder holds both: nothing of the colour that tells bleeds in.
_BLOCK = 16


@dataclass(frozen=True)
class MarkedFilm:
    """A film (mp4) with a strip, and the box (left, top, right, bottom in pixels) in which it is the film itself."""

    data: bytes
    within: tuple[int, int, int, int]


def sentences_for(pair: Pair, half: str) -> str:
    """Return what a strip says of a half: in English, for packs travel, and in the language of the site."""
    said = []
    for language in dict.fromkeys(("en", settings.LANGUAGE_CODE.split("-")[0])):
        with translation.override(language):
            said.append(disclosure_for(pair, half))
    return " · ".join(dict.fromkeys(said))


def picture_marked(picture: Picture, sentence: str) -> tuple[Picture, tuple[int, int, int, int]]:
    """Return a picture with a strip below it, and the box in which it is the picture itself, to the pixel."""
    height, width = picture.shape[:2]
    strip = strip_of(width, sentence)
    whole = Image.new("RGB", (width, height + strip.height))
    whole.paste(strip, (0, height))
    pixels = np.array(whole)
    pixels[:height] = picture
    return pixels, (0, 0, width, height)


def film_marked(path: Path, sentence: str, half: str) -> MarkedFilm:
    """Return a film of this site with a strip below it. Takes about as long as the film. Raises `RenderError`.

    Both halves of a pair are marked, the original in a calmer colour: what was encoded once more alone would
    be told from the other by that, where the pack is imported.
    """
    try:
        with av.open(str(path), "r", format="mp4") as film:
            shown = film.streams.video[0]
            width, height = shown.width, shown.height
        gap = -height % _BLOCK + _BLOCK
        colour = CALM if half == Half.ORIGINAL else LOUD
        data = film_with_strip(path.read_bytes(), sentence, gap=gap, colour=colour, codec=_CODEC)
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise RenderError(f"The film in {path} cannot be read.") from error
    return MarkedFilm(data, (0, 0, width, height))
