"""Content Credentials: nothing of them before the answer, read back from the signed bytes after it, none to take along."""

import hashlib
import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image

from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.clips.credential_cards import credential_cards
from quizzes.clips.credentials import trusted_roots
from quizzes.clips.models import Clip, Half, Pair, Rendition
from quizzes.clips.pipeline import render_pair
from quizzes.clips.signed import FOLDER, UnsignedError, signed_half, sweep_signed
from quizzes.items.models import Quiz
from quizzes.provenance.certificates import issue_identity, make_authority
from quizzes.provenance.keyring import Keyring
from quizzes.provenance.reading import State, read
from quizzes.provenance.signing import Claim, sign
from quizzes.provenance.xmp import packet, with_packet
from tests import recordings
from tests.attempts.playing import Reply, judge, text_of
from tests.clips.made_films import film_file
from tests.clips.made_library import picture
from tests.factories import make_pair, make_quiz, make_sitting
from tests.forgery.films import made_film
from tests.forgery.sounds import ROOM

MARKS = (
    b"jumb",
    b"c2pa",
    b"ns.adobe.com",
    b"xpacket",
    b"digitalsourcetype",
    b"Exif",
    b"Photoshop",
    b"From a camera",
)
RECIPES: dict[str, tuple[str, dict[str, Any]]] = {
    "photo": ("copy-move", {"copies": [{"from": {"ellipse": [60, 60, 24, 24]}, "move": [120, 60], "feather": 2}]}),
    "video": ("reverse", {}),
    "sound": ("omission", {"cut": [[1.25, 1.6]], "room": ROOM, "pad": 0.3}),
}  # fmt: skip
MIMES = {"photo": "image/jpeg", "video": "video/mp4", "sound": "audio/wav"}


def original_of(medium: str, folder: Path) -> bytes:
    """An original that comes with credentials, a description and, being a photograph, data of a camera."""
    if medium == "photo":
        exif, out = Image.Exif(), io.BytesIO()
        exif[271] = "From a camera"
        Image.fromarray(picture(1)).save(out, "JPEG", quality=90, exif=exif)
        data = out.getvalue()
    elif medium == "video":
        data = film_file(folder / "film.mp4", list(made_film(40).frames()), tone=True).read_bytes()
    else:
        data = recordings._wav()
    now = datetime.now(UTC)
    camera = issue_identity(make_authority("Camera", now=now), "Camera", now=now)
    described = with_packet(data, MIMES[medium], packet("From a camera", "digitalCapture"))
    return sign(
        described, MIMES[medium], Claim("From a camera", "digitalCapture"), camera, generator="Camera"
    )


def rendered(medium: str, folder: Path) -> Pair:
    """A pair made by the library's own pipeline of such an original."""
    data = original_of(medium, folder)
    assert all(mark in data for mark in (b"jumb", b"c2pa", b"xpacket"))
    (folder / medium).write_bytes(data)
    clip = Clip.objects.create(
        slug=medium,
        medium=medium,
        sha256=hashlib.sha256(data).hexdigest(),
        file=medium,
        ingest={"crop": None, "long_side": 1280},
        licence="CC0-1.0",
        attribution="The test",
        people="none",
        texts={"en": {"title": "A clip"}},
    )
    technique, params = RECIPES[medium]
    pair = Pair.objects.create(
        slug=f"{medium}-pair",
        clip=clip,
        medium=medium,
        technique=technique,
        difficulty="easy",
        axes={"iptc_source_type": "humanEdits"},
        recipe={"digest": "1", "params": params, "seed": 1},
        texts={
            language: {"title": "A clip", "alt": "Something", "reveal": "Look.", "regions": ["a part"]}
            for language in ("en", "nl")
        },
    )
    render_pair(pair.slug)
    pair.refresh_from_db()
    assert pair.state == Pair.State.PUBLISHED, pair.error
    return pair


def body_of(reply: Reply) -> bytes:
    return b"".join(reply) if reply.streaming else reply.content


