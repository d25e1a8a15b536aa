"""The documented format is the one that is read: the schema knows the very keys that the reader knows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.catalogue_reading import CatalogueError, Table
from quizzes.clips.catalogue_words import AUTHENTIC, EVIDENCE_KINDS
from quizzes.clips.evidence import read_evidence
from quizzes.clips.pack_manifest import PORTRAIT_CANVAS, PackError, _named_file, read_pack
from quizzes.clips.pack_within import read_within
from quizzes.clips.pack_words import PORTRAIT, people_of
from tests.clips.made_pack import MadePack, photo

SCHEMA = json.loads((settings.BASE_DIR / "docs" / "pack.schema.json").read_text(encoding="utf-8"))


def _known(sentence: str) -> set[str]:
    found = re.search(r"known are (.*)\.$", sentence)
    assert found is not None, sentence
    return set(found[1].split(", "))


@pytest.fixture
def pack(tmp_path: Path) -> MadePack:
    made = MadePack(tmp_path / "faces")
    made.add("one.jpg", photo(1))
    return made


def test_schema_and_reader_know_the_same_keys_of_the_whole(pack: MadePack) -> None:
    pack.head["misspelt"] = 1
    with pytest.raises(PackError) as caught:
        read_pack(pack.write())
    assert _known(str(caught.value)) == set(SCHEMA["properties"])


def test_schema_and_reader_know_the_same_keys_of_a_clip(pack: MadePack) -> None:
    pack.clips[0]["misspelt"] = 1
    (sentence,) = read_pack(pack.write()).refused.values()
    assert _known(sentence) == set(SCHEMA["$defs"]["clip"]["properties"])


def test_manifest_without_a_format_is_read_as_the_first(pack: MadePack) -> None:
    assert "format" not in pack.head
    assert [clip.slug for clip in read_pack(pack.write()).clips] == ["faces-one"]


def test_clip_says_otherwise_than_the_whole(pack: MadePack) -> None:
    pack.clips[0] |= {"licence": "CC-BY-4.0", "creator": "Somebody"}
    (clip,) = read_pack(pack.write()).clips
    assert (clip.rights.licence, clip.rights.attribution) == ("CC-BY-4.0", "Somebody")


def test_schema_and_reader_know_the_same_keys_of_a_card(pack: MadePack) -> None:
    card = {"kind": "source", "en": {"title": "A", "text": "x" * 60}, "misspelt": 1}
    with pytest.raises(CatalogueError) as caught:
        read_evidence(Table({"evidence": [card] * 4}, "pack.toml"), "miscaptioned")
    # `nl` and `map` are asked for where they are given, or may be given.
    assert _known(str(caught.value)) == set(SCHEMA["$defs"]["card"]["properties"]) - {"nl", "map"}
    assert set(SCHEMA["$defs"]["card"]["properties"]["kind"]["enum"]) == set(EVIDENCE_KINDS)


def test_cards_need_the_format_that_has_them(pack: MadePack) -> None:
    pack.clips[0]["evidence"] = []
    (sentence,) = read_pack(pack.write()).refused.values()
    assert "`evidence` needs `format = 2`" in sentence
    pack.head["format"] = 2
    assert not read_pack(pack.write()).refused


def test_schema_and_reader_know_the_same_keys_of_an_original(pack: MadePack) -> None:
    original = {"file": "two.jpg", "sha256": "0" * 64, "misspelt": 1}
    table = Table({"original": original}, "pack.toml")
    with pytest.raises(CatalogueError) as caught:
        _named_file(table, "original", "photo")
    assert _known(str(caught.value)) == set(SCHEMA["$defs"]["original"]["properties"])


@pytest.mark.parametrize("within", [[0, 0, 200, 100], [1.0, 2.5]])
def test_where_the_clip_is_needs_the_format_that_has_it(pack: MadePack, within: list[float]) -> None:
    pack.clips[0]["within"] = within
    pack.head["format"] = 2
    (sentence,) = read_pack(pack.write()).refused.values()
    assert "`within` needs `format = 3`" in sentence
    pack.head["format"] = 3
    refused = read_pack(pack.write()).refused
    assert not refused if len(within) == 4 else "whole pixels" in refused["one.jpg"]


@pytest.mark.parametrize("value", [[2.0, 1.0], [-1, 2], [0, float("inf")], ["0", 1], [0, 0, 5, 5], True])
def test_where_a_sound_is_must_be_a_stretch(value: Any) -> None:
    with pytest.raises(CatalogueError, match=r"\[from, until\] in seconds"):
        read_within(Table({"within": value}, "pack.toml"), "sound")


@pytest.mark.parametrize("number", [0, 4, True, "2"])
def test_other_formats_are_refused(pack: MadePack, number: Any) -> None:
    pack.head["format"] = number
    with pytest.raises(PackError, match="must be 1 to 3"):
        read_pack(pack.write())


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("none", "none"),
        ("none: generated", "none"),
        ("none recognisable", "unrecognisable"),
        ("deceased-public, a sailor", "deceased-public"),
        ("walkers, small", "recognisable"),
        ("nonesuch", "recognisable"),
    ],
)
def test_people_count_as_recognisable_unless_it_is_said_otherwise(said: str, word: str) -> None:
    assert people_of(said) == word


def test_real_portraits_have_the_words_and_canvas_of_generated_ones() -> None:
    portraits: list[Any] = [
        recipe
        for recipe in load_catalogue(settings.FIXTURES).recipes.values()
        if recipe.technique == AUTHENTIC and recipe.params.get("canvas") == list(PORTRAIT_CANVAS)
    ]
    assert len(portraits) >= 2
    for recipe in portraits:
        for language, words in PORTRAIT.items():
            assert {key: recipe.texts[language][key] for key in words} == words
