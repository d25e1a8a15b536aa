"""Signed copies of what a pair shows: made when first asked for, after the answer, and kept beside the media.

The files of the player itself are never touched. A copy is named by the rendition it was made of, by what is said
of it and by the identity that signed, so a new word or a new key gives another one.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from quizzes.clips import store
from quizzes.clips.claims import claim_for, disclosure_for
from quizzes.clips.credentials import GENERATOR, identity_for
from quizzes.clips.models import Half, Pair, Rendition
from quizzes.provenance.certificates import Identity
from quizzes.provenance.keyring import KeyringError
from quizzes.provenance.signing import SigningError, sign
from quizzes.provenance.xmp import packet, with_packet

FOLDER = "signed"


class UnsignedError(Exception):
    """A half cannot be had with credentials; `str(error)` is a sentence for whoever looks after the site."""


@dataclass(frozen=True)
class SignedFile:
    """One half with its manifest inside."""

    half: str
    mime: str
    path: Path


def signed_half(pair: Pair, half: str) -> SignedFile:
    """Return a half with Content Credentials, in the language that is spoken; signed now unless it was before.

    To be called only where the truth may be told: the manifest names the answer. Raises `UnsignedError`.
    """
    rendition = _rendition(pair, half)
    try:
        identity = identity_for(pair.shelf)
    except KeyringError as error:
        raise UnsignedError(str(error)) from error
    said = f"{claim_for(pair, half)!r} {disclosure_for(pair, half)} {identity.chain}"
    key = f"{folder_of(rendition)}/{half}-{hashlib.sha256(said.encode()).hexdigest()[:32]}"
    path = store.path_of(key)
    if not path.exists():
        try:
            data = store.path_of(rendition.file).read_bytes()
            parent = signed_original(pair) if half == Half.TWIN else None
            store.keep(key, signed_bytes(pair, half, data, rendition.mime, identity, parent=parent))
        except OSError as error:
            raise UnsignedError(f"The file of the {half} of {pair.slug} is not there.") from error
        except (store.StoreError, SigningError) as error:
            raise UnsignedError(str(error)) from error
    return SignedFile(half, rendition.mime, path)


def signed_original(pair: Pair) -> bytes | None:
    """Return the signed original that a twin is made from; None for what has none. Raises `UnsignedError`."""
    return signed_half(pair, Half.ORIGINAL).path.read_bytes() if pair.has_original else None


def signed_bytes(
    pair: Pair,
    half: str,
    data: bytes,
    mime: str,
    identity: Identity,
    *,
    parent: bytes | None = None,
    also: tuple[str, ...] = (),
) -> bytes:
    """Sign a file of a half that is at hand, with its plain description in it. Raises `SigningError`.

    `parent` is the signed original of the same type; `also` are sentences on what was done to this very file.
    """
    claim = claim_for(pair, half, parent=parent, mime=mime)
    claim = replace(claim, edits=(*claim.edits, *also))
    described = with_packet(data, mime, packet(disclosure_for(pair, half), claim.source_type))
    return sign(described, mime, claim, identity, generator=GENERATOR)


def sweep_signed(renditions: Collection[Rendition]) -> int:
    """Remove signed copies of renditions that are gone; returns how many folders."""
    known, removed = {folder_of(each) for each in renditions}, 0
    root = Path(settings.MEDIA_ROOT)
    for folder in (root / FOLDER).glob("*/*"):
        if folder.relative_to(root).as_posix() not in known:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def forget_signed(rendition: Rendition) -> None:
    """Remove the signed copies of a rendition that is being deleted."""
    shutil.rmtree(store.path_of(folder_of(rendition)), ignore_errors=True)


def forget_copies(pair: Pair) -> None:
    """Remove the signed copies of all files of a pair, and what was prepared to take along: it was taken away."""
    for rendition in pair.renditions.all():
        forget_signed(rendition)


def _rendition(pair: Pair, half: str) -> Rendition:
    found = next((each for each in pair.renditions.all() if each.kind == half), None)
    if found is None:
        raise UnsignedError(f"{pair.slug} has no {half}.")
    return found


def folder_of(rendition: Rendition) -> str:
    """Return the folder of what is made of a rendition to take along; it goes when the rendition goes."""
    name = hashlib.sha256(f"{rendition.file} {rendition.sha256}".encode()).hexdigest()[:32]
    return f"{FOLDER}/{name[:2]}/{name}"
