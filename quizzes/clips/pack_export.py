"""Exporting pairs as a pack: both halves without loss, the truth, the rights, and names that say what is what."""

import json
import shutil
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from quizzes.clips import made
from quizzes.clips.credential_cards import can_be_signed
from quizzes.clips.given import GivenError
from quizzes.clips.ingest import IngestError
from quizzes.clips.models import Clip, Pair
from quizzes.clips.pack_disclosure import disclose_files
from quizzes.clips.pack_halves import write_halves
from quizzes.clips.pack_manifest import EVIDENCE_FORMAT, FIRST_FORMAT, FORMAT, MANIFEST
from quizzes.clips.pack_readme import readme
from quizzes.clips.pack_within import says_within
from quizzes.forgery.recipe import RecipeError
from quizzes.provenance.keyring import KeyringError
from quizzes.provenance.signing import SigningError


class ExportError(Exception):
    """A pack cannot be written; `str(error)` is a sentence for a person."""


@dataclass
class Exported:
    """What an export came to: slugs of the pairs in the pack, whether they are signed, and why others are not in it."""

    written: list[str] = field(default_factory=list)
    is_signed: bool = False
    left_out: dict[str, str] = field(default_factory=dict)


def export_pack(folder: Path, *, techniques: Collection[str] = ()) -> Exported:
    """Write the published pairs (of these techniques, or all) as a pack into a new folder.

    Pictures and sounds are those before the last encode, made anew from their recipes and kept as PNG and WAV
    with nothing else in them but a description and, where this site has keys, signed Content Credentials. What is
    false has a strip below it or a signal around it, outside the clip: importing cuts it away, so a
    site that imports the pack gets files equal to the byte. Films are those that are shown, encoded once
    more with their strips. The folder appears whole or not at all. Raises `ExportError`.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder} is there already and not empty. Name a new folder.")
    pairs = (
        Pair.objects.in_library()
        .published()
        .select_related("clip")
        .prefetch_related("sources")
        .order_by("slug")
    )
    if techniques:
        pairs = pairs.filter(technique__in=techniques)
    outcome, entries = Exported(is_signed=can_be_signed()), []
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as work:
            whole = Path(work) / "pack"
            whole.mkdir()
            for pair in pairs:
                try:
                    entries.append(_entry(pair, whole))
                    outcome.written.append(pair.slug)
                except KeyringError as error:
                    raise ExportError(str(error)) from error
                except (made.RenderError, IngestError, GivenError, RecipeError, SigningError) as error:
                    outcome.left_out[pair.slug] = str(error)
            if not entries:
                raise ExportError(
                    "There is no published pair to export. Run `manage.py library build` first."
                )
            name = slugify(folder.resolve().name) or "pack"
            (whole / MANIFEST).write_text(_manifest(name, entries), encoding="utf-8")
            said = readme(entries, is_signed=outcome.is_signed)
            (whole / "README.md").write_text(said, encoding="utf-8")
            if folder.exists():
                folder.rmdir()
            shutil.move(whole, folder)
    except OSError as error:
        raise ExportError(f"The pack could not be written to {folder}: {error.strerror}.") from error
    folder.chmod(0o755)
    return outcome


def _entry(pair: Pair, folder: Path) -> dict[str, Any]:
    """Write the files of a pair and return its entry in the manifest."""
    entry: dict[str, Any] = {"slug": pair.slug, "technique": pair.technique, **write_halves(pair, folder)}
    disclose_files(pair, folder, entry)
    entry |= {
        **_rights(pair.clip),
        "difficulty": pair.difficulty,
        "cues": pair.cues,
        **pair.axes,
        **{key: pair.recipe[key] for key in ("generator", "prompt") if pair.recipe.get(key)},
        **({"evidence": pair.evidence} if pair.evidence else {}),
        "text": pair.texts,
        "part": [{"slug": clip.slug, **_rights(clip)} for clip in pair.sources.order_by("slug")],
    }
    return entry


def _rights(clip: Clip) -> dict[str, str]:
    said = {
        "licence": clip.licence,
        "licence_note": clip.licence_note,
        "creator": clip.attribution,
        "people": clip.people,
        "consent": clip.consent,
        "source": clip.source,
    }
    return {key: value for key, value in said.items() if value}


def _manifest(name: str, entries: Collection[Mapping[str, Any]]) -> str:
    # The lowest format that holds it all, so that sites which know no later one can read it.
    number = EVIDENCE_FORMAT if any("evidence" in entry for entry in entries) else FIRST_FORMAT
    number = FORMAT if any(says_within(entry) for entry in entries) else number
    lines = [
        "# Pairs of real and manipulated clips for teaching. The names of the files say which is which.",
        f"format = {number}",
        f"name = {_value(name)}",
        f"title = {_value(name.replace('-', ' ').capitalize())}",
    ]
    for entry in entries:
        if "original" in entry or entry.get("generator"):
            lines += ["", f"# Not real, made for teaching: {entry['file']}"]
        parts, text = entry["part"], entry["text"]
        lines += [
            *([] if lines[-1].startswith("# Not real") else [""]),
            "[[clip]]",
            *_keys({key: entry[key] for key in entry if key not in ("part", "text")}),
        ]
        for language, words in text.items():
            lines += [f"[clip.text.{language}]", *_keys({key: words[key] for key in words if words[key]})]
        for part in parts:
            lines += ["[[clip.part]]", *_keys(part)]
    return "\n".join(lines) + "\n"


def _keys(values: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in values.items()]


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_keys(value)) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    # What JSON writes for texts and whole numbers TOML reads as the same; but for one character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
