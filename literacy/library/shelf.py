"""All pairs at a glance: what each can be found by, which of them are wished for, and what else there is."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from literacy.library.words import FACETS, word_for
from quizzes.clips.models import LIBRARY, Medium, Pair, PairQuerySet

_IN_ORDER = {"difficulty": Pair.Difficulty.values, "medium": Medium.values}


@dataclass(frozen=True)
class Entry:
    """One pair as it is found: its title in the reader's language, its values by facet, and whether a school made it."""

    pk: int
    slug: str
    title: str
    values: Mapping[str, frozenset[str]]
    is_pulled: bool = False
    is_own: bool = False

    @property
    def technique(self) -> str:
        return word_for("technique", *self.values["technique"])

    @property
    def difficulty(self) -> str:
        return word_for("difficulty", *self.values["difficulty"])

    @property
    def level(self) -> int:
        """Difficulty as a number, from 1 for easy."""
        (difficulty,) = self.values["difficulty"]
        return level_of(difficulty)


@dataclass(frozen=True)
class Option:
    """One value of a facet: how many pairs it would leave, and the query that takes or drops it."""

    word: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True)
class Facet:
    """One kind of choice with the values there are."""

    name: str
    word: str
    options: list[Option]
    chosen: Option | None


_ORDERS: dict[str, tuple[str | Promise, Callable[[Entry], Any]]] = {
    "easy": (_("easy ones first"), lambda entry: entry.level),
    "hard": (_("hard ones first"), lambda entry: -entry.level),
    "technique": (_("by technique"), lambda entry: _folded(entry.technique)),
    "new": (_("newest first"), lambda entry: -entry.pk),
}
SORTS: dict[str, str | Promise] = {"": _("by title"), **{key: name for key, (name, _key) in _ORDERS.items()}}


@dataclass(frozen=True)
class Shelf:
    """All entries by title, and what is wished for: `q`, one value per facet at most, and a `sort`."""

    entries: list[Entry]
    wishes: Mapping[str, str] = field(default_factory=dict)

    @property
    def found(self) -> list[Entry]:
        """The entries that are wished for, in the order that is; those that are alike in it by title."""
        found = [entry for entry in self.entries if self._fits(entry)]
        by = _ORDERS.get(self.wishes.get("sort", ""))
        return sorted(found, key=by[1]) if by is not None else found

    @property
    def query(self) -> str:
        return query_of(self.wishes)

    @property
    def query_without_words(self) -> str:
        return query_of({name: wish for name, wish in self.wishes.items() if name != "q"})

    @property
    def facets(self) -> list[Facet]:
        """What can be chosen; each count is what is left with that value and all other wishes as they are."""
        return [self._facet(name) for name in FACETS]

    def around(self, slug: str) -> tuple[Entry | None, Entry | None]:
        """The entries before and after one; among all of them when it is not among those wished for."""
        row = self.found
        at = next((place for place, entry in enumerate(row) if entry.slug == slug), None)
        if at is None:
            row = self.entries
            at = next(place for place, entry in enumerate(row) if entry.slug == slug)
        return row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None

    def _fits(self, entry: Entry, *, but: str = "") -> bool:
        for name, wish in self.wishes.items():
            if name == "q":
                title = _folded(entry.title)
                if not all(word in title for word in _folded(wish).split()):
                    return False
            elif name not in (but, "sort") and wish not in entry.values[name]:
                return False
        return True

    def _facet(self, name: str) -> Facet:
        fitting = [entry for entry in self.entries if self._fits(entry, but=name)]
        counts = Counter(value for entry in fitting for value in entry.values[name])
        wish = self.wishes.get(name)
        if wish is not None:
            counts.setdefault(wish, 0)
        options = {value: self._option(name, value, count) for value, count in counts.items()}
        if name in _IN_ORDER:
            values = [value for value in _IN_ORDER[name] if value in options]
            values += [value for value in options if value not in values]
        else:
            values = sorted(options, key=lambda value: (-counts[value], _folded(options[value].word)))
        return Facet(
            name, str(FACETS[name]), [options[value] for value in values], options.get(wish) if wish else None
        )

    def _option(self, name: str, value: str, count: int) -> Option:
        is_chosen = self.wishes.get(name) == value
        others = {other: wish for other, wish in self.wishes.items() if other != name}
        return Option(
            word_for(name, value), count, is_chosen, query_of(others if is_chosen else others | {name: value})
        )


def read_shelf(pairs: PairQuerySet, wishes: Mapping[str, str]) -> Shelf:
    """Read what the pairs can be found by: two queries, however many there are.

    Counting in Python is right for some thousands of pairs; cues lie in a list that not every database can
    search.
    """
    language = (get_language() or "en").split("-")[0]
    licences: dict[int, set[str]] = {}
    spliced = Pair.sources.through.objects.filter(pair__in=pairs)
    for pk, licence in spliced.values_list("pair_id", "clip__licence"):
        licences.setdefault(pk, set()).add(licence)
    rows = pairs.annotate(
        title=Coalesce(KT(f"texts__{language}__title"), KT("texts__en__title"))
    ).values_list(
        "pk",
        "slug",
        "title",
        "technique",
        "difficulty",
        "cues",
        "medium",
        "clip__licence",
        "is_pulled",
        "shelf",
    )
    entries = [
        Entry(
            pk,
            slug,
            title or slug,
            {
                "technique": frozenset({technique}),
                "difficulty": frozenset({difficulty}),
                "cue": frozenset(cues),
                "medium": frozenset({medium}),
                "licence": frozenset({licence} | licences.get(pk, set())),
            },
            is_pulled=is_pulled,
            is_own=shelf != LIBRARY,
        )
        for pk, slug, title, technique, difficulty, cues, medium, licence, is_pulled, shelf in rows
    ]
    entries.sort(key=lambda entry: (_folded(entry.title), entry.slug))
    return Shelf(entries, wishes)


def level_of(difficulty: str) -> int:
    """How hard, from 1 for easy."""
    return 1 + list(Pair.Difficulty.values).index(difficulty)


def query_of(wishes: Mapping[str, str]) -> str:
    """The wishes as the end of an address: with its question mark, or empty."""
    return f"?{urlencode(wishes)}" if wishes else ""


def _folded(text: str) -> str:
    """Without capitals and accents, so that `cafe` finds `Café`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
