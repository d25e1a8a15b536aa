"""What one site exports, another imports: the same pairs, to the byte, with their truth and their makers."""

import re
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from quizzes.attempts.reveal import credits_of
from quizzes.clips import build, pack_import
from quizzes.clips.build import build_library
from quizzes.clips.catalogue import Catalogue, load_catalogue
from quizzes.clips.credentials import keyring
from quizzes.clips.models import Clip, Pair
from quizzes.clips.pack_export import ExportError, export_pack
from quizzes.clips.pack_import import import_pack
from quizzes.clips.pack_manifest import read_pack
from quizzes.clips.pack_marks import sentences_for
from quizzes.clips.strip import LOUD
from quizzes.provenance.reading import State, read
from tests.clips.made_library import MadeLibrary, Silent
from tests.clips.made_pack import MadePack, photo
from tests.clips.test_pack_import import drain_here

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"title": 'A "card"', "text": "Somebody looked it up and found what is written on this card."}
CARDS: list[dict[str, Any]] = [
    *({"kind": kind, "made": False, "en": WORDS, "nl": WORDS} for kind in ("source", "date", "weather")),
    {
        "kind": "map", "made": True, "en": WORDS, "nl": WORDS,
        "map": {"places": [{"at": [52.1, 5.1], "en": "Utrecht", "nl": "Utrecht"},
                           {"at": [-33.9, 18.4], "en": "Cape Town", "nl": "Kaapstad"}], "coast": [[[1.0, 2.0], [3.5, 4.0]]]},
    },
]  # fmt: skip


@pytest.fixture
def built(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> MadeLibrary:
    settings.LIBRARY_CACHE = tmp_path / "cache"
    settings.JOB_TRIES = 1
    monkeypatch.setattr(build, "drain", drain_here)
    monkeypatch.setattr(pack_import, "drain", drain_here)
    library = MadeLibrary(tmp_path / "fixtures", monkeypatch)
    library.add("second-spot", original=1)
    library.add("in-may", original=2, technique="miscaptioned", params="")
    library.add("real-but-odd", original=3, technique="authentic-odd-looking", params="")
    library.add(
        "real-face",
        original=4,
        technique="authentic-odd-looking",
        params="[recipe.params]\ncanvas = [200, 200]\n",
    )
    build_library(load_catalogue(library.write()), tier=1, workers=1, reporter=Silent())
    Pair.objects.filter(slug="in-may").update(evidence=CARDS)
    faces = MadePack(tmp_path / "faces", canvas=[200, 200])
    faces.add("one.jpg", photo(9), prompt="a “quoted” man \\ woman")
    import_pack(faces.write(), catalogue=Catalogue({}, {}), workers=1, reporter=Silent())
    return library


def _site() -> dict[str, Any]:
    """All that a learner could see of the library."""
    pairs = Pair.objects.published().select_related("clip").prefetch_related("renditions", "sources")
    return {
        pair.slug: {
            "files": sorted(pair.renditions.values_list("kind", "sha256", "mime", "width", "height", "size")),
            "truth": pair.truth,
            "texts": {
                language: {key: words[key] for key in words if words[key]} for language, words in pair.texts.items()
            },
            "credits": credits_of(pair),
            "evidence": pair.evidence,
            "rights": (pair.clip.people, pair.clip.consent, pair.clip.licence_note, pair.clip.source),
            "rest": (
                pair.technique, pair.question, pair.difficulty, pair.cues, pair.axes, pair.has_twin,
                pair.has_original, pair.medium,
            ),
        }
        for pair in pairs
    }  # fmt: skip


def test_import_of_an_export_into_an_empty_site_gives_the_same_pairs(
    built: MadeLibrary, tmp_path: Path, settings: Any
) -> None:
    before = _site()
    assert len(before) == 5 and before["in-may"]["evidence"] == CARDS
    assert export_pack(tmp_path / "given").left_out == {}
    Pair.objects.all().delete()
    Clip.objects.all().delete()
    settings.LIBRARY_CACHE, settings.MEDIA_ROOT = tmp_path / "cache-2", tmp_path / "media-2"
    outcome = import_pack(tmp_path / "given", catalogue=Catalogue({}, {}), workers=1, reporter=Silent())
    assert (outcome.refused, outcome.failed) == ({}, {})
    assert _site() == before


def test_exported_pack_says_what_is_false_and_holds_nothing_but_pixels_and_that_word(
    built: MadeLibrary, tmp_path: Path
) -> None:
    folder = tmp_path / "given"
    export_pack(folder)
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "pack.toml", "README.md", "second-spot--original.png", "second-spot--manipulated.png",
        "second-spot--changed.png", "in-may--original.png", "in-may--manipulated.png", "real-but-odd--real.png",
        "real-face--real.png", "faces-one--generated.png",
    }  # fmt: skip
    for path in folder.glob("*.png"):
        with Image.open(path) as image:
            assert set(image.info) <= {"xmp", "XML:com.adobe.xmp"}
            assert dict(image.getexif()) == {}
    readme = (folder / "README.md").read_text()
    assert "false on purpose" in readme and "`second-spot--manipulated.png`: The test (CC0-1.0)" in readme
    assert "signed" not in readme
    assert b"Manipulated for teaching." in (folder / "second-spot--manipulated.png").read_bytes()
    assert b"digitalsourcetype/humanEdits" in (folder / "second-spot--manipulated.png").read_bytes()
    manifest = (folder / "pack.toml").read_text()
    assert tomllib.loads(manifest)["name"] == "given"
    assert "# Not real, made for teaching: second-spot--manipulated.png\n[[clip]]" in manifest


