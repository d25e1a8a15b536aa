"""Where originals come from: packages first, packs that were imported, and the web last."""

from collections.abc import Mapping
from pathlib import Path

from quizzes.clips.fetch_errors import PackMissingError
from quizzes.clips.packages import fetch_members, place_of
from quizzes.clips.specs import OriginalSpec
from quizzes.clips.web import fetch_web

ORDER = {"web": 1}
"""Sources that are tried after the others: an address may be gone, a package stays."""


def fetch_originals(
    source: str, package: str, version: str, members: Mapping[str, str], cache: Path
) -> Mapping[str, Path]:
    """Return where each named original lies on disk, by its path; fetch what is missing. Raises `FetchError`."""
    if source == "web":
        return fetch_web(members, cache)
    if source == "pack":
        places = {path: place_of(cache, path, sha256) for path, sha256 in members.items()}
        if not all(place.is_file() for place in places.values()):
            raise PackMissingError(
                f"The pack {package} is not here. Import it with `manage.py library import`."
            )
        return places
    return fetch_members(source, package, version, members, cache)


def waits_for_pack(original: OriginalSpec, cache: Path) -> bool:
    """Whether an original comes with a pack that nobody has imported here yet."""
    return original.source == "pack" and not place_of(cache, original.path, original.sha256).is_file()
