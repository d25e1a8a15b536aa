"""Specimens for questions about provenance: one clip whose credentials are in order, foreign, broken, gone, or tell of AI."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain

import av
from PIL import Image

from quizzes.clips.credentials import GENERATOR
from quizzes.provenance.certificates import Identity, issue_identity, make_authority
from quizzes.provenance.reading import Reading, State, read
from quizzes.provenance.signing import Claim, SigningError, sign

AI = "trainedAlgorithmicMedia"
# Made up, and of nobody who could be meant.
STRANGERS = ("Foto Zonnewende", "Bureau Kwartslag", "Studio Halverwege", "Nieuwsdienst De Vlieger")
_QUALITIES = (70, 78, 86)
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_TRIES = 64


class SpecimenState(StrEnum):
    """What a specimen is to show."""

    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"
    ALTERED = "altered"
    ABSENT = "absent"
    AI = "ai"
    """Trusted, and its credentials say that AI made it."""


READS_AS = {
    SpecimenState.TRUSTED: State.TRUSTED,
    SpecimenState.UNTRUSTED: State.UNTRUSTED,
    SpecimenState.ALTERED: State.ALTERED,
    SpecimenState.ABSENT: State.ABSENT,
    SpecimenState.AI: State.TRUSTED,
}


class SpecimenError(ValueError):
    """A specimen cannot be made of this file; `str(error)` is a sentence."""


@dataclass(frozen=True)
class Specimen:
    """A file and what its credentials say, read back from these very bytes."""

    data: bytes
    reading: Reading


def state_for(seed: int) -> SpecimenState:
    """Return the state that a seed chooses: the same for the same seed, each as often as the others."""
    return random.Random(f"specimen {seed}").choice(list(SpecimenState))


def specimen(
    data: bytes,
    mime: str,
    state: SpecimenState,
    claim: Claim,
    *,
    identity: Identity,
    anchors: tuple[str, ...],
    seed: int = 0,
) -> Specimen:
    """Make a specimen of a file without credentials and read it back.

    `identity` signs and stands under one of `anchors`. What chance decides (who the stranger is, which byte is
    changed, how the file is saved anew) follows from `seed`; signatures differ each time. Raises `SpecimenError`
    where the file cannot carry credentials or would not read as asked for.
    """
    rng = random.Random(f"{state} {seed}")
    try:
        signer = stranger(rng.choice(STRANGERS)) if state == SpecimenState.UNTRUSTED else identity
        if state == SpecimenState.AI:
            claim = replace(claim, source_type=AI, parent=None, parts=(), transcoded="")
        made = sign(data, mime, claim, signer, generator=GENERATOR)
        if state == SpecimenState.ALTERED:
            return _altered(made, mime, anchors, rng)
        if state == SpecimenState.ABSENT:
            made = _saved_anew(made, mime, rng)
    except SigningError as error:
        raise SpecimenError(str(error)) from error
    found = Specimen(made, read(made, mime, anchors))
    if found.reading.state != READS_AS[state]:
        raise SpecimenError(f"The specimen reads as {found.reading.state}, not as {READS_AS[state]}.")
    return found


def stranger(name: str) -> Identity:
    """Return an identity under a root that nobody has on a list, made for this once."""
    now = datetime.now(UTC)
    return issue_identity(make_authority(name, now=now), name, now=now)


def _altered(signed: bytes, mime: str, anchors: tuple[str, ...], rng: random.Random) -> Specimen:
    """Change one byte of the picture or sound, so that the file still opens and its hash is another.

    Formats that check every byte by a sum of their own get a byte behind their end instead.
    """
    changed = (_one_byte_off(signed, rng) for _ in range(_TRIES))
    for data in chain(changed, [signed + bytes([rng.randrange(256)])]):
        found = Specimen(data, read(data, mime, anchors))
        if found.reading.state == State.ALTERED and _opens(data, mime):
            return found
    raise SpecimenError("No byte of this file can be changed so that it still opens.")


def _one_byte_off(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) // 16, len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _opens(data: bytes, mime: str) -> bool:
    try:
        if mime in _FORMATS:
            with Image.open(io.BytesIO(data)) as image:
                image.load()
        else:
            with av.open(io.BytesIO(data), "r") as container:
                next(container.decode(container.streams[0]))
    except (OSError, SyntaxError, ValueError, StopIteration, av.FFmpegError):
        return False
    return True


def _saved_anew(signed: bytes, mime: str, rng: random.Random) -> bytes:
    """Save a file as programs do that know nothing of credentials: pictures anew, others packed anew."""
    out = io.BytesIO()
    if mime in _FORMATS:
        options = {} if mime == "image/png" else {"quality": rng.choice(_QUALITIES)}
        with Image.open(io.BytesIO(signed)) as image:
            Image.frombytes(image.mode, image.size, image.tobytes()).save(out, _FORMATS[mime], **options)
        return out.getvalue()
    kind = {"video/mp4": "mp4", "audio/mpeg": "mp3", "audio/wav": "wav"}[mime]
    with av.open(io.BytesIO(signed), "r") as given, av.open(out, "w", format=kind) as made:
        streams = {
            each.index: made.add_stream_from_template(each)
            for each in (*given.streams.video, *given.streams.audio)
        }
        for packet in given.demux(*(given.streams[index] for index in streams)):
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                made.mux(packet)
    return out.getvalue()