def test_exported_pack_is_signed_where_the_site_has_keys_and_imports_as_the_same_pairs(
    built: MadeLibrary, tmp_path: Path, settings: Any
) -> None:
    settings.CREDENTIALS_DIR = tmp_path / "credentials"
    keyring().make_root("Second Look", now=datetime.now(UTC))
    before, folder = _site(), tmp_path / "given"
    assert export_pack(folder).is_signed
    read_of = {
        path.name: read(path.read_bytes(), "image/png", keyring().anchors())
        for path in folder.glob("*.png")
        if "--changed" not in path.name
    }
    assert {each.state for each in read_of.values()} == {State.TRUSTED}
    twin = read_of["second-spot--manipulated.png"]
    assert (twin.steps[0].action, twin.steps[-1].source_type) == ("c2pa.opened", "humanEdits")
    assert "original" in twin.parents[0]
    assert [step.action for step in read_of["in-may--manipulated.png"].steps[1:]] == [
        "c2pa.transcoded",
        "c2pa.edited",
    ]
    assert twin.steps[-1].description == "A strip was added below that says so."
    assert read_of["faces-one--generated.png"].steps[0].source_type == "trainedAlgorithmicMedia"
    assert "Content Credentials" in (folder / "README.md").read_text()
    Pair.objects.all().delete()
    Clip.objects.all().delete()
    settings.LIBRARY_CACHE, settings.MEDIA_ROOT = tmp_path / "cache-2", tmp_path / "media-2"
    outcome = import_pack(folder, catalogue=Catalogue({}, {}), workers=1, reporter=Silent())
    assert (outcome.refused, outcome.failed) == ({}, {})
    assert _site() == before
    files = [path.read_bytes() for path in (tmp_path / "media-2").rglob("*") if path.is_file()]
    assert not [
        1 for data in files for mark in (b"jumb", b"c2pa", b"ns.adobe.com", b"xpacket") if mark in data
    ]


def test_whoever_opens_a_false_picture_of_a_pack_sees_that_it_is(built: MadeLibrary, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    export_pack(folder)
    entries = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))["clip"]
    false = [entry for entry in entries if "original" in entry or entry.get("generator")]
    assert len(false) == 3
    for entry in false:
        pixels = np.asarray(Image.open(folder / entry["file"]).convert("RGB")).astype(int)
        left, top, right, bottom = entry["within"]
        assert (left, top, right) == (0, 0, pixels.shape[1]) and bottom < pixels.shape[0] - 8
        strip = pixels[bottom:]
        assert (np.abs(strip[-1] - LOUD).max(axis=1) == 0).all(), "the strip goes from side to side"
        assert (strip.min(axis=2) > 200).any(axis=1).sum() > 8, "there are letters on it"
        if "original" in entry:
            assert Image.open(folder / entry["original"]["file"]).size == (right, bottom)
    for entry in entries:
        if entry not in false:
            assert "within" not in entry


