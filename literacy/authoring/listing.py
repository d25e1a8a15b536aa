"""A school's manuscripts as a list: what each is called, in which languages it is there, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Max

from literacy.authoring.models import Manuscript, ManuscriptQuerySet, Version
from literacy.authoring.quota import Meter, meter_of
from literacy.authoring.standing import LANGUAGE_NAMES


@dataclass(frozen=True)
class Entry:
    """A manuscript in the list. `state`: draft, published, changed (since it was published) or retired."""

    manuscript: Manuscript
    title: str
    summary: str
    languages: list[str]
    state: str
    version: Version | None


@dataclass(frozen=True)
class Desk:
    """Those that are worked on or read, those that were put away, and how much room they take."""

    entries: list[Entry]
    retired: list[Entry]
    meter: Meter


def desk_of(manuscripts: ManuscriptQuerySet, shelf: str) -> Desk:
    """Five queries, however many there are: the manuscripts, their newest versions (two), and the room (two)."""
    rows = list(manuscripts)
    newest = Version.objects.filter(manuscript__in=[row.pk for row in rows])
    tops = (
        newest.values("manuscript", "language")
        .annotate(top=Max("number"))
        .values_list("manuscript", "language", "top")
    )
    wanted = {(manuscript, language): top for manuscript, language, top in tops}
    by_place = {
        (version.manuscript_id, version.language): version
        for version in newest.filter(number__in=set(wanted.values()))
        .select_related("by")
        .defer("text")
        .order_by(F("number").asc())
        if wanted.get((version.manuscript_id, version.language)) == version.number
    }
    entries = [_entry(row, by_place) for row in rows]
    return Desk(
        [each for each in entries if each.state != "retired"],
        [each for each in entries if each.state == "retired"],
        meter_of(shelf),
    )


def _entry(manuscript: Manuscript, newest: dict[tuple[int, str], Version]) -> Entry:
    languages = [
        language
        for language in (manuscript.language, manuscript.other_language)
        if (manuscript.pk, language) in newest
    ]
    first = newest.get((manuscript.pk, manuscript.language))
    numbers = {language: newest[manuscript.pk, language].number for language in languages}
    state = "draft"
    if manuscript.retired_at is not None:
        state = "retired"
    elif manuscript.lesson_id is not None:
        state = "published" if numbers == manuscript.published else "changed"
    latest = max((newest[manuscript.pk, each] for each in languages), key=lambda each: each.at, default=None)
    return Entry(
        manuscript,
        title_of(first, manuscript),
        first.summary if first is not None else "",
        [str(LANGUAGE_NAMES[each]) for each in languages],
        state,
        latest,
    )


def title_of(version: Version | None, manuscript: Manuscript) -> str:
    """The title that was written, or the name in its address."""
    return version.title if version is not None and version.title else manuscript.slug
