"""The catalogue: which originals there are and what is made of them, read from TOML and checked."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from quizzes.clips.canvas import canvas_of
from quizzes.clips.catalogue_eye import read_eye
from quizzes.clips.catalogue_reading import CatalogueError, Table, read_cues
from quizzes.clips.catalogue_speech import read_speech
from quizzes.clips.catalogue_words import (
    AUTHENTIC,
    CLAIM_TECHNIQUES,
    DIFFICULTIES,
    DRAWN,
    HARMS,
    LANGUAGES,
    PEOPLE,
    SOURCE_TYPES,
    SOURCES,
)
from quizzes.clips.evidence import read_evidence
from quizzes.clips.specs import OriginalSpec, RecipeSpec, Texts, digest_of
from quizzes.forgery.drawn.draw import GENERATORS

DEFAULT_LONG_SIDE = 1280

_GIVERS = {"video": ("video", "photo")}


@dataclass(frozen=True)
class Catalogue:
    """All originals and recipes by slug, in the order of the files."""

    originals: Mapping[str, OriginalSpec]
    recipes: Mapping[str, RecipeSpec]

    def render_digest(self, recipe: RecipeSpec) -> str:
        """Hash (64 hex digits) of all the data a pair is rendered from: the recipe and its originals."""
        used = [self.originals[slug].render_digest for slug in (recipe.original, *recipe.sources)]
        return digest_of([recipe.render_digest, used])


def load_catalogue(folder: Path) -> Catalogue:
    """Read `originals.toml` and `recipes/*.toml` below `folder`.

    Raises `CatalogueError`, a sentence naming the file, the entry and the key that is wrong.
    """
    originals = load_originals(folder / "originals.toml")
    recipes: dict[str, RecipeSpec] = {}
    for path in sorted((folder / "recipes").glob("*.toml")):
        for slug, recipe in load_recipes(path).items():
            if slug in recipes:
                raise CatalogueError(f"{path}, recipe {slug}: `slug` is used by another recipe already.")
            for key, other in (
                ("original", recipe.original),
                *(("sources", each) for each in recipe.sources),
            ):
                if other not in originals:
                    raise CatalogueError(
                        f"{path}, recipe {slug}: `{key}` names {other}, which is no original."
                    )
            _check_medium(recipe, originals, f"{path}, recipe {slug}")
            recipes[slug] = recipe
    return Catalogue(originals, recipes)


def _check_medium(recipe: RecipeSpec, originals: Mapping[str, OriginalSpec], where: str) -> None:
    """Refuse what does not go with the medium of a recipe's originals, which the recipe itself does not name."""
    medium = originals[recipe.original].medium
    for other in recipe.sources:
        # A photograph may be laid into a film: it is a film of one frame.
        if originals[other].medium not in (_GIVERS.get(medium) or (medium,)):
            raise CatalogueError(f"{where}: `sources` names {other}, which is {originals[other].medium}.")
    for language, texts in recipe.texts.items():
        told = "transcript_original" in texts
        # In a film nobody needs to speak; in a picture nobody can.
        if (medium == "sound" and not told) or (medium == "photo" and told):
            problem = "is missing" if medium == "sound" else f"does not go with a {medium}"
            raise CatalogueError(f"{where}: `text.{language}.transcript_original` {problem}.")


def load_originals(path: Path) -> Mapping[str, OriginalSpec]:
    """Read a file of `[[original]]` entries; raises `CatalogueError`."""
    found: dict[str, OriginalSpec] = {}
    for table in _entries(path, "original"):
        spec = _original(table)
        if spec.slug in found:
            raise table.wrong("slug", "is used by another original already")
        found[spec.slug] = spec
    return found


def load_recipes(path: Path) -> Mapping[str, RecipeSpec]:
    """Read a file of `[[recipe]]` entries, named after their technique; raises `CatalogueError`."""
    found: dict[str, RecipeSpec] = {}
    for table in _entries(path, "recipe"):
        spec = _recipe(table)
        if spec.technique != path.stem:
            raise table.wrong(
                "technique", f"must be {path.stem}, as the file is called, not {spec.technique}"
            )
        if spec.slug in found:
            raise table.wrong("slug", "is used by another recipe already")
        found[spec.slug] = spec
    return found


def _entries(path: Path, kind: str) -> Iterator[Table]:
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except FileNotFoundError:
        raise CatalogueError(f"{path} is not there.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path} is not valid TOML: {error}.") from None
    entries = data.pop(kind, None)
    if not isinstance(entries, list) or not entries or data:
        raise CatalogueError(f"{path} must hold [[{kind}]] entries, at least one, and nothing else.")
    for number, values in enumerate(entries, start=1):
        slug = values.get("slug") if isinstance(values, Mapping) else None
        yield Table(values, f"{path}, {kind} {slug or f'number {number}'}")


def _original(table: Table) -> OriginalSpec:
    medium, source = table.choice("medium", ("photo", "video", "sound")), table.choice("source", SOURCES)
    start, end = _part(table, medium)
    texts = _per_language(table, ("title", "alt", "transcript") if medium == "sound" else ("title", "alt"))
    spec = OriginalSpec(
        slug=table.slug("slug"),
        medium=medium,
        source=source,
        **_whence(table, source),
        sha256=table.matching("sha256", r"[0-9a-f]{64}", "64 hexadecimal digits"),
        tier=table.whole("tier", low=1, high=2),
        licence=table.matching("licence", r"[A-Za-z0-9][A-Za-z0-9.+-]*", "an SPDX name or public-domain"),
        licence_note=table.text("licence_note"),
        attribution=table.text("attribution"),
        people=table.choice("people", PEOPLE),
        consent=table.text("consent", "", empty=True),
        crop=_crop(table),
        long_side=table.whole("long_side", DEFAULT_LONG_SIDE, low=64, high=4096),
        texts=texts,
        start=start,
        end=end,
        eye=read_eye(table, medium),
        **(read_speech(table, texts) if medium == "sound" else {}),
    )
    if spec.people not in ("none", "unrecognisable") and not spec.consent:
        raise table.wrong("consent", "must say why this person may be shown")
    table.done()
    return spec