def test_strip_speaks_english_and_the_language_of_the_site(built: MadeLibrary, settings: Any) -> None:
    pair = Pair.objects.get(slug="second-spot")
    settings.LANGUAGE_CODE = "nl"
    said = sentences_for(pair, "twin")
    assert said.startswith("Manipulated for teaching.") and "Bewerkt" in said.partition(" · ")[2]
    settings.LANGUAGE_CODE = "en"
    assert sentences_for(pair, "twin") == "Manipulated for teaching. Do not pass it on as real."


def test_pack_of_before_there_were_strips_is_read_as_it_was(built: MadeLibrary, tmp_path: Path) -> None:
    """A strip that the manifest does not name is a part of the picture, as every pixel was in formats 1 and 2."""
    folder = tmp_path / "given"
    export_pack(folder, techniques=["copy-move"])
    (entry,) = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))["clip"]
    manifest = folder / "pack.toml"
    old = re.sub(r"(?m)^within = .*\n", "", manifest.read_text(encoding="utf-8")).replace(
        "format = 3", "format = 1"
    )
    manifest.write_text(old, encoding="utf-8")
    (clip,) = read_pack(folder).clips
    assert clip.file.within == () and entry["within"]


def test_export_of_one_technique_holds_no_other(built: MadeLibrary, tmp_path: Path) -> None:
    assert export_pack(tmp_path / "given", techniques=["miscaptioned"]).written == ["in-may"]


def test_pair_whose_original_is_lost_is_left_out_with_a_sentence(
    built: MadeLibrary, tmp_path: Path, settings: Any
) -> None:
    (Path(settings.LIBRARY_CACHE) / Clip.objects.get(slug="original-1").file).unlink()
    outcome = export_pack(tmp_path / "given")
    assert "The original original-1 is not in" in outcome.left_out["second-spot"]
    assert len(outcome.written) == 4


def test_folder_that_holds_something_is_never_written_into(built: MadeLibrary, tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="not empty"):
        export_pack(tmp_path / "given")
    assert [path.name for path in (tmp_path / "given").iterdir()] == ["mine.txt"]


def test_build_does_not_retire_what_a_pack_brought(built: MadeLibrary) -> None:
    outcome = build_library(load_catalogue(built.write()), tier=1, workers=1, reporter=Silent())
    assert outcome.retired == []
    assert Pair.objects.get(slug="faces-one").state == Pair.State.PUBLISHED


def test_spliced_twin_keeps_the_makers_of_all_its_parts(
    built: MadeLibrary, tmp_path: Path, make_pair: Callable[..., Pair]
) -> None:
    pair = Pair.objects.get(slug="second-spot")
    pair.sources.add(Clip.objects.get(slug="original-2"))
    pair.recipe["sources"] = ["original-2"]
    pair.save()
    export_pack(tmp_path / "given", techniques=["copy-move"])
    (entry,) = tomllib.loads((tmp_path / "given" / "pack.toml").read_text())["clip"]
    assert [part["slug"] for part in entry["part"]] == ["original-2"]


def test_a_pack_names_the_lowest_format_that_holds_it(built: MadeLibrary, tmp_path: Path) -> None:
    export_pack(tmp_path / "all")
    export_pack(tmp_path / "plain", techniques=["copy-move"])
    export_pack(tmp_path / "real", techniques=["authentic-odd-looking"])
    for name, number in (("all", 3), ("plain", 3), ("real", 1)):
        assert tomllib.loads((tmp_path / name / "pack.toml").read_text(encoding="utf-8"))["format"] == number
