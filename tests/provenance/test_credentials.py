"""What is signed can be read again, and every way of tampering is told apart."""

import io
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from quizzes.provenance.certificates import issue_identity, make_authority, valid_until
from quizzes.provenance.reading import State, read
from quizzes.provenance.signing import Claim, Parent, SigningError, sign

NOW = datetime.now(UTC).replace(microsecond=0)
AUTHORITY = make_authority("Het Zwaluwnest", now=NOW)
IDENTITY = issue_identity(AUTHORITY, "Het Zwaluwnest", now=NOW)
CLAIM = Claim("A boat more", "compositeCapture", ("A boat was copied to the left.",))


def photo(kind: str = "JPEG", seed: int = 0) -> bytes:
    file = io.BytesIO()
    pixels = np.random.default_rng(seed).integers(0, 255, (60, 80, 3), np.uint8)
    Image.fromarray(pixels).save(file, kind)
    return file.getvalue()


def film() -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=Fraction(25))
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(5):
            out.mux(
                stream.encode(av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="rgb24"))
            )
        out.mux(stream.encode(None))
    return file.getvalue()


def signed(data: bytes | None = None, claim: Claim = CLAIM, mime: str = "image/jpeg") -> bytes:
    return sign(data or photo(), mime, claim, IDENTITY, generator="Second Look")


def test_what_the_school_signed_is_trusted_by_who_trusts_the_school() -> None:
    reading = read(signed(), "image/jpeg", [AUTHORITY.certificate])
    assert (reading.state, reading.signer, reading.title) == (State.TRUSTED, "Het Zwaluwnest", "A boat more")
    assert [(step.action, step.source_type) for step in reading.steps] == [
        ("c2pa.created", "compositeCapture"),
        ("c2pa.edited", ""),
    ]
    assert reading.steps[1].description == "A boat was copied to the left."
    assert reading.generator == "Second Look"


@pytest.mark.parametrize("anchors", [[], [make_authority("Another", now=NOW).certificate]])
def test_without_our_authority_the_same_file_is_valid_but_untrusted(anchors: list[str]) -> None:
    assert read(signed(), "image/jpeg", anchors).state == State.UNTRUSTED


def test_a_flipped_byte_of_the_picture_is_seen() -> None:
    data = bytearray(signed())
    data[-40] ^= 1
    assert read(bytes(data), "image/jpeg", [AUTHORITY.certificate]).state == State.ALTERED


def test_saving_once_more_leaves_nothing() -> None:
    again = io.BytesIO()
    Image.open(io.BytesIO(signed())).save(again, "JPEG")
    assert read(again.getvalue(), "image/jpeg", [AUTHORITY.certificate]).state == State.ABSENT


def test_a_signature_that_was_tampered_with_is_broken() -> None:
    data = signed()
    at = data.index(b"A boat was copied")
    reading = read(data[:at] + b"Z" + data[at + 1 :], "image/jpeg", [AUTHORITY.certificate])
    assert reading.state in (State.BROKEN, State.ALTERED)


def test_a_plain_file_has_none() -> None:
    assert read(photo(), "image/jpeg").state == State.ABSENT
    assert read(b"anything", "text/plain").state == State.ABSENT


@pytest.mark.parametrize(
    ("kind", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_signing_leaves_the_picture_as_it_is(kind: str, mime: str) -> None:
    before = np.asarray(Image.open(io.BytesIO(photo(kind))))
    after = np.asarray(Image.open(io.BytesIO(signed(photo(kind), mime=mime))))
    assert (before == after).all()


def test_films_can_be_signed_too() -> None:
    assert read(signed(film(), mime="video/mp4"), "video/mp4", [AUTHORITY.certificate]).state == State.TRUSTED


def test_a_twin_names_what_it_was_made_from() -> None:
    claim = Claim("Two boats", "compositeCapture", ("Copied.",), Parent("One boat", "image/jpeg", photo()))
    reading = read(signed(photo(seed=1), claim), "image/jpeg", [AUTHORITY.certificate])
    assert (reading.state, reading.parents) == (State.TRUSTED, ("One boat",))
    assert [step.action for step in reading.steps] == ["c2pa.opened", "c2pa.edited"]


def test_keys_are_rotated_under_one_authority() -> None:
    later = issue_identity(AUTHORITY, "Het Zwaluwnest", now=NOW)
    both = [signed(), sign(photo(), "image/jpeg", CLAIM, later, generator="Second Look")]
    assert {read(each, "image/jpeg", [AUTHORITY.certificate]).state for each in both} == {State.TRUSTED}
    assert later.key != IDENTITY.key


def test_a_certificate_that_ended_is_not_trusted_any_more() -> None:
    old = issue_identity(AUTHORITY, "Het Zwaluwnest", now=NOW - timedelta(days=500), days=100)
    try:
        data = sign(photo(), "image/jpeg", CLAIM, old, generator="Second Look")
    except SigningError:
        return
    assert read(data, "image/jpeg", [AUTHORITY.certificate]).state != State.TRUSTED


def test_certificates_say_when_they_end() -> None:
    assert valid_until(IDENTITY.chain) - NOW == timedelta(days=397)
    assert valid_until(AUTHORITY.certificate) - NOW == timedelta(days=3650)


def test_files_that_can_carry_no_credentials_are_refused() -> None:
    with pytest.raises(SigningError, match="text/plain"):
        sign(b"x", "text/plain", CLAIM, IDENTITY, generator="Second Look")
    with pytest.raises(SigningError, match="could not be signed"):
        sign(b"x", "image/jpeg", CLAIM, IDENTITY, generator="Second Look")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5000), st.integers(0, 255))
def test_no_damage_makes_a_file_look_better_than_it_is(at: int, value: int) -> None:
    whole = SIGNED
    at = at % len(whole)
    data = whole[:at] + bytes([value]) + whole[at + 1 :]
    if data != whole and read(data, "image/jpeg", [AUTHORITY.certificate]).state == State.TRUSTED:
        # Only bytes that no hash covers may differ, and then the picture and the words are still the same.
        assert np.array_equal(
            np.asarray(Image.open(io.BytesIO(data))), np.asarray(Image.open(io.BytesIO(whole)))
        )


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 6000))
def test_hostile_bytes_are_read_without_an_error(noise: bytes, cut: int) -> None:
    for data in (noise, SIGNED[:cut] + noise):
        assert read(data, "image/jpeg").state in State


SIGNED = signed()
