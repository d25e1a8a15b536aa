"""Cards of evidence that go with a caption: read from a recipe or a pack, and checked."""

from collections.abc import Mapping, Sequence
from typing import Any

from quizzes.clips.catalogue_reading import Table
from quizzes.clips.catalogue_words import CLAIM_TECHNIQUES, EVIDENCE_KINDS, LANGUAGES

FEWEST, MOST = 4, 6
LONGEST_TITLE = 60
SHORTEST_TEXT, LONGEST_TEXT = 50, 360


def read_evidence(
    table: Table, technique: str, *, needed: Sequence[str] = ("en",)
) -> tuple[Mapping[str, Any], ...]:
    """Read the list `evidence` of an entry, empty where there is none.

    A card is {"kind", "made", language: {"title", "text"}} and for a map {"map": {"places", "coast"}}: `made`
    says that it was made up for teaching, `places` are {"at": [latitude, longitude], language: name} and
    `coast` lists of [latitude, longitude], in degrees. The cards speak of what is shown and not of either
    caption, so one set serves both. A kind occurs once: by it a card is known. Every language of `needed` must
    be there. Raises `CatalogueError`.
    """
    entries = table.get("evidence", [])
    if entries and technique not in CLAIM_TECHNIQUES:
        raise table.wrong("evidence", f"goes with captions; {technique} has none")
    if not isinstance(entries, list) or (entries and not FEWEST <= len(entries) <= MOST):
        raise table.wrong("evidence", f"must be a list of {FEWEST} to {MOST} cards")
    cards = [
        _card(Table(each, f"{table.where}, card {number}"), needed)
        for number, each in enumerate(entries, start=1)
    ]
    kinds = [card["kind"] for card in cards]
    for kind in kinds:
        if kinds.count(kind) > 1:
            raise table.wrong("evidence", f"has more than one card of the kind {kind}")
    return tuple(cards)


def _card(table: Table, needed: Sequence[str]) -> Mapping[str, Any]:
    kind = table.choice("kind", EVIDENCE_KINDS)
    made = table.get("made", False)
    if not isinstance(made, bool):
        raise table.wrong("made", f"must be true or false, not {made!r}")
    if kind == "reverse" and not made:
        raise table.wrong("made", "must be true: what a search finds differs from day to day")
    card: dict[str, Any] = {"kind": kind, "made": made}
    for language in LANGUAGES:
        if language in needed or table.has(language):
            card[language] = _words(table.table(language))
    if kind == "map" and table.has("map"):
        card["map"] = _map(table.table("map"), [language for language in LANGUAGES if language in card])
    table.done()
    return card


def _words(table: Table) -> Mapping[str, str]:
    words = {"title": table.text("title"), "text": table.text("text")}
    if len(words["title"]) > LONGEST_TITLE:
        raise table.wrong("title", f"must have at most {LONGEST_TITLE} characters")
    # A card that is much shorter or longer than the others would look more important than they do.
    if not SHORTEST_TEXT <= len(words["text"]) <= LONGEST_TEXT:
        raise table.wrong("text", f"must have {SHORTEST_TEXT} to {LONGEST_TEXT} characters")
    table.done()
    return words


def _map(table: Table, languages: Sequence[str]) -> Mapping[str, Any]:
    places, coast = table.get("places"), table.get("coast", [])
    if not isinstance(places, list) or len(places) < 2:
        raise table.wrong("places", "must be a list of two places or more")
    if not isinstance(coast, list) or not all(isinstance(line, list) and len(line) > 1 for line in coast):
        raise table.wrong("coast", "must be a list of lines, each of two points or more")
    read = {
        "places": [_place(Table(each, table.where, "map.places."), languages) for each in places],
        "coast": [[_point(table, "coast", point) for point in line] for line in coast],
    }
    table.done()
    return read


def _place(table: Table, languages: Sequence[str]) -> Mapping[str, Any]:
    place: dict[str, Any] = {"at": _point(table, "at", table.get("at"))}
    place |= {language: table.text(language) for language in languages}
    table.done()
    return place


def _point(table: Table, key: str, value: Any) -> list[float]:
    if not (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(each, int | float) and not isinstance(each, bool) for each in value)
        and abs(value[0]) < 85
        and abs(value[1]) <= 180
    ):
        raise table.wrong(key, f"must be [latitude, longitude] in degrees, not {value!r}")
    return [float(value[0]), float(value[1])]
