"""A small made-up catalogue with real files, so that builds can be tested without a network."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from quizzes.clips import packages
from quizzes.clips.build import Outcome
from quizzes.forgery.picture import Picture
from quizzes.jobs.drain import Tally

PACKAGE, VERSION = "made-pictures", "1.0"


def picture(number: int, width: int = 320, height: int = 240) -> Picture:
    """A made-up photograph: soft light, grain and one bright spot at (60, 60), other for every number."""
    rng = np.random.default_rng(number)
    coarse = rng.integers(40, 200, (7, 9, 3), dtype=np.uint8)
    soft = np.array(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)).astype(float)
    rows, columns = np.indices((height, width))
    soft[(rows - 60) ** 2 + (columns - 60) ** 2 < 20**2] = (240, 230, 60)
    return np.clip(soft + rng.normal(0, 4, soft.shape), 0, 255).astype(np.uint8)


def png(number: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(picture(number)).save(out, "PNG")
    return out.getvalue()


def _texts(claims: bool, title: str) -> str:
    words = f'title = "{title}"\nalt = "Soft colours"\nregions = ["the spot"]\nreveal = "Look at the spot."\n'
    if claims:
        words += 'claim_original = "Colours in June."\nclaim_twin = "Colours in May."\n'
    return f"[recipe.text.en]\n{words}[recipe.text.nl]\n{words}"


def _recipe(slug: str, original: str, technique: str, params: str, title: str) -> str:
    return f"""[[recipe]]
slug = "{slug}"
original = "{original}"
technique = "{technique}"
seed = 1
difficulty = "easy"
cues = ["duplicated-region"]
effort = "cheapfake"
iptc_source_type = "humanEdits"
harm = "none"
{params}
{_texts(technique == "miscaptioned", title)}
"""


COPY = "[[recipe.params.copies]]\nfrom = { ellipse = [60, 60, 24, 24] }\nmove = [120, 60]\nfeather = 2\n"


class MadeLibrary:
    """Writes catalogues, and stands in for the package registry that their originals come from."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.originals: dict[str, tuple[str, bytes]] = {}
        self.recipes: dict[str, list[str]] = {}
        self.tiers: dict[str, int] = {}
        self.downloads: list[str] = []
        monkeypatch.setitem(packages._DOWNLOADS, "wheel", self._download)

    def add(
        self, slug: str, *, original: int, technique: str = "copy-move", params: str = COPY,
        title: str = "Soft light", package: str = PACKAGE, tier: int = 1,
    ) -> None:  # fmt: skip
        self.originals[f"original-{original}"] = (package, png(original))
        self.tiers[f"original-{original}"] = tier
        self.recipes.setdefault(technique, []).append(
            _recipe(slug, f"original-{original}", technique, params, title)
        )

    def write(self) -> Path:
        (self.folder / "recipes").mkdir(parents=True, exist_ok=True)
        for old in (self.folder / "recipes").iterdir():
            old.unlink()
        (self.folder / "originals.toml").write_text("\n".join(map(self._original, self.originals)))
        for technique, recipes in self.recipes.items():
            (self.folder / "recipes" / f"{technique}.toml").write_text("\n".join(recipes))
        return self.folder

    def put_into(self, cache: Path) -> None:
        """Lay all originals ready, as if they had been downloaded before."""
        cache.mkdir(parents=True, exist_ok=True)
        for _package, data in self.originals.values():
            (cache / f"{hashlib.sha256(data).hexdigest()}.png").write_bytes(data)

    def _original(self, slug: str) -> str:
        package, data = self.originals[slug]
        return f"""[[original]]
slug = "{slug}"
medium = "photo"
source = "wheel"
package = "{package}"
version = "{VERSION}"
path = "data/{slug}.png"
sha256 = "{hashlib.sha256(data).hexdigest()}"
tier = {self.tiers.get(slug, 1)}
licence = "CC0-1.0"
licence_note = "Made for a test."
attribution = "The test"
people = "none"
consent = ""
[original.title]
en = "Soft light"
nl = "Zacht licht"
[original.alt]
en = "Soft colours"
nl = "Zachte kleuren"
"""

    def _download(self, package: str, version: str, into: Path) -> Path:
        self.downloads.append(package)
        path = into / f"{package}.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            for slug, (named, data) in self.originals.items():
                if named == package:
                    wheel.writestr(f"data/{slug}.png", self.spoilt.get(slug, data))
        return path

    spoilt: Mapping[str, bytes] = {}


class Silent:
    """Keeps what a build says."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(line)

    def fetched(self, done: int, total: int) -> None:
        self.lines.append(f"{done}/{total}")

    def made(self, tally: Tally) -> None:
        self.lines.append(f"{tally.done}+{tally.failed}")


def slugs(outcome: Outcome) -> dict[str, Any]:
    """The outcome without its sentences, for comparing."""
    return {
        "made": outcome.made, "unchanged": sorted(outcome.unchanged), "failed": sorted(outcome.failed),
        "left_out": outcome.left_out, "retired": outcome.retired,
    }  # fmt: skip
