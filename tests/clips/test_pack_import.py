"""A pack is taken over clip by clip: each whole or not at all, none from outside its folder, none twice."""

import hashlib
import io
import json
import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from quizzes.clips import pack_files, pack_import
from quizzes.clips.catalogue import Catalogue
from quizzes.clips.models import Clip, Pair, Rendition
from quizzes.clips.pack_import import Imported, import_pack
from quizzes.clips.pack_manifest import PackError
from quizzes.clips.store import path_of
from quizzes.jobs.claim import claim_next
from quizzes.jobs.drain import Tally
from quizzes.jobs.registry import load_kinds
from quizzes.jobs.runner import run_claimed
from tests.clips.made_library import Silent, picture
from tests.clips.made_pack import MadePack, photo

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = Catalogue({}, {})


def drain_here(*, kinds: Collection[str], processes: int, on_change: Callable[[Tally], None]) -> Tally:
    """Work off the jobs in this process, since others would not see the test's database."""
    load_kinds()
    while True:
        job = claim_next(kinds)
        if job is None:
            return Tally(0, 0, 0, 0, 0)
        run_claimed(job)


@pytest.fixture
def pack(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> MadePack:
    settings.LIBRARY_CACHE = tmp_path / "cache"
    settings.JOB_TRIES = 1
    monkeypatch.setattr(pack_import, "drain", drain_here)
    return MadePack(tmp_path / "faces")


def _import(pack: MadePack, catalogue: Catalogue = NOBODY) -> Imported:
    return import_pack(pack.write(), catalogue=catalogue, workers=1, reporter=Silent())


def test_generated_portrait_becomes_a_clip_that_is_only_ever_the_fake(pack: MadePack) -> None:
    pack.add("one.jpg", photo(1), prompt="a woman from Utrecht")
    assert _import(pack).made == ["faces-one"]
    pair = Pair.objects.get()
    assert (pair.has_twin, pair.has_original, pair.has_both, pair.can_be_located) == (
        True,
        False,
        False,
        False,
    )
    rendition = pair.renditions.exclude(kind="thumb").get()
    assert (rendition.kind, rendition.width, rendition.height) == (Rendition.Kind.TWIN, 384, 384)
    assert "Model 3" in pair.text["reveal"] and "a woman from Utrecht" in pair.text["reveal"]
    assert "Model 3" not in pair.text["title"] + pair.text["alt"]
    assert (pair.clip.licence, pair.clip.attribution, pair.clip.people) == ("CC0-1.0", "The test", "none")


def test_files_of_all_clips_on_one_canvas_are_alike_to_every_count_of_bytes(pack: MadePack) -> None:
    pack.add("one.jpg", photo(1))
    pack.add("two.jpg", photo(2, side=900))
    _import(pack)
    one, two = (path_of(each.file).read_bytes() for each in Rendition.objects.exclude(kind="thumb"))
    assert len(one) == len(two) and one != two
    assert (np.bincount(np.frombuffer(one, np.uint8)) == np.bincount(np.frombuffer(two, np.uint8))).all()


def test_second_import_changes_nothing(pack: MadePack) -> None:
    pack.add("one.jpg", photo(1))
    _import(pack)
    before = list(Rendition.objects.values_list("file", "sha256"))
    again = _import(pack)
    assert (again.made, again.unchanged, again.refused) == ([], ["faces-one"], {})
    assert list(Rendition.objects.values_list("file", "sha256")) == before


def test_new_words_are_taken_over_without_making_the_clip_again(pack: MadePack) -> None:
    pack.add("one.jpg", photo(1))
    _import(pack)
    pack.clips[0]["difficulty"] = "hard"
    assert _import(pack).unchanged == ["faces-one"]
    assert Pair.objects.get().difficulty == "hard"


def _turned() -> bytes:
    exif = Image.Exif()
    exif[274] = 6
    return photo(5, exif=exif)


def _in_mode(mode: str, kind: str) -> bytes:
    out = io.BytesIO()
    Image.fromarray(picture(7, 481, 403)).convert(mode).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("turned.jpg", _turned()),
        ("grey.jpg", _in_mode("L", "JPEG")),
        ("cmyk.jpg", _in_mode("CMYK", "JPEG")),
        ("alpha.png", _in_mode("RGBA", "PNG")),
        ("odd.png", _in_mode("RGB", "PNG")),
    ],
)
def test_unusual_pictures_are_taken_over(pack: MadePack, name: str, data: bytes) -> None:
    pack.add(name, data)
    outcome = _import(pack)
    assert outcome.refused == {} and len(outcome.made) == 1
    with Image.open(path_of(Rendition.objects.exclude(kind="thumb").get().file)) as shown:
        assert (shown.mode, shown.size, dict(shown.getexif())) == ("RGB", (384, 384), {})


