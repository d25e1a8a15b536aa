"""The cards of a list, and one pair with everything a teacher may know of it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from literacy.library.shelf import Entry, query_of
from literacy.library.words import PEOPLE, word_for
from quizzes.attempts.shown import ShownPair, show_pair
from quizzes.clips.links import PairLinks
from quizzes.clips.models import LIBRARY, Clip, Half, Pair, Rendition, in_language
from quizzes.clips.vocabulary import CUES
from quizzes.reports.models import Pull, Report


@dataclass(frozen=True)
class Thumb:
    """The small picture of a card; `width` and `height` in pixels."""

    link: str
    width: int
    height: int


@dataclass(frozen=True)
class Card:
    """A pair in the list; `thumb` is None for what has no picture, or none yet."""

    entry: Entry
    thumb: Thumb | None


@dataclass(frozen=True)
class Editing:
    """What an editor may do with a pair, and who took it away; `pull` is None for one that is shown."""

    pull: Pull | None
    open_reports: int


@dataclass(frozen=True)
class Credit:
    """Where one original comes from and what may be done with it."""

    title: str
    attribution: str
    licence: str
    note: str
    source: str
    people: str | Promise
    consent: str


@dataclass(frozen=True)
class Cue:
    """Something that gives a twin away, and the query that finds more of it."""

    word: str
    query: str


def links_of(slug: str, scope: str) -> PairLinks:
    """The links to the files of one pair of the library."""
    return PairLinks(slug, scope, lambda token: reverse("library_media", args=[slug, token]))


def cards_of(entries: Sequence[Entry], scope: str) -> list[Card]:
    """The cards of one page of the list. One query."""
    rows = Rendition.objects.filter(pair__in=[entry.pk for entry in entries], kind=Rendition.Kind.THUMB)
    sizes = {pk: (width, height) for pk, width, height in rows.values_list("pair_id", "width", "height")}
    return [
        Card(
            entry,
            Thumb(links_of(entry.slug, scope).thumb, *sizes[entry.pk]) if entry.pk in sizes else None,
        )
        for entry in entries
    ]


def shown_for_teacher(pair: Pair, scope: str) -> ShownPair | None:
    """The pair with its truth outlined from the start; None when a file of it is not there."""
    return show_pair(pair, links_of(pair.slug, scope), marks_hidden=False)


def cues_of(pair: Pair) -> list[Cue]:
    """What gives the twin away, as far as the vocabulary has a word for it."""
    return [Cue(word_for("cue", cue), query_of({"cue": cue})) for cue in pair.cues if cue in CUES]


def editing_of(pair: Pair, *, is_staff: bool) -> Editing | None:
    """What somebody who may see the pair may decide about it: of a school's shelf all who see it, of the library staff."""
    if pair.shelf == LIBRARY and not is_staff:
        return None
    pull = Pull.objects.filter(pair=pair, restored_at=None).first() if pair.is_pulled else None
    return Editing(pull, Report.objects.open().filter(pair=pair).count())


def origins_of(pair: Pair) -> list[Credit]:
    """Where every original of a pair comes from, the one it is made of first."""
    return [_credit(clip) for clip in [pair.clip, *pair.sources.all()]]


def halves_in_turn(pair: Pair) -> list[Half]:
    """Both halves in the order of the sheet for the class: by chance, but always the same for one pair."""
    halves = [Half.ORIGINAL, Half.TWIN] if pair.has_twin else [Half.ORIGINAL]
    return halves if zlib.crc32(pair.slug.encode()) % 2 else halves[::-1]


def _credit(clip: Clip) -> Credit:
    return Credit(
        title=str(in_language(clip.texts).get("title", clip.slug)),
        attribution=clip.attribution,
        licence=word_for("licence", clip.licence),
        note=clip.licence_note,
        source=clip.source,
        people=PEOPLE.get(clip.people, clip.people),
        consent=clip.consent,
    )