def everything_served(client: Client, sitting: Sitting) -> dict[str, bytes]:
    """Every byte that can be had of the first place: its page, every link in it, every lens and its pictures."""
    seen: dict[str, bytes] = {}
    waiting = [reverse("place", args=[sitting.pk, 1]), reverse("sitting", args=[sitting.pk])]
    while waiting:
        link = waiting.pop().replace("&amp;", "&").partition("#")[0]
        if link in seen or link.endswith("/answer/"):
            continue
        reply = client.get(link)
        headers = "".join(f"{name}: {value}\n" for name, value in reply.items()).encode()
        seen[link] = body_of(reply)
        if reply.headers.get("Content-Type", "").startswith("text/html"):
            waiting += re.findall(rf'"(/sittings/{sitting.pk}/[^"]+)"', seen[link].decode())
        seen[link] += headers
    return seen


@pytest.mark.parametrize("medium", RECIPES)
def test_nothing_that_is_served_before_the_answer_carries_credentials_or_a_description(
    medium: str, keys: Keyring, sam: User, sams: Client, settings: Any, tmp_path: Path
) -> None:
    settings.LIBRARY_CACHE = tmp_path
    pair = rendered(medium, tmp_path)
    quiz = make_quiz([pair])
    # Signed copies of both halves are there already, for somebody else has seen the truth.
    assert {card.reading.state for card in credential_cards(pair)} == {State.TRUSTED}
    for twins in (True, False):
        served = everything_served(sams, make_sitting(quiz, sam, twins=twins))
        assert len([link for link in served if "/media/" in link]) >= 1
        assert len([link for link in served if "/lenses/" in link]) >= 2
        found = [(link, mark) for link, data in served.items() for mark in MARKS if mark in data]
        assert found == []
        assert not [link for link, data in served.items() if b"redentials" in data or "redentials" in link]


def card_url(sitting: Sitting, position: int = 1) -> str:
    return reverse("place_credentials", args=[sitting.pk, position])


def test_the_card_is_there_after_the_answer_and_not_before(keys: Keyring, sam: User, sams: Client) -> None:
    made = make_pair(
        has_original=False,
        technique="full-synthesis-face",
        axes={"iptc_source_type": "trainedAlgorithmicMedia"},
    )
    sitting = make_sitting(make_quiz([made]), sam)
    assert sams.get(card_url(sitting)).status_code == 404
    revealed = text_of(judge(sams, sitting, 1, 0.8))
    assert f'href="{card_url(sitting)}"' in revealed
    card = text_of(sams.get(card_url(sitting)))
    for said in (
        "Signed, and by somebody we trust",
        "Signed by",
        "Second Look",
        "made by AI",
        "What this does not prove",
    ):
        assert said in card
    assert "download" not in card.lower()


def test_the_card_of_a_twin_says_what_was_done_and_out_of_what(keys: Keyring, make_pair: Any) -> None:
    pair = make_pair(axes={"iptc_source_type": "compositeCapture"})
    original, twin = credential_cards(pair)
    assert (original.half, twin.half) == ("original", "twin")
    assert [str(step.word) for step in original.reading.steps] == ["Opened", "Saved anew"]
    assert "The test · CC0 1.0" in original.reading.parents[0]
    assert [str(step.word) for step in twin.reading.steps] == ["Opened", "Edited"]
    assert str(twin.reading.steps[1].origin) == "put together from several recordings"
    assert "(the red box)" in twin.reading.steps[1].description
    assert twin.reading.parents == (f"{pair.text['title']}, the original",)


def test_the_card_says_what_stands_in_the_file_and_not_what_we_believe(keys: Keyring, make_pair: Any) -> None:
    pair = make_pair()
    path = signed_half(pair, "twin").path
    data = bytearray(path.read_bytes())
    data[-4000] ^= 1
    path.write_bytes(bytes(data))
    original, twin = credential_cards(pair)
    assert (original.reading.state, twin.reading.state) == (State.TRUSTED, State.ALTERED)


def test_a_clip_with_a_false_caption_has_one_card_that_says_nothing_was_changed(
    keys: Keyring, make_pair: Any
) -> None:
    (card,) = credential_cards(make_pair(technique="miscaptioned", claim=True))
    assert "Nothing in it was changed." in card.reading.steps[1].description


