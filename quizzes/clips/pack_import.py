"""Importing a pack: everything checked first, then each clip taken over whole, or not at all with a sentence."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from quizzes.clips.actions import fail_forsaken_pairs, request_rendering, save_changed, save_clip
from quizzes.clips.build import Reporter
from quizzes.clips.canvas import canvas_of, fit
from quizzes.clips.catalogue import Catalogue
from quizzes.clips.catalogue_words import CLAIM_TECHNIQUES
from quizzes.clips.given import GivenError, read_mask
from quizzes.clips.ingest import IngestError, ingest
from quizzes.clips.models import Clip, Pair
from quizzes.clips.pack_files import MAX_BYTES, PackFileError, check_file, keep_file, read_inside
from quizzes.clips.pack_manifest import Pack, PackClip, PackFile, Rights, read_pack
from quizzes.clips.pack_recipes import request_recipes
from quizzes.clips.pack_within import Within, box_of
from quizzes.clips.packages import place_of
from quizzes.clips.pipeline import is_up_to_date
from quizzes.clips.specs import digest_of
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.forgery.picture import Picture
from quizzes.jobs.drain import drain

# Large enough to leave what a pack brings as it is; a canvas makes it smaller where one is named.
LONG_SIDE = 4096


@dataclass
class Imported:
    """What an import came to, by slug. `refused` and `failed` say why.

    `made_of` names by original the recipes that were made of it, and `waiting` those that lack another original.
    """

    pack: str
    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    originals: list[str] = field(default_factory=list)
    made_of: dict[str, list[str]] = field(default_factory=dict)
    waiting: dict[str, list[str]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


class _Refused(Exception):
    """A clip cannot be taken over; `str(error)` is a sentence."""


def import_pack(folder: Path, *, catalogue: Catalogue, workers: int, reporter: Reporter) -> Imported:
    """Take over a pack: its clips become items of the library, and so does what recipes make of its originals.

    Every file is checked before anything is saved. A clip that will not do is refused with a sentence and
    leaves nothing behind; the others are taken over. What is there already and the same is left alone. Raises
    `PackError` when the manifest cannot be read.
    """
    pack = read_pack(folder)
    outcome = Imported(pack.name, refused=dict(pack.refused))
    sound: list[PackClip] = []
    for clip in pack.clips:
        try:
            _check(pack, clip)
            sound.append(clip)
        except _Refused as error:
            outcome.refused[clip.file.name] = str(error)
    asked: list[str] = []
    for clip in sound:
        try:
            if clip.technique:
                (asked if _take(pack, clip) else outcome.unchanged).append(clip.slug)
            else:
                outcome.originals += _take_original(pack, clip, catalogue)
        except (_Refused, PackFileError, OSError) as error:
            outcome.refused[clip.file.name] = f"{_where(pack, clip)} was not taken over: {error}"
    requested = request_recipes(catalogue, outcome.originals)
    outcome.made_of, outcome.waiting = requested.made_of, requested.waiting
    outcome.unchanged += requested.unchanged
    asked += requested.asked
    drain(kinds=[RENDER_PAIR], processes=workers, on_change=reporter.made)
    fail_forsaken_pairs()
    pairs = Pair.objects.filter(slug__in=asked)
    outcome.made = sorted(pairs.made().values_list("slug", flat=True))
    outcome.failed = dict(pairs.filter(state=Pair.State.FAILED).order_by("slug").values_list("slug", "error"))
    return outcome


def _where(pack: Pack, clip: PackClip) -> str:
    return f"{pack.folder / 'pack.toml'}, clip {clip.file.name}"


def _check(pack: Pack, clip: PackClip) -> None:
    """Check all that could be wrong with a clip, and save nothing. Raises `_Refused`."""
    for key, file in (("file", clip.file), ("original", clip.original), ("mask", clip.mask)):
        if file is None:
            continue
        try:
            check_file(pack.folder, file.name, file.sha256)
        except PackFileError as error:
            raise _Refused(f"{_where(pack, clip)}: `{key}` {file.name} {error}.") from error
    if clip.medium == "photo":
        _check_photo(pack, clip)
    taken = Pair.objects.filter(slug=clip.slug).first()
    if clip.technique and taken is not None and taken.recipe.get("pack") != pack.name:
        raise _Refused(
            f"{_where(pack, clip)}: `slug` {clip.slug} is a pair of this site already, not of this pack."
        )


def _check_photo(pack: Pack, clip: PackClip) -> None:
    """Check that a picture and what comes with it can be read and go together. Raises `_Refused`."""
    try:
        picture = _picture(pack, clip.file)
        canvas = canvas_of(clip.params)
        if canvas is not None:
            fit(picture, canvas)
        if clip.original is not None:
            whole = _picture(pack, clip.original)
            if whole.shape != picture.shape:
                raise GivenError("The halves have two sizes; both must have one.")
        if clip.mask is not None:
            read_mask(_read(pack, clip.mask), (picture.shape[0], picture.shape[1]))
    except (IngestError, GivenError, PackFileError, ValueError) as error:
        raise _Refused(f"{_where(pack, clip)}: `file` cannot be used. {error}") from error


def _picture(pack: Pack, file: PackFile) -> Picture:
    return ingest(_read(pack, file), crop=box_of(file.within), long_side=LONG_SIDE)


def _read(pack: Pack, file: PackFile) -> bytes:
    return read_inside(pack.folder, file.name, most=MAX_BYTES["photo"])


def _keep(pack: Pack, file: PackFile) -> str:
    """Copy a file into the folder of originals, under its hash; returns its name there."""
    place = place_of(Path(settings.LIBRARY_CACHE), file.name, file.sha256)
    if not place.is_file():
        keep_file(pack.folder, file.name, file.sha256, place)
    return place.name


def _take_original(pack: Pack, clip: PackClip, catalogue: Catalogue) -> list[str]:
    """Keep an original for recipes; returns the slugs it has now.

    Where the catalogue knows the file by its hash, its words count: of people and consent, too.
    """
    known = [each for each in catalogue.originals.values() if each.sha256 == clip.file.sha256]
    if not known and clip.rights.people not in ("none", "unrecognisable") and not clip.rights.consent:
        raise _Refused("`consent` must say why the people in it may be shown.")
    file = _keep(pack, clip.file)
    for spec in known:
        save_clip(spec=spec, file=file)
    if known:
        return [spec.slug for spec in known]
    _save_clip(pack, clip.slug, clip.file, clip.rights, file=file, medium=clip.medium, texts=dict(clip.texts))
    return [clip.slug]


def _take(pack: Pack, clip: PackClip) -> bool:
    """Save a clip and its pair, and ask for its files; False when all is there and the same."""
    names = {file: _keep(pack, file) for file in clip.files}
    shown = clip.original or clip.file
    given: dict[str, Any] = {}
    if clip.original is not None:
        given = {"twin": {"file": names[clip.file], "sha256": clip.file.sha256}}
        given |= {"within": list(clip.file.within)} if clip.file.within else {}
    if given and clip.medium != "photo":
        given["truth"] = dict(clip.truth)
    elif given:
        given |= {
            "mask": {"file": names[clip.mask], "sha256": clip.mask.sha256} if clip.mask else None,
            "regions": [list(box) for box in clip.regions],
            "frame": list(clip.frame) if clip.frame else None,
        }
    recipe = {
        "pack": pack.name,
        "digest": digest_of([shown.sha256, given, clip.params, *shown.within]),
        "params": dict(clip.params),
        "generator": clip.generator,
        "prompt": clip.prompt,
    }
    texts = {language: dict(words) for language, words in clip.texts.items()}
    titles = {
        language: {"title": words.get("title", ""), "alt": words.get("alt", "")}
        for language, words in texts.items()
    }
    with transaction.atomic():
        row = _save_clip(
            pack, clip.slug, shown, clip.rights, file=names[shown], medium=clip.medium, texts=titles
        )
        parts = [
            _save_clip(pack, slug, None, rights, file="", medium=clip.medium, texts={})
            for slug, rights in clip.parts.items()
        ]
        pair = Pair.objects.filter(slug=clip.slug).first() or Pair(slug=clip.slug)
        fields = {
            "clip": row,
            "medium": clip.medium,
            "technique": clip.technique,
            "has_original": not clip.is_generated,
            "has_twin": clip.original is not None or clip.is_generated,
            "question": Pair.Question.CLAIM if clip.technique in CLAIM_TECHNIQUES else Pair.Question.PICTURE,
            "recipe": recipe | ({"given": given} if given else {}),
            "difficulty": clip.difficulty,
            "cues": list(clip.cues),
            "axes": dict(clip.axes),
            "texts": texts,
            "evidence": list(clip.evidence),
        }
        save_changed(pair, fields)
        pair.sources.set(parts)
        if is_up_to_date(pair):
            return False
        request_rendering(pair=pair)
    return True


def _cut(within: Within, medium: str) -> dict[str, Any]:
    """Say in the words of `Clip.ingest` which part of a file is used."""
    if medium == "sound" and within:
        return {"crop": None, "start": within[0], "end": within[1]}
    return {"crop": box_of(within)}


def _save_clip(
    pack: Pack,
    slug: str,
    shown: PackFile | None,
    rights: Rights,
    *,
    file: str,
    medium: str,
    texts: dict[str, Any],
) -> Clip:
    clip = Clip.objects.filter(slug=slug).first()
    if clip is not None and shown is None:
        return clip
    if clip is not None and clip.ingest.get("pack") != pack.name:
        raise _Refused(f"`slug` {slug} is a clip of this site already, and not of this pack.")
    clip = clip or Clip(slug=slug)
    fields = {
        "medium": medium,
        "texts": texts,
        "source": rights.source,
        "sha256": shown.sha256 if shown else "",
        "file": file,
        "ingest": {"long_side": LONG_SIDE, "pack": pack.name, **_cut(shown.within if shown else (), medium)},
        "licence": rights.licence,
        "licence_note": rights.licence_note,
        "attribution": rights.attribution[:200],
        "people": rights.people,
        "consent": rights.consent,
    }
    save_changed(clip, fields)
    return clip
