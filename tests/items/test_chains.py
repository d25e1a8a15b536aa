"""Which questions a pair is asked, and that the quizzes of the site ask of every kind."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizzes.attempts.course import Place
from quizzes.clips.families import FAMILIES, OFFERED_CUES, OFFERED_TECHNIQUES
from quizzes.clips.models import Pair
from quizzes.clips.vocabulary import CUES, TECHNIQUES
from quizzes.items.chains import MOST, chain_for, chain_of_comparison
from quizzes.items.types import ITEM_TYPES
from tests.factories import make_claim_with_cards, make_pair
from tests.film_pairs import make_film_pair

Make = Callable[[], Pair]


@pytest.mark.parametrize(
    ("make", "chain"),
    [
        (make_pair, ["judge", "locate", "cue"]),
        (lambda: make_pair(has_twin=False), ["judge", "locate", "cue"]),
        (make_film_pair, ["judge", "when", "locate"]),
        (lambda: make_film_pair(moments=False), ["judge", "when", "technique"]),
        (lambda: make_film_pair(has_twin=False), ["judge", "when", "technique"]),
        (make_claim_with_cards, ["context", "technique"]),
        (lambda: make_pair(has_original=False, technique="full-synthesis-face"), ["judge"]),
    ],
)
def test_chain_follows_what_can_fairly_be_asked(
    db: None, own_folders: None, make: Make, chain: list[str]
) -> None:
    assert chain_for(make()) == chain


def test_light_chain_asks_for_a_judgement_and_for_pointing_alone(db: None, own_folders: None) -> None:
    assert chain_for(make_pair(), light=True) == ["judge", "locate"]
    assert chain_for(make_film_pair(), light=True) == ["judge", "when", "locate"]
    assert chain_for(make_claim_with_cards(), light=True) == ["judge"]


def test_no_chain_is_longer_than_three(db: None, own_folders: None) -> None:
    assert MOST == 3
    for pair in (make_pair(), make_film_pair(), make_claim_with_cards()):
        assert len(chain_for(pair)) <= MOST


def test_a_caption_and_a_clip_alone_are_never_compared(db: None, own_folders: None) -> None:
    assert chain_of_comparison(make_pair()) == ["compare", "technique"]
    assert chain_of_comparison(make_claim_with_cards()) == []
    assert chain_of_comparison(make_pair(has_twin=False)) == []


@pytest.mark.parametrize("slug", ["locate", "when", "technique", "cue"])
@pytest.mark.parametrize(("said", "asked"), [(None, False), (0.05, False), (0.5, False), (0.6, True)])
def test_what_and_where_are_asked_only_of_those_who_doubt(slug: str, said: float | None, asked: bool) -> None:
    assert ITEM_TYPES[slug].asked_after(Place(1, 1, "twin", [], p_manipulated=said)) is asked


def test_after_a_comparison_what_was_done_is_asked_whatever_was_picked() -> None:
    compared = Place(1, 1, "twin", ["compare", "technique"], answered={"compare": ""})
    assert compared.next_question == "technique"
    assert compared.is_manipulated


def test_everything_offered_has_its_word() -> None:
    assert {each for pool in OFFERED_TECHNIQUES.values() for each in pool} <= set(TECHNIQUES) & set(FAMILIES)
    assert {each for pool in OFFERED_CUES.values() for each in pool} <= set(CUES)
    assert set(FAMILIES) <= set(TECHNIQUES)


def test_every_item_type_has_a_section_in_the_docs(settings: Any) -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "algorithms" / "marking.md").read_text().lower()
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    for slug in ITEM_TYPES:
        assert any(slug in heading for heading in headings), slug
