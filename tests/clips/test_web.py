"""Originals at a web address: trusted by their hash alone, tried last, left out in a sentence when out of reach."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from quizzes.clips import build, web
from quizzes.clips.build import build_library
from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.catalogue_reading import CatalogueError
from quizzes.clips.fetch_errors import CorruptedArchiveError, FetchError, NoNetworkError, UnsupportedError
from quizzes.clips.fetching import fetch_originals
from quizzes.clips.models import Pair
from quizzes.clips.pack_report import waiting_for_packs
from quizzes.clips.web import fetch_web
from tests.clips.made_library import MadeLibrary, Silent, png
from tests.clips.test_pack_import import drain_here

PHOTO = png(5)
SHA = hashlib.sha256(PHOTO).hexdigest()


class _Shelf(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/photo.png":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PHOTO)
        elif self.path == "/moved.png":
            self.send_response(302)
            self.send_header("Location", "/photo.png")
            self.end_headers()
        elif self.path == "/to-a-file.png":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path == "/half.png":
            self.send_response(200)
            self.send_header("Content-Length", str(len(PHOTO)))
            self.end_headers()
            self.wfile.write(PHOTO[:100])
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    _Shelf.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), _Shelf)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("name", ["photo.png", "moved.png"])
def test_file_arrives_under_its_hash_and_is_not_fetched_twice(shelf: str, tmp_path: Path, name: str) -> None:
    url = f"{shelf}/{name}"
    place = fetch_web({url: SHA}, tmp_path)[url]
    assert place == tmp_path / f"{SHA}.png" and place.read_bytes() == PHOTO
    _Shelf.asked.clear()
    fetch_web({url: SHA}, tmp_path)
    assert _Shelf.asked == []


@pytest.mark.parametrize(
    ("name", "sha256", "error", "said"),
    [
        ("photo.png", "0" * 64, CorruptedArchiveError, "is not the file that was agreed on"),
        ("gone.png", SHA, FetchError, "answers 404"),
        ("half.png", SHA, FetchError, "left out|agreed on"),
        ("to-a-file.png", SHA, FetchError, "not a web address|answers 302"),
    ],
)
def test_what_cannot_be_had_is_a_sentence_and_leaves_nothing(
    shelf: str, tmp_path: Path, name: str, sha256: str, error: type[FetchError], said: str
) -> None:
    with pytest.raises(error, match=said):
        fetch_web({f"{shelf}/{name}": sha256}, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_far_too_large_file_is_stopped(shelf: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_MEMBER_BYTES", 1000)
    with pytest.raises(CorruptedArchiveError, match="far larger"):
        fetch_web({f"{shelf}/photo.png": SHA}, tmp_path)


def test_host_that_does_not_answer_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(NoNetworkError, match="could not be reached"):
        fetch_web({"http://127.0.0.1:9/photo.png": SHA}, tmp_path)


def test_only_web_addresses_are_fetched(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match="not a web address"):
        fetch_web({"file:///etc/hostname": SHA}, tmp_path)


@pytest.fixture
def library(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> MadeLibrary:
    settings.LIBRARY_CACHE = tmp_path / "cache"
    settings.JOB_TRIES = 1
    monkeypatch.setattr(build, "drain", drain_here)
    made = MadeLibrary(tmp_path / "fixtures", monkeypatch)
    made.add("spot", original=5)
    made.add("other-spot", original=1)
    return made


def _from(library: MadeLibrary, origin: str) -> Path:
    """Write the catalogue with original-5 coming from elsewhere."""
    folder = library.write()
    text = (folder / "originals.toml").read_text()
    inside = 'source = "wheel"\npackage = "made-pictures"\nversion = "1.0"\npath = "data/original-5.png"\n'
    assert inside in text
    (folder / "originals.toml").write_text(text.replace(inside, origin))
    return folder


@pytest.mark.django_db(transaction=True)
def test_pair_is_built_of_an_original_from_the_web_which_is_asked_for_last(
    library: MadeLibrary, shelf: str
) -> None:
    folder = _from(library, f'source = "web"\nurl = "{shelf}/photo.png"\n')
    catalogue = load_catalogue(folder)
    assert catalogue.originals["original-5"].origin == f"{shelf}/photo.png"
    order: list[str] = []

    def fetch(source: str, *rest: Any) -> Any:
        order.append(source)
        return fetch_originals(source, *rest)

    outcome = build_library(catalogue, tier=1, workers=1, reporter=Silent(), fetch=fetch)
    assert (outcome.made, order) == (["other-spot", "spot"], ["wheel", "web"])
    assert Pair.objects.get(slug="spot").clip.source == f"{shelf}/photo.png"


@pytest.mark.django_db(transaction=True)
def test_address_out_of_reach_leaves_its_pairs_out_and_stops_nothing(
    library: MadeLibrary, shelf: str
) -> None:
    folder = _from(library, f'source = "web"\nurl = "{shelf}/gone.png"\n')
    outcome = build_library(load_catalogue(folder), tier=1, workers=1, reporter=Silent())
    assert (outcome.made, outcome.left_out) == (["other-spot"], ["spot"])
    assert "answers 404" in next(iter(outcome.not_fetched.values()))


@pytest.mark.django_db(transaction=True)
def test_recipe_of_a_pack_that_is_not_here_waits_and_is_made_once_it_is(
    library: MadeLibrary, settings: Any
) -> None:
    folder = _from(library, 'source = "pack"\npackage = "films"\npath = "spot.png"\n')
    catalogue, reporter = load_catalogue(folder), Silent()
    outcome = build_library(catalogue, tier=1, workers=1, reporter=reporter)
    assert (outcome.made, outcome.left_out, outcome.not_fetched) == (["other-spot"], [], {})
    assert not any("films" in line for line in reporter.lines)
    assert waiting_for_packs(catalogue) == {"spot": ["films"]}
    (Path(settings.LIBRARY_CACHE) / f"{SHA}.png").write_bytes(PHOTO)
    assert waiting_for_packs(catalogue) == {}
    assert build_library(catalogue, tier=1, workers=1, reporter=reporter).made == ["spot"]


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/a.png", "file:///etc/hostname", "photo.png", "http://host"])
def test_address_of_another_kind_is_refused_in_the_catalogue(library: MadeLibrary, url: str) -> None:
    with pytest.raises(CatalogueError, match="`url` must be"):
        load_catalogue(_from(library, f'source = "web"\nurl = "{url}"\n'))
