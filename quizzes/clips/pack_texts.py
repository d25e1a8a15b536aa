"""The words of a pack's clip: what the manifest says in each language, and what is said where it says nothing."""

from typing import Any

from quizzes.clips.catalogue_reading import Table
from quizzes.clips.catalogue_words import CLAIM_TECHNIQUES, LANGUAGES, SYNTHETIC
from quizzes.clips.pack_words import generated_face
from quizzes.clips.specs import Texts

_ALONE = ("title", "alt", "reveal", "real")


def read_texts(table: Table, technique: str, generator: str, prompt: str, *, spoken: bool = False) -> Texts:
    """Read `text.<language>` of an entry. Raises `CatalogueError`.

    English must be there, except where it can be said without knowing the picture: an original alone needs no
    words but `shows`, a generated portrait gets those that all portraits get. A language that is missing is
    read in English. Where something can be said (`spoken`), there may be transcripts.
    """
    shows = table.text("shows", "", empty=True)
    said = table.table("text", {})
    texts: dict[str, dict[str, Any]] = {}
    for language in LANGUAGES:
        inner = said.table(language, {})
        found = _said(inner, technique, spoken=spoken)
        inner.done()
        if technique in SYNTHETIC:
            found = generated_face(language, generator, prompt) | found
        elif not technique and shows and language == "en":
            found = {"title": shows[:80], "alt": shows} | found
        if found:
            texts[language] = found
    said.done()
    needed = _needed(technique)
    missing = [key for key in needed if key not in texts.get("en", {})]
    if missing:
        raise said.wrong(f"en.{missing[0]}", "is missing")
    return texts


def _said(inner: Table, technique: str, *, spoken: bool) -> dict[str, Any]:
    claims = ("claim_original", "claim_twin") if technique in CLAIM_TECHNIQUES else ()
    keys = (*_ALONE, *claims, *(("transcript_original", "transcript_twin") if spoken else ()))
    found: dict[str, Any] = {}
    for key in keys:
        value = inner.text(key, "", empty=True)
        if value or inner.get(key, None) is not None:
            found[key] = value
    regions = inner.texts("regions")
    if regions or inner.get("regions", None) is not None:
        found["regions"] = list(regions)
    return found


def _needed(technique: str) -> tuple[str, ...]:
    if not technique:
        return ()
    claims = ("claim_original", "claim_twin") if technique in CLAIM_TECHNIQUES else ()
    return ("title", "alt", "reveal", *claims)
