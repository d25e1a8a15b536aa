"""The leak check of one pair: does anything but what is seen or heard tell its halves apart?"""

from quizzes.clips.half_features import features_of_half
from quizzes.clips.models import Half, Medium, Pair, Rendition
from quizzes.clips.store import path_of

# A sound begins with its first coded frame, so what is called its header is sound already.
_OF_THE_CLIP = ("coded.", "parts.", "reserve.")


def leaks_of(pair: Pair) -> list[str]:
    """Return the names of all features of file and headers in which the halves differ; empty is as it should be.

    The features are those of the library's audit, without those that the coded bytes themselves make: how well they
    pack, how the bits are spread over a sound. They differ between any two clips; whether they tell something is
    seen over many pairs only, by the audit.
    """
    files = {file.kind: file for file in pair.renditions.all() if file.kind in Half}
    if len(files) < len(Half):
        return []
    original, twin = (_features(files[half]) for half in (Half.ORIGINAL, Half.TWIN))
    own = _OF_THE_CLIP + (("header.",) if pair.medium == Medium.SOUND else ())
    return sorted(
        name
        for name in original.keys() | twin.keys()
        if original.get(name, -1.0) != twin.get(name, -1.0)
        and not name.startswith(own)
        and not name.endswith(".packed")
    )


def _features(file: Rendition) -> dict[str, float]:
    found = features_of_half({"file": (path_of(file.file), file.mime)})
    return {name.removeprefix("file."): value for name, value in found.items()}
