"""A library is built once, resumed where it stopped, and never stopped by what fails."""

import errno
import hashlib
import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

from quizzes.clips import build, encode, pipeline, store
from quizzes.clips.build import Outcome, build_library
from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.library_report import library_status
from quizzes.clips.models import Clip, Pair, Rendition
from quizzes.clips.truth import unpack_mask
from quizzes.jobs.claim import claim_next
from quizzes.jobs.drain import Tally
from quizzes.jobs.models import Job
from quizzes.jobs.registry import load_kinds
from quizzes.jobs.runner import run_claimed
from tests.clips.made_library import MadeLibrary, Silent, slugs

pytestmark = pytest.mark.django_db(transaction=True)


def _drain_here(*, kinds: Collection[str], processes: int, on_change: Callable[[Tally], None]) -> Tally:
    """Work off the jobs in this process, since others would not see the test's database."""
    load_kinds()
    tally = Tally(0, 0, 0, 0, 0)
    while True:
        on_change(tally)
        job = claim_next(kinds)
        if job is None:
            return tally
        run_claimed(job)


@pytest.fixture
def library(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> MadeLibrary:
    settings.LIBRARY_CACHE = tmp_path / "cache"
    settings.JOB_TRIES = 1
    monkeypatch.setattr(build, "drain", _drain_here)
    made = MadeLibrary(tmp_path / "fixtures", monkeypatch)
    made.add("second-spot", original=1)
    made.add("spot-again", original=2)
    made.add("in-may", original=3, technique="miscaptioned", params="")
    made.add("real-but-odd", original=4, technique="authentic-odd-looking", params="")
    return made


def _build(library: MadeLibrary, reporter: Silent | None = None) -> Outcome:
    return build_library(load_catalogue(library.write()), tier=1, workers=2, reporter=reporter or Silent())


def _files() -> dict[str, str]:
    rows = Rendition.objects.values_list("pair__slug", "kind", "file")
    return {f"{slug} {kind}": file for slug, kind, file in rows}


def _on_disk(settings: Any) -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


ALL = ["in-may", "real-but-odd", "second-spot", "spot-again"]
NOTHING: dict[str, list[str]] = {"made": [], "unchanged": [], "failed": [], "left_out": [], "retired": []}


def test_build_publishes_every_pair_with_its_files(library: MadeLibrary, settings: Any) -> None:
    assert slugs(_build(library)) == {
        "made": ALL,
        "unchanged": [],
        "failed": [],
        "left_out": [],
        "retired": [],
    }
    assert set(_files()) == {
        "second-spot original", "second-spot twin", "second-spot overlay",
        "spot-again original", "spot-again twin", "spot-again overlay",
        "in-may original", "in-may twin", "real-but-odd original",
    }  # fmt: skip
    assert _on_disk(settings) == set(_files().values())
    pair = Pair.objects.get(slug="second-spot")
    assert pair.can_be_located and unpack_mask(pair.truth).any()
    assert pair.clip.licence == "CC0-1.0" and pair.text["title"] == "Soft light"
    assert not Pair.objects.get(slug="real-but-odd").has_twin
    assert Pair.objects.get(slug="in-may").claim("twin") == "Colours in May."


def test_halves_on_disk_are_of_one_size_and_named_alike(library: MadeLibrary) -> None:
    _build(library)
    for pair in Pair.objects.with_twin():
        halves = pair.renditions.exclude(kind="overlay")
        assert halves.values("size").distinct().count() == 1
        for half in halves:
            data = store.path_of(half.file).read_bytes()
            assert len(data) == half.size and hashlib.sha256(data).hexdigest() == half.sha256
            assert not any(word in half.file for word in ("original", "twin", pair.slug))


def test_which_half_came_first_cannot_be_seen_from_the_rows(library: MadeLibrary) -> None:
    _build(library)
    rows = Rendition.objects.filter(pair__slug="second-spot").order_by("id").values_list("file", flat=True)
    assert list(rows) == sorted(rows), "rows follow the random names"


def test_medium_that_cannot_be_rendered_waits_with_a_clear_line(
    library: MadeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "RENDERED_MEDIA", ("sound",))
    reporter = Silent()
    outcome = _build(library, reporter)
    assert outcome.made == outcome.left_out == [] and not outcome.failed
    assert reporter.lines[0] == "Not made: 4 recipes for photo, which cannot be rendered yet."
    assert library.downloads == []


def test_second_build_has_nothing_to_do(library: MadeLibrary) -> None:
    _build(library)
    before, library.downloads = _files(), []
    assert slugs(_build(library)) == {
        "made": [],
        "unchanged": ALL,
        "failed": [],
        "left_out": [],
        "retired": [],
    }
    assert _files() == before and library.downloads == []
    assert not Job.objects.open().exists()


def test_rendering_again_gives_the_same_bytes(library: MadeLibrary) -> None:
    _build(library)
    before = dict(Rendition.objects.values_list("pair__slug", "sha256").filter(kind="twin"))
    Pair.objects.update(render_digest="")
    assert _build(library).made == ALL
    assert dict(Rendition.objects.values_list("pair__slug", "sha256").filter(kind="twin")) == before


def test_new_words_are_taken_over_without_rendering(library: MadeLibrary) -> None:
    _build(library)
    before = _files()
    library.recipes["copy-move"] = [
        each.replace("Soft light", "Hard light") for each in library.recipes["copy-move"]
    ]
    assert _build(library).made == []
    assert _files() == before
    assert Pair.objects.get(slug="spot-again").text["title"] == "Hard light"


def test_changed_recipe_is_rendered_and_its_old_files_go(library: MadeLibrary, settings: Any) -> None:
    _build(library)
    before = _files()
    library.recipes["copy-move"][0] = library.recipes["copy-move"][0].replace("[120, 60]", "[100, 80]")
    assert _build(library).made == ["second-spot"]
    after = _files()
    assert {name for name in after if after[name] != before[name]} == {
        "second-spot original", "second-spot twin", "second-spot overlay",
    }  # fmt: skip
    assert _on_disk(settings) == set(after.values())


def test_lost_file_is_made_again(library: MadeLibrary) -> None:
    _build(library)
    store.path_of(_files()["spot-again twin"]).unlink()
    assert _build(library).made == ["spot-again"]


def test_recipe_that_is_gone_retires_its_pair_and_may_come_back(library: MadeLibrary, make_pair: Any) -> None:
    own = make_pair()
    _build(library)
    recipe = library.recipes["copy-move"].pop()
    assert _build(library).retired == ["spot-again"]
    assert Pair.objects.get(slug="spot-again").state == Pair.State.RETIRED
    own.refresh_from_db()
    assert own.state == Pair.State.PUBLISHED, "a pair that is not from the catalogue is nobody's to retire"
    library.recipes["copy-move"].append(recipe)
    assert _build(library).made == ["spot-again"]


def test_failed_pair_keeps_its_sentence_and_the_others(library: MadeLibrary) -> None:
    library.add(
        "wrong", original=5, params="[[recipe.params.copies]]\nfrom = { circle = [1, 2] }\nmove = [9, 9]\n"
    )
    outcome = _build(library)
    assert outcome.made == ALL and list(outcome.failed) == ["wrong"]
    assert "Recipe wrong" in outcome.failed["wrong"]
    assert library_status()["failed"] == [{"slug": "wrong", "error": outcome.failed["wrong"]}]
    library.recipes["copy-move"].pop()
    library.add("wrong", original=5)
    assert _build(library).made == ["wrong"]


def test_error_in_the_program_is_told_too(library: MadeLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "render", broken)
    outcome = _build(library)
    assert outcome.made == ["real-but-odd"]
    assert outcome.failed["spot-again"].startswith("Something went wrong in the program")


def test_package_that_does_not_come_leaves_its_pairs_out(
    library: MadeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add("elsewhere", original=6, package="another-package")
    right, library.spoilt = library.spoilt, {"original-6": b"not the picture that was agreed on"}
    reporter = Silent()
    outcome = _build(library, reporter)
    assert outcome.made == ALL and outcome.left_out == ["elsewhere"] and outcome.failed == {}
    assert "is not the file that was agreed on" in outcome.not_fetched["another-package 1.0"]
    assert any("agreed on" in line for line in reporter.lines)
    assert not Pair.objects.filter(slug="elsewhere").exists()
    library.spoilt = right
    assert _build(library).made == ["elsewhere"]


def test_published_pair_stays_when_its_changed_original_cannot_be_fetched(library: MadeLibrary) -> None:
    _build(library)
    library.originals["original-1"] = ("made-pictures", library.originals["original-4"][1] + b"\0")
    library.spoilt = {"original-1": b"something else"}
    outcome = _build(library)
    assert outcome.left_out == ["second-spot"]
    assert Pair.objects.get(slug="second-spot").state == Pair.State.PUBLISHED


def test_full_disk_is_a_sentence_and_leaves_no_half_files(
    library: MadeLibrary, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, room = os.fsync, iter([True] * 4 + [False] * 99)
    library.put_into(settings.LIBRARY_CACHE)

    def fsync(handle: int) -> None:
        if not next(room):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    outcome = _build(library)
    assert outcome.failed and outcome.made
    assert all(sentence.startswith("The disk is full") for sentence in outcome.failed.values())
    assert _on_disk(settings) == set(_files().values())
    monkeypatch.undo()
    monkeypatch.setattr(build, "drain", _drain_here)
    assert _build(library).made == sorted(outcome.failed)
    assert _on_disk(settings) == set(_files().values())


def test_damaged_original_is_told(library: MadeLibrary, settings: Any) -> None:
    _build(library)
    clip = Clip.objects.get(slug="original-1")
    (Path(settings.LIBRARY_CACHE) / clip.file).write_bytes(b"rot")
    pair = Pair.objects.get(slug="second-spot")
    Pair.objects.filter(pk=pair.pk).update(render_digest="")
    with pytest.raises(pipeline.RenderError, match="The original original-1 is damaged"):
        pipeline.render_pair("second-spot")
    pair.refresh_from_db()
    assert pair.state == Pair.State.FAILED and "damaged" in pair.error


def test_recipe_changed_while_it_was_rendered_is_rendered_again(
    library: MadeLibrary, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(library)
    real = encode.encode
    turns: list[int] = []

    def changing(pictures: Any) -> Any:
        if not turns:
            pair = Pair.objects.get(slug="second-spot")
            Pair.objects.filter(pk=pair.pk).update(recipe={**pair.recipe, "digest": "newer"})
        turns.append(1)
        return real(pictures)

    monkeypatch.setattr(encode, "encode", changing)
    Pair.objects.filter(slug="second-spot").update(render_digest="")
    pipeline.render_pair("second-spot")
    pair = Pair.objects.get(slug="second-spot")
    assert len(turns) == 2 and pipeline.is_up_to_date(pair)
    assert _on_disk(settings) == set(_files().values())


def test_status_counts_pairs_with_a_twin(library: MadeLibrary) -> None:
    _build(library)
    assert library_status() == {
        "originals": 4, "pairs": 3, "by_medium": {"photo": 3, "video": 0, "sound": 0},
        "by_technique": {"copy-move": 2, "miscaptioned": 1}, "authentic_odd": 1, "failed": [],
    }  # fmt: skip