def _swap_hash(pack: MadePack) -> None:
    pack.clips[0]["sha256"] = "0" * 64


def _cut_short(pack: MadePack) -> None:
    data = photo(1)[:2000]
    (pack.folder / "bad.jpg").write_bytes(data)
    pack.clips[0]["sha256"] = hashlib.sha256(data).hexdigest()


def _link(pack: MadePack) -> None:
    (pack.folder / "bad.jpg").rename(pack.folder.parent / "outside.jpg")
    (pack.folder / "bad.jpg").symlink_to(pack.folder.parent / "outside.jpg")


def _linked_folder(pack: MadePack) -> None:
    (pack.folder.parent / "elsewhere").mkdir()
    (pack.folder / "bad.jpg").rename(pack.folder.parent / "elsewhere" / "bad.jpg")
    (pack.folder / "sub").symlink_to(pack.folder.parent / "elsewhere")
    pack.clips[0]["file"] = "sub/bad.jpg"


def _outside(pack: MadePack) -> None:
    (pack.folder / "bad.jpg").rename(pack.folder.parent / "outside.jpg")
    pack.clips[0]["file"] = "../outside.jpg"


def _pipe(pack: MadePack) -> None:
    (pack.folder / "bad.jpg").unlink()
    os.mkfifo(pack.folder / "bad.jpg")


def _small(pack: MadePack) -> None:
    data = photo(1, side=200)
    (pack.folder / "bad.jpg").write_bytes(data)
    pack.clips[0]["sha256"] = hashlib.sha256(data).hexdigest()


def _key(key: str, value: Any) -> Callable[[MadePack], None]:
    def change(pack: MadePack) -> None:
        pack.clips[0][key] = value

    return change


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_swap_hash, "`file` bad.jpg is not the file that was agreed on"),
        (_cut_short, "damaged or not complete"),
        (_link, "must be a plain file and no link"),
        (_linked_folder, "must be a plain file and no link"),
        (_outside, "is not a path inside the folder"),
        (_pipe, "must be a plain file"),
        (_small, "The picture is too small"),
        (lambda pack: (pack.folder / "bad.jpg").unlink(), "bad.jpg is not there"),
        (_key("licence", "free for all!"), "`licence` must be an SPDX name"),
        (_key("people", "a teacher"), "`consent` must say why people may be shown"),
        (_key("technique", "magic"), "`technique` must be one of"),
        (_key("technique", "copy-move"), "`original` is missing"),
        (_key("sha256", "short"), "`sha256` must be 64 hexadecimal digits"),
        (_key("promt", "a man"), "`promt` is not known here"),
        (_key("canvas", [9, 9]), "canvas"),
        (_key("slug", "faces-good"), "is used twice"),
        (_key("slug", "a" * 81), "`slug` must have at most 80 characters"),
        (_key("file", "bad.exe"), "`file` must end with one of"),
    ],
)
def test_clip_that_will_not_do_is_refused_in_a_sentence_and_the_others_come(
    pack: MadePack, settings: Any, spoil: Callable[[MadePack], Any], said: str
) -> None:
    pack.add("bad.jpg", photo(1))
    pack.add("good.jpg", photo(2))
    spoil(pack)
    # The one that comes first keeps its name; so the good one comes first.
    pack.clips.reverse()
    outcome = _import(pack)
    assert outcome.made == ["faces-good"]
    (sentence,) = outcome.refused.values()
    assert "pack.toml, clip " in sentence and said in sentence
    assert list(Clip.objects.values_list("slug", flat=True)) == ["faces-good"]
    assert len(list(Path(settings.LIBRARY_CACHE).iterdir())) == 1


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ({"title": None}, "`title` is missing"),
        ({"format": 4}, "`format` must be 1 to 3"),
        ({"kind": "things"}, "`kind` must be one of items, originals"),
        ({"licenze": "CC0-1.0"}, "`licenze` is not known here"),
    ],
)
def test_manifest_that_cannot_be_read_is_refused_as_a_whole(
    pack: MadePack, head: dict[str, Any], said: str
) -> None:
    pack.add("one.jpg", photo(1))
    pack.head |= head
    with pytest.raises(PackError, match=said):
        _import(pack)
    assert not Pair.objects.exists()


