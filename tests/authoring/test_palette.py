"""The blocks that an author is offered."""

import pytest
from django.utils.translation import override

from literacy.authoring.skeletons import NAME, Skeleton, palette
from literacy.lessons.blocks import BLOCKS, RawBlock, read_attributes, read_block
from literacy.lessons.problems import Notes


def as_block(skeleton: Skeleton) -> RawBlock:
    opening, *inside, closing = skeleton.text.replace(NAME, "name").split("\n")
    assert closing == ":::"
    kind, _space, attributes = opening.removeprefix(":::").partition(" ")
    assert kind == skeleton.kind
    return RawBlock(kind, 1, read_attributes(attributes, 1, Notes("palette")), inside)


def test_every_kind_of_block_is_offered() -> None:
    assert sorted(each.kind for each in palette("nl")) == sorted(BLOCKS)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_block_for_which_nothing_is_chosen_is_right_as_it_stands(language: str) -> None:
    notes = Notes("palette")
    for each in palette(language):
        if not each.needs:
            read_block(as_block(each), notes)
    assert notes.problems == []


def test_a_block_has_its_words_in_the_language_of_the_lesson_and_its_name_in_that_of_the_page() -> None:
    with override("en"):
        contacts = next(each for each in palette("nl") if each.kind == "contacts")
    assert contacts.name == "Who helps"
    assert contacts.text == ":::contacts\nSoorten hulp: iemand op school, een hulplijn, de politie.\n:::"
