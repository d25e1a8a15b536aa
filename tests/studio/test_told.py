"""What an upload said of itself: read before it is cleaned, told in words, and nothing of it in what is kept."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import av
import pytest
from django.template.loader import render_to_string
from django.utils import translation
from PIL import Image

from quizzes.provenance.certificates import issue_identity, make_authority
from quizzes.provenance.keyring import Keyring
from quizzes.provenance.said import State
from quizzes.provenance.signing import Claim, sign
from quizzes.provenance.xmp import packet, with_packet
from quizzes.studio.aside import aside
from quizzes.studio.cleaning import clean_file
from quizzes.studio.models import Draft
from quizzes.studio.told import Told, told_of
from tests.studio.made import jpeg, wav

NOW = datetime.now(UTC)
PLACE = "52.0907"


def with_exif(**more: Any) -> bytes:
    exif, out = Image.Exif(), io.BytesIO()
    exif[271], exif[272], exif[305], exif[315] = "Zwaluw", "Zwaluw 3", "Verf 2.1", "Noor de Vries"
    exif.get_ifd(0x8769)[36867] = "2026:05:01 12:30:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 26.52), 29: PLACE})
    Image.open(io.BytesIO(jpeg())).save(out, "JPEG", exif=exif)
    return out.getvalue()


def signed(data: bytes, source_type: str = "digitalCapture") -> bytes:
    stranger = issue_identity(make_authority("Foto Zonnewende", now=NOW), "Foto Zonnewende", now=NOW)
    return sign(data, "image/jpeg", Claim("A street", source_type), stranger, generator="Verf")


@pytest.fixture
def told(upload: Callable[..., Draft], work: Callable[[], None]) -> Callable[[bytes], tuple[Draft, Told]]:
    """Uploads a file, has it looked at, and returns the draft with what is told of it."""

    def give(data: bytes) -> tuple[Draft, Told]:
        draft = upload(data)
        work()
        draft.refresh_from_db()
        assert draft.state == Draft.State.READY, draft.reason
        return draft, told_of(draft)

    return give


Telling = Callable[[bytes], tuple[Draft, Told]]


def test_what_a_camera_wrote_is_told_and_the_place_only_that_it_was_there(
    told: Telling, settings: Any
) -> None:
    draft, found = told(with_exif())
    assert [(str(word), value) for word, value in found.rows] == [
        ("Camera", "Zwaluw 3"), ("Taken on", "2026-05-01"), ("Program", "Verf 2.1"), ("Maker", "Noor de Vries"),
    ]  # fmt: skip
    assert found.had_place and found.maker == "Noor de Vries"
    kept = json.dumps([draft.facts, draft.clip.ingest if draft.clip else None])
    assert PLACE not in kept and "26.52" not in kept
    assert draft.clip is not None
    file = (Path(settings.MEDIA_ROOT) / draft.clip.file).read_bytes()
    for secret in (PLACE.encode(), b"Zwaluw", b"Noor de Vries", b"Exif"):
        assert secret not in file


def test_nothing_that_is_told_goes_on_to_the_clip(told: Telling) -> None:
    draft, _ = told(with_exif())
    assert draft.clip is not None
    assert "provenance" in draft.facts and "provenance" not in json.dumps(draft.clip.ingest)


def test_a_plain_file_has_nothing_to_tell(told: Telling) -> None:
    for data in (jpeg(), wav()):
        _, found = told(data)
        assert (found.reading.state, found.rows, found.had_place, found.is_ai) == (
            State.ABSENT, [], False, False,
        )  # fmt: skip


def test_four_states_are_told_apart(told: Telling, keys: Keyring) -> None:
    whole = signed(jpeg())
    broken = bytearray(whole)
    broken[-200] ^= 1
    ours = sign(
        jpeg(), "image/jpeg", Claim("Ours", "digitalCapture"), keys.identity("", "Us", now=NOW), generator="S"
    )
    states = [told(each)[1].reading.state for each in (ours, whole, bytes(broken), jpeg())]
    assert states == [State.TRUSTED, State.UNTRUSTED, State.ALTERED, State.ABSENT]
    assert told(whole)[1].reading.signer == "Foto Zonnewende"


@pytest.mark.parametrize("how", ["signed", "described"])
def test_a_file_that_says_it_is_made_by_ai_is_told_to_be(told: Telling, how: str) -> None:
    made = "trainedAlgorithmicMedia"
    data = (
        signed(jpeg(), made)
        if how == "signed"
        else with_packet(jpeg(), "image/jpeg", packet("Made up", made))
    )
    assert told(data)[1].is_ai


def test_a_draft_of_before_or_one_that_still_waits_is_told_as_having_none(
    upload: Callable[..., Draft],
) -> None:
    found = told_of(upload(jpeg()))
    assert (found.reading.state, found.rows) == (State.ABSENT, [])


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_words_stand_on_the_page_and_what_a_stranger_wrote_is_no_markup(
    told: Telling, language: str
) -> None:
    stranger = issue_identity(make_authority("<b>Me</b>", now=NOW), "<b>Me</b>", now=NOW)
    claim = Claim("<script>x</script>", "digitalCapture", ("<img src=x>",))
    _, found = told(sign(with_exif(), "image/jpeg", claim, stranger, generator="<i>"))
    with translation.override(language):
        html = render_to_string("studio/_provenance.html", {"told": found})
    assert "<b>Me" not in html and "<script" not in html and "<img" not in html and "&lt;b&gt;Me" in html
    sentence = {"en": "we removed it", "nl": "weggehaald"}[language]
    assert sentence in html


def test_a_reader_that_falls_takes_nothing_with_it() -> None:
    assert aside(lambda: {"a": 1}) == {"a": 1}
    assert aside(lambda: {"a": 1 // 0}) is None
    assert aside(lambda: os._exit(3)) is None
    assert aside(lambda: os.kill(os.getpid(), signal.SIGKILL)) is None  # type: ignore[arg-type, return-value]
    assert aside(lambda: {"a": "x" * 100_000}) is None
    assert aside(lambda: {"a": {1, 2}}) is None


def test_the_library_that_reads_credentials_is_loaded_only_where_there_is_a_trace(tmp_path: Path) -> None:
    """Measured in the process itself: what was never loaded cannot be attacked."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom quizzes.studio import child\n"
        "from quizzes.studio.credentials_in import credentials_in\nfrom quizzes.studio.kinds import kind_of\n"
        "path = Path(sys.argv[1]); head = path.read_bytes()[:64]\n"
        "print(credentials_in(path, head, kind_of(head))['state'], 'c2pa' in sys.modules)\n"
    )
    said = []
    for name, data in (("plain", jpeg()), ("signed", signed(jpeg()))):
        (tmp_path / name).write_bytes(data)
        command = [sys.executable, "-c", script, str(tmp_path / name)]
        said.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert said == [["absent", "False"], ["untrusted", "True"]]


def test_a_film_that_says_where_it_was_taken_loses_that(tmp_path: Path, mp4: bytes) -> None:
    out = io.BytesIO()
    with av.open(io.BytesIO(mp4), "r") as given, av.open(out, "w", format="mov") as made:
        made.metadata.update({"location": "+52.0907+005.1214/", "make": "Zwaluw", "artist": "Noor"})
        stream = made.add_stream_from_template(given.streams.video[0])
        for each in given.demux(given.streams.video[0]):
            if each.dts is not None:
                each.stream = stream
                made.mux(each)
    (tmp_path / "film").write_bytes(out.getvalue())
    answer = clean_file(tmp_path / "film", tmp_path / "clean")
    assert answer["provenance"]["data"]["place"] is True
    assert "52.09" not in json.dumps(answer) and b"52.09" not in (tmp_path / "clean").read_bytes()