def test_signed_copies_leave_the_clips_of_the_player_as_they_are(keys: Keyring, make_pair: Any) -> None:
    pair = make_pair()
    before = {each.kind: each.sha256 for each in pair.renditions.all()}
    for half in Half.values:
        signed = signed_half(pair, half)
        assert signed.path == signed_half(pair, half).path
        with Image.open(signed.path) as copy, Image.open(_place(pair, half)) as shown:
            assert copy.tobytes() == shown.tobytes()
    for kind, sha256 in before.items():
        assert hashlib.sha256(_place(pair, kind).read_bytes()).hexdigest() == sha256


def _place(pair: Pair, kind: str) -> Path:
    return Path(site.MEDIA_ROOT) / pair.renditions.get(kind=kind).file


def test_each_school_signs_what_is_its_own(keys: Keyring, make_pair: Any, school: Any) -> None:
    own, common = make_pair(shelf=school.shelf), make_pair()
    signers = [
        read(signed_half(pair, "twin").path.read_bytes(), "image/jpeg", trusted_roots()).signer
        for pair in (own, common)
    ]
    assert signers == ["De Linde", "Second Look"]


def test_a_replaced_key_signs_anew_and_the_language_is_the_readers(keys: Keyring, make_pair: Any) -> None:
    pair = make_pair()
    first = signed_half(pair, "twin").path
    keys.rotate("", "Second Look", now=datetime.now(UTC))
    second = signed_half(pair, "twin").path
    with translation.override("nl"):
        third = signed_half(pair, "twin").path
    assert len({first, second, third}) == 3
    states = {read(path.read_bytes(), "image/jpeg", trusted_roots()).state for path in (first, second, third)}
    assert states == {State.TRUSTED}


@pytest.mark.django_db(transaction=True)
def test_signed_copies_go_with_the_files_they_were_made_of(
    keys: Keyring, make_pair: Any, settings: Any
) -> None:
    pair, other = make_pair(), make_pair()
    for each in (pair, other):
        signed_half(each, "twin")
    folders = Path(settings.MEDIA_ROOT) / FOLDER
    assert len(list(folders.glob("*/*"))) == 4
    pair.renditions.all().delete()
    assert len(list(folders.glob("*/*"))) == 2
    assert sweep_signed(list(Rendition.objects.all())) == 0
    assert sweep_signed([]) == 2


def test_without_keys_nothing_is_offered_and_nothing_is_there(sam: User, sams: Client) -> None:
    sitting = make_sitting(make_quiz([make_pair(technique="miscaptioned", claim=True)]), sam)
    revealed = text_of(judge(sams, sitting, 1, 0.8))
    assert "Content Credentials" not in revealed
    assert sams.get(card_url(sitting)).status_code == 404


def test_what_cannot_be_signed_is_said_in_a_sentence(
    keys: Keyring, sam: User, sams: Client, settings: Any
) -> None:
    pair = make_pair(technique="miscaptioned", claim=True)
    sitting = make_sitting(make_quiz([pair]), sam)
    judge(sams, sitting, 1, 0.8)
    _place(pair, "original").unlink()
    with pytest.raises(UnsignedError, match="is not there"):
        signed_half(pair, "original")
    reply = sams.get(card_url(sitting))
    assert reply.status_code == 503 and "could not be made" in text_of(reply)


def test_the_card_is_for_the_taker_alone(keys: Keyring, sam: User, sams: Client, stranger: Client) -> None:
    sitting = make_sitting(make_quiz([make_pair(technique="miscaptioned", claim=True)]), sam)
    judge(sams, sitting, 1, 0.8)
    assert sams.get(card_url(sitting)).status_code == 200
    assert stranger.get(card_url(sitting)).status_code == 404
    assert Client().get(card_url(sitting)).status_code == 404
    assert sams.get(card_url(sitting, 9)).status_code == 404


def test_a_test_that_counts_shows_the_card_only_at_its_end(keys: Keyring, sam: User, sams: Client) -> None:
    pairs = [make_pair(technique="miscaptioned", claim=True) for _ in range(2)]
    sitting = make_sitting(make_quiz(pairs, mode=Quiz.Mode.ASSESSMENT), sam)
    judge(sams, sitting, 1, 0.8)
    assert sams.get(card_url(sitting)).status_code == 404
    judge(sams, sitting, 2, 0.8)
    assert sams.get(card_url(sitting)).status_code == 404
    sams.post(reverse("hand_in", args=[sitting.pk]))
    assert sams.get(card_url(sitting)).status_code == 200
