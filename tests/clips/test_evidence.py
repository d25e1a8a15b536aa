"""Cards of evidence: what is read, what is refused, how they are shown, and what the fixtures' own cards hold."""

from typing import Any

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.catalogue_reading import CatalogueError, Table
from quizzes.clips.catalogue_words import EVIDENCE_KINDS, LANGUAGES
from quizzes.clips.evidence import read_evidence
from quizzes.clips.evidence_cards import HEIGHT, WIDTH, draw_map, evidence_of
from quizzes.clips.models import Pair
from quizzes.clips.specs import RecipeSpec
from quizzes.clips.vocabulary import EVIDENCE

WITH_CARDS = [recipe for recipe in load_catalogue(settings.FIXTURES).recipes.values() if recipe.evidence]
TEXT = "Somebody looked it up and found what is written on this card, and no more than that."


def card(kind: str, **keys: Any) -> dict[str, Any]:
    words = {"title": f"About {kind}", "text": TEXT}
    return {"kind": kind, "en": words, "nl": words} | keys


def cards(**changed: Any) -> list[dict[str, Any]]:
    """Four cards; `changed` are keys of the first one."""
    return [card("source") | changed, card("date"), card("places"), card("reference")]


def read(entries: Any, technique: str = "miscaptioned") -> tuple[Any, ...]:
    return read_evidence(Table({"evidence": entries}, "a.toml, recipe x"), technique, needed=LANGUAGES)


def test_cards_are_read_in_their_order() -> None:
    found = read(cards())
    assert [each["kind"] for each in found] == ["source", "date", "places", "reference"]
    assert found[0]["nl"] == {"title": "About source", "text": TEXT}
    assert not found[0]["made"]


def test_an_entry_without_cards_has_none() -> None:
    assert read_evidence(Table({}, "a.toml"), "copy-move") == ()


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (cards()[:3], "4 to 6 cards"),
        ([card(kind) for kind in ("source", "date", "places", "map", "weather", "file", "whole")], "4 to 6"),
        ([*cards(), card("date")], "more than one card of the kind date"),
        (cards(kind="rumour"), "must be one of"),
        (cards(en={"title": "Short", "text": "Yes."}), "50 to 360 characters"),
        (cards(en={"title": "x" * 61, "text": TEXT}), "at most 60 characters"),
        (cards(misspelt=1), "`misspelt` is not known here"),
        (cards(made="yes"), "`made` must be true or false"),
        ([card("reverse"), *cards()], "what a search finds differs"),
        (cards(map={"places": []}), "`map` is not known here"),
        (
            [card("map", map={"places": [{"at": [52, 5], "en": "A", "nl": "A"}]}), *cards()],
            "two places or more",
        ),
        (
            [card("map", map={"places": [{"at": [520, 5], "en": "A", "nl": "A"}] * 2}), *cards()],
            "latitude, longitude",
        ),
        ("cards", "must be a list"),
    ],
)
def test_what_will_not_do_is_refused_in_a_sentence(entries: Any, words: str) -> None:
    with pytest.raises(CatalogueError, match=r"a\.toml, recipe x") as caught:
        read(entries)
    assert words in str(caught.value)


def test_a_missing_language_is_named() -> None:
    entries = cards()
    del entries[1]["nl"]
    with pytest.raises(CatalogueError, match="card 2: `nl` is missing"):
        read(entries)


def test_a_picture_without_a_caption_gets_no_cards() -> None:
    with pytest.raises(CatalogueError, match="goes with captions"):
        read(cards(), "copy-move")


def test_every_kind_has_a_name_a_sentence_and_an_icon() -> None:
    assert set(EVIDENCE) == set(EVIDENCE_KINDS)
    for kind in EVIDENCE_KINDS:
        assert "<svg" in get_template(f"icons/evidence/{kind}.svg").render()


def test_cards_speak_the_readers_language_and_say_what_was_made_up() -> None:
    pair = Pair(evidence=[{"kind": "reverse", "made": True, "en": {"title": "A", "text": "B"},
                           "nl": {"title": "C", "text": "D"}}])  # fmt: skip
    with translation.override("nl"):
        (shown,) = evidence_of(pair)
        assert (shown.title, shown.text) == ("C", "D")
    assert shown.name == EVIDENCE["reverse"].name
    assert shown.is_made and shown.map is None


def test_a_map_keeps_directions_and_its_bar_tells_the_distance() -> None:
    drawn = draw_map(
        {
            "places": [{"at": [45.485, 12.417], "en": "Burano"}, {"at": [55.68, 12.591], "en": "Copenhagen"}],
            "coast": [],
        }
    )
    south, north = drawn.places
    assert north.y < south.y and abs(north.x - south.x) < 3
    assert (south.y - north.y) / drawn.bar * drawn.bar_km == pytest.approx(1134, rel=0.01)
    assert drawn.bar <= WIDTH / 3
    for place in drawn.places:
        assert 0 < place.x < WIDTH and 0 < place.y < HEIGHT


def test_east_is_right_and_names_go_where_there_is_room() -> None:
    drawn = draw_map(
        {
            "places": [{"at": [40.0, 116.3], "en": "Beijing"}, {"at": [35.0, 135.8], "en": "Kyoto in Japan"}],
            "coast": [[[40.0, 116.3], [35.0, 135.8]]],
        }
    )
    beijing, kyoto = drawn.places
    assert beijing.x < kyoto.x and beijing.y < kyoto.y
    assert drawn.coast == [f"M{beijing.x} {beijing.y} L{kyoto.x} {kyoto.y}"]
    assert (beijing.side, kyoto.side) == ("start", "end")


@pytest.mark.parametrize("recipe", WITH_CARDS, ids=lambda recipe: recipe.slug)
def test_no_card_speaks_of_a_caption_or_repeats_one(recipe: RecipeSpec) -> None:
    for each in recipe.evidence:
        for language in LANGUAGES:
            said = each[language]["title"] + " " + each[language]["text"]
            assert not any(word in said.lower() for word in ("caption", "bijschrift")), said
            for half in ("original", "twin"):
                assert recipe.texts[language][f"claim_{half}"] not in said


@pytest.mark.parametrize("recipe", WITH_CARDS, ids=lambda recipe: recipe.slug)
def test_no_card_of_a_set_is_much_longer_than_the_others(recipe: RecipeSpec) -> None:
    for language in LANGUAGES:
        lengths = [len(each[language]["text"]) for each in recipe.evidence]
        assert max(lengths) <= 1.8 * min(lengths), lengths


def test_over_all_sets_every_kind_is_used() -> None:
    assert {each["kind"] for recipe in WITH_CARDS for each in recipe.evidence} == set(EVIDENCE_KINDS)