def _whence(table: Table, source: str) -> dict[str, Any]:
    """Read where an original is found: a file in a package or pack, an address, or what it is drawn from."""
    if source == DRAWN:
        params = table.get("params")
        if not isinstance(params, Mapping):
            raise table.wrong("params", f"must be a table, not {params!r}")
        generator = table.choice("generator", GENERATORS)
        return {"package": "", "version": "", "path": "", "generator": generator, "params": params}
    package, version, path = _origin(table, source)
    return {"package": package, "version": version, "path": path}


def _origin(table: Table, source: str) -> tuple[str, str, str]:
    """Return package, version and path; of a web address its host, its path, and the address."""
    if source == "web":
        url = table.matching(
            "url", r"https?://[^\s/]{1,60}/\S{1,120}", "an address of a file, https://host/path"
        )
        # Each address by itself, as if it were a package: one that is gone takes no other with it.
        return urlsplit(url).netloc, urlsplit(url).path, url
    version = table.text("version", "") if source == "pack" else table.text("version")
    return table.text("package"), version, _member_path(table)


def _member_path(table: Table) -> str:
    path = table.text("path")
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path:
        raise table.wrong("path", f"must be a path inside the package, not {path!r}")
    return path


def _crop(table: Table) -> tuple[int, int, int, int] | None:
    value = table.get("crop", None)
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 4 or not all(type(each) is int for each in value):
        raise table.wrong("crop", f"must be [left, top, right, bottom] in whole pixels, not {value!r}")
    left, top, right, bottom = value
    if not (0 <= left < right and 0 <= top < bottom):
        raise table.wrong("crop", f"must have right beyond left and bottom beyond top, not {value!r}")
    return left, top, right, bottom


def _part(table: Table, medium: str) -> tuple[float | None, float | None]:
    """Read `start` and `end`, in seconds: the part of a video or sound that is used."""
    start, end = table.number("start", None), table.number("end", None)
    if start is None and end is None:
        return None, None
    if medium == "photo":
        raise table.wrong("start", "does not go with a photo")
    if start is None or end is None or end <= start:
        raise table.wrong("end", "must lie after `start`, and both must be there")
    return start, end


def _per_language(table: Table, keys: tuple[str, ...]) -> Texts:
    """Turn {key: {language: text}} of the file into {language: {key: text}}."""
    texts: dict[str, dict[str, Any]] = {language: {} for language in LANGUAGES}
    for key in keys:
        inner = table.table(key)
        for language in LANGUAGES:
            texts[language][key] = inner.text(language)
        inner.done()
    return texts


def _recipe(table: Table) -> RecipeSpec:
    technique = table.slug("technique")
    optional = (
        {"effort": "none", "source_type": "digitalCapture", "harm": "none"} if technique == AUTHENTIC else {}
    )
    spec = RecipeSpec(
        slug=table.slug("slug"),
        original=table.slug("original"),
        technique=technique,
        seed=table.whole("seed", 0, low=0, high=2**32 - 1),
        difficulty=table.choice("difficulty", DIFFICULTIES),
        sources=table.texts("sources"),
        cues=read_cues(table),
        effort=table.slug("effort", **_default(optional, "effort")),
        iptc_source_type=table.choice("iptc_source_type", SOURCE_TYPES, **_default(optional, "source_type")),
        harm=table.choice("harm", HARMS, **_default(optional, "harm")),
        params=_params(table, technique),
        texts=_recipe_texts(table.table("text"), technique),
        evidence=read_evidence(table, technique, needed=LANGUAGES),
    )
    table.done()
    return spec


def _default(optional: Mapping[str, str], key: str) -> dict[str, str]:
    return {"default": optional[key]} if key in optional else {}


def _params(table: Table, technique: str) -> Mapping[str, Any]:
    params = table.get("params", {})
    if not isinstance(params, Mapping):
        raise table.wrong("params", f"must be a table, not {params!r}")
    if technique == AUTHENTIC:
        try:
            canvas_of(params)
        except ValueError as error:
            raise table.wrong("params", str(error)) from error
    return params


def _recipe_texts(text: Table, technique: str) -> Texts:
    texts: dict[str, dict[str, Any]] = {}
    for language in LANGUAGES:
        table = text.table(language)
        found: dict[str, Any] = {key: table.text(key) for key in ("title", "alt", "reveal")}
        found["regions"] = list(table.texts("regions"))
        found["real"] = table.text("real", "", empty=True)
        if table.has("transcript_original") or table.has("transcript_twin"):
            halves = ("original",) if technique == AUTHENTIC else ("original", "twin")
            found |= {f"transcript_{half}": table.text(f"transcript_{half}") for half in halves}
        if technique in CLAIM_TECHNIQUES:
            found |= {key: table.text(key) for key in ("claim_original", "claim_twin")}
        elif technique != AUTHENTIC and not found["regions"]:
            raise table.wrong("regions", "must name each altered place")
        table.done()
        texts[language] = found
    if len({len(texts[language]["regions"]) for language in LANGUAGES}) > 1:
        raise text.wrong("", "must name as many regions in every language")
    text.done()
    return texts
