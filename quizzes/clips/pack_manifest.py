"""The manifest of a pack, `pack.toml`: read, checked, every mistake a sentence naming the file and the key."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from quizzes.clips.canvas import canvas_of
from quizzes.clips.catalogue_reading import CatalogueError, Table, read_cues
from quizzes.clips.catalogue_words import AUTHENTIC, DIFFICULTIES, HARMS, SOURCE_TYPES, SYNTHETIC
from quizzes.clips.evidence import read_evidence
from quizzes.clips.pack_files import MAX_MANIFEST_BYTES, PackFileError, medium_of, read_inside
from quizzes.clips.pack_texts import read_texts
from quizzes.clips.pack_truth import read_truth
from quizzes.clips.pack_within import Within, read_box, read_within, says_within
from quizzes.clips.pack_words import people_of
from quizzes.clips.specs import Texts
from quizzes.clips.vocabulary import TECHNIQUES

MANIFEST = "pack.toml"
FORMAT = 3
"""With `within`: where in a file the clip is."""
EVIDENCE_FORMAT = 2
FIRST_FORMAT = 1
"""Without cards of evidence; a manifest that names no format is of this one."""
MAX_SLUG = 80
PORTRAIT_CANVAS = (384, 384)
_SHA256 = (r"[0-9a-f]{64}", "64 hexadecimal digits")
# What may be said once for the whole pack, and again for a clip of which it is not true.
_SHARED = (
    *(
        "licence",
        "licence_note",
        "creator",
        "people",
        "consent",
        "source",
        "technique",
        "generator",
        "canvas",
    ),
    *("difficulty", "cues", "effort", "iptc_source_type", "harm"),
)


class PackError(CatalogueError):
    """A pack cannot be read at all; `str(error)` is a sentence naming the file and the key."""


@dataclass(frozen=True)
class PackFile:
    """A file of the pack, by its path in the folder and its hash (64 hex digits); `within` is where the clip is in it."""

    name: str
    sha256: str
    within: Within = ()


@dataclass(frozen=True)
class Rights:
    """Where something comes from, what may be done with it and who is seen, in the words of a `Clip` row."""

    attribution: str
    licence: str
    licence_note: str
    people: str
    consent: str
    source: str


@dataclass(frozen=True)
class PackClip:
    """One entry of a pack. Without a technique it is an original alone, kept for recipes to come.

    With both `original` and a technique, `file` is the twin; `mask`, `regions` and `frame` (boxes in pixels:
    left, top, right, bottom) are the truth, and of a film or a sound `truth` (see `read_truth`). `parts` are the
    rights in other originals, by slug.
    """

    slug: str
    medium: str
    file: PackFile
    rights: Rights
    technique: str
    texts: Texts
    original: PackFile | None = None
    mask: PackFile | None = None
    regions: tuple[tuple[int, ...], ...] = ()
    frame: tuple[int, ...] | None = None
    parts: Mapping[str, Rights] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)
    generator: str = ""
    prompt: str = ""
    difficulty: str = "medium"
    cues: tuple[str, ...] = ()
    axes: Mapping[str, str] = field(default_factory=dict)
    truth: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Mapping[str, Any], ...] = ()

    @property
    def is_generated(self) -> bool:
        """Whether there is no original of what it shows."""
        return self.technique in SYNTHETIC

    @property
    def files(self) -> list[PackFile]:
        """All files of the entry."""
        return [each for each in (self.original, self.file, self.mask) if each is not None]


@dataclass(frozen=True)
class Pack:
    """A pack: its name, its entries, and a sentence for each entry that cannot be used."""

    name: str
    title: str
    folder: Path
    clips: list[PackClip]
    refused: dict[str, str]


def read_pack(folder: Path) -> Pack:
    """Read the manifest of a pack. Raises `PackError` when it cannot be read as a whole."""
    place = folder / MANIFEST
    try:
        values = tomllib.loads(read_inside(folder, MANIFEST, most=MAX_MANIFEST_BYTES).decode())
    except PackFileError as error:
        raise PackError(f"{place} {error}. A pack is a folder with a manifest of that name.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{place} is not valid TOML: {error}.") from error
    try:
        top = Table(values, str(place))
        number = top.get("format", FIRST_FORMAT)
        if type(number) is not int or not FIRST_FORMAT <= number <= FORMAT:
            raise top.wrong(
                "format", f"must be {FIRST_FORMAT} to {FORMAT}, which this version reads, not {number!r}"
            )
        name = slugify(top.text("name", slugify(folder.resolve().name)))
        if not name:
            raise top.wrong("name", "is missing: the folder's own name cannot be used")
        title, kind = top.text("title"), top.choice("kind", ("items", "originals"), "items")
        top.text("source_commit", "", empty=True)
        entries = top.get("clip")
        if not isinstance(entries, list) or not entries:
            raise top.wrong("clip", "must be a list of [[clip]] entries, at least one")
        shared = {key: values[key] for key in _SHARED if top.get(key, None) is not None}
        top.done()
    except CatalogueError as error:
        raise PackError(str(error)) from error
    pack = Pack(name, title, folder, [], {})
    for count, entry in enumerate(entries, start=1):
        called = entry.get("file") if isinstance(entry, Mapping) else None
        called = called if isinstance(called, str) else f"number {count}"
        try:
            if not isinstance(entry, Mapping):
                raise Table({}, str(place)).wrong("clip", "must be a table")
            needed = {"evidence": EVIDENCE_FORMAT if "evidence" in entry else 0}
            needed |= {"within": FORMAT if says_within(entry) else 0}
            for key in [each for each, least in needed.items() if number < least]:
                raise Table({}, f"{place}, clip {called}").wrong(key, f"needs `format = {needed[key]}`")
            clip = _clip(Table({**shared, **entry}, f"{place}, clip {called}"), pack, kind)
            if clip.slug in [each.slug for each in pack.clips]:
                raise Table({}, f"{place}, clip {called}").wrong("slug", f"{clip.slug} is used twice")
            pack.clips.append(clip)
        except CatalogueError as error:
            pack.refused[called] = str(error)
    return pack


def _clip(table: Table, pack: Pack, kind: str) -> PackClip:
    file, medium = _own_file(table)
    technique = "" if kind == "originals" else table.slug("technique")
    if technique and technique not in TECHNIQUES:
        raise table.wrong("technique", f"must be one of {', '.join(sorted(TECHNIQUES))}, not {technique}")
    if technique in SYNTHETIC and medium != "photo":
        raise table.wrong("file", f"is {medium}; {technique} goes with photos")
    original = _named_file(table, "original", medium)
    alone = technique in SYNTHETIC or technique in ("", AUTHENTIC)
    if alone != (original is None):
        problem = (
            "must be left out: this clip stands alone" if alone else "is missing: the twin was made of it"
        )
        raise table.wrong("original", problem)
    paired = original is not None and medium != "photo"
    if paired and original is not None and Path(original.name).suffix != Path(file.name).suffix:
        raise table.wrong("original", f"must be a file of the same kind as {file.name}")
    if table.get("truth", None) is not None and not paired:
        raise table.wrong("truth", "goes with pairs of films and sounds; leave it out")
    rights = _rights(table, pack.name, file.name, strict=bool(technique))
    generator = table.text("generator", "", empty=True)
    prompt = table.text("prompt", "", empty=True)
    clip = PackClip(
        slug=_slug(table, f"{pack.name}-{slugify(Path(file.name).stem)}"),
        medium=medium,
        file=file,
        rights=rights,
        technique=technique,
        original=original,
        mask=_named_file(table, "mask"),
        regions=tuple(read_box(table, "regions", each) for each in table.get("regions", [])),
        frame=read_box(table, "frame", table.get("frame")) if table.get("frame", None) is not None else None,
        parts=_parts(table, pack.name),
        params=_params(table, technique, alone),
        generator=generator,
        prompt=prompt,
        difficulty=table.choice("difficulty", DIFFICULTIES, "medium"),
        cues=read_cues(table),
        axes=_axes(table, technique),
        truth=read_truth(table, medium) if paired else {},
        texts=read_texts(table, technique, generator, prompt, spoken=medium != "photo"),
        evidence=read_evidence(table, technique),
    )
    table.done()
    return clip


def _slug(table: Table, *default: str) -> str:
    slug = table.slug("slug", *default)
    if len(slug) > MAX_SLUG:
        raise table.wrong("slug", f"must have at most {MAX_SLUG} characters, not {len(slug)}")
    return slug


def _rights(table: Table, pack: str, name: str, *, strict: bool) -> Rights:
    said = table.text("people")
    people, consent = people_of(said), table.text("consent", "", empty=True)
    if strict and people not in ("none", "unrecognisable") and not consent:
        raise table.wrong("consent", f"must say why people may be shown: the pack names people ({said})")
    return Rights(
        attribution=table.text("creator"),
        licence=table.matching(
            "licence", r"[A-Za-z0-9][A-Za-z0-9.+-]{0,59}", "an SPDX name or public-domain"
        ),
        licence_note=table.text("licence_note", f"Stated in the manifest of the pack {pack}."),
        people=people,
        consent=consent,
        source=table.text("source", f"pack {pack}: {name}")[:200],
    )


def _own_file(table: Table) -> tuple[PackFile, str]:
    name, sha256 = table.text("file"), table.matching("sha256", *_SHA256)
    try:
        medium = medium_of(name)
    except PackFileError as error:
        raise table.wrong("file", str(error)) from error
    return PackFile(name, sha256, read_within(table, medium)), medium


def _named_file(table: Table, key: str, medium: str = "") -> PackFile | None:
    if table.get(key, None) is None:
        return None
    inner = table.table(key)
    found = PackFile(
        inner.text("file"),
        inner.matching("sha256", *_SHA256),
        read_within(inner, medium) if medium in ("photo", "video") else (),
    )
    inner.done()
    return found


def _parts(table: Table, pack: str) -> dict[str, Rights]:
    entries = table.get("part", [])
    if not isinstance(entries, list):
        raise table.wrong("part", "must be a list of [[clip.part]] entries")
    found: dict[str, Rights] = {}
    for each in entries:
        part = Table(each, f"{table.where}, part")
        slug = _slug(part)
        found[slug] = _rights(part, pack, slug, strict=True)
        part.done()
    return found


def _params(table: Table, technique: str, alone: bool) -> dict[str, Any]:
    default = list(PORTRAIT_CANVAS) if technique in SYNTHETIC else None
    params = {"canvas": table.get("canvas", default), "crop": table.get("crop", None)}
    params = {key: value for key, value in params.items() if value is not None}
    if params and (not alone or not technique):
        raise table.wrong("canvas", "and crop are for clips that stand alone; leave them out")
    try:
        canvas_of(params)
    except ValueError as error:
        raise table.wrong("canvas", str(error)) from error
    return params


def _axes(table: Table, technique: str) -> dict[str, str]:
    made = {True: ("deepfake", "trainedAlgorithmicMedia"), False: ("none", "digitalCapture")}
    effort, source_type = made[technique in SYNTHETIC]
    return {
        "effort": table.slug("effort", effort),
        "iptc_source_type": table.choice("iptc_source_type", SOURCE_TYPES, source_type),
        "harm": table.choice("harm", HARMS, "none"),
    }