def test_manifest_that_is_a_link_is_not_followed(pack: MadePack) -> None:
    pack.write()
    (pack.folder / "pack.toml").rename(pack.folder.parent / "pack.toml")
    (pack.folder / "pack.toml").symlink_to(pack.folder.parent / "pack.toml")
    with pytest.raises(PackError, match="no link"):
        import_pack(pack.folder, catalogue=NOBODY, workers=1, reporter=Silent())


def test_file_larger_than_allowed_is_refused_before_it_is_read(
    pack: MadePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pack_files.MAX_BYTES, "photo", 1000)
    pack.add("one.jpg", photo(1))
    assert "and 1,000 is the most" in _import(pack).refused["one.jpg"]


def test_pair_of_the_site_is_not_overwritten_by_a_pack(
    pack: MadePack, make_pair: Callable[..., Pair]
) -> None:
    own = make_pair()
    pack.add("one.jpg", photo(1), slug=own.slug)
    assert "is a pair of this site already" in _import(pack).refused["one.jpg"]
    own.refresh_from_db()
    assert own.technique == "copy-move"


FILM = b"\0\0\0\x18ftypmp42" + bytes(100)


def test_originals_are_kept_and_say_that_they_wait(pack: MadePack, settings: Any) -> None:
    pack.head |= {"kind": "originals", "people": "none recognisable", "technique": None, "generator": None}
    pack.add("road.mp4", FILM, shows="a road from above")
    outcome = _import(pack)
    assert (outcome.originals, outcome.made_of, outcome.waiting) == (["faces-road"], {}, {})
    assert outcome.refused == {}
    clip = Clip.objects.get()
    assert (clip.medium, clip.people, clip.licence) == ("video", "unrecognisable", "CC0-1.0")
    assert (Path(settings.LIBRARY_CACHE) / clip.file).read_bytes() == FILM
    assert not Pair.objects.exists()


def test_text_that_calls_itself_a_film_is_refused(pack: MadePack) -> None:
    pack.head |= {"kind": "originals", "people": "none", "technique": None, "generator": None}
    pack.add("list.mp4", b"ffconcat version 1.0\nfile secret.txt\n")
    assert "does not begin as a file of video does" in _import(pack).refused["list.mp4"]


def test_original_with_people_and_no_consent_is_refused(pack: MadePack) -> None:
    pack.head |= {"kind": "originals", "people": "walkers, small", "technique": None, "generator": None}
    pack.add("walk.mp4", FILM)
    assert "`consent` must say" in _import(pack).refused["walk.mp4"]
    assert json.dumps(list(Clip.objects.values())) == "[]"
