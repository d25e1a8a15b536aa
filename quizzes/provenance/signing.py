"""Signing a file with Content Credentials: who made it, out of what, and what was done to it."""

import io
from dataclasses import dataclass
from typing import Any

import c2pa

from quizzes.provenance.certificates import Identity
from quizzes.provenance.offline import context

SIGNABLE = ("image/jpeg", "image/png", "image/webp", "image/avif", "video/mp4", "audio/mpeg", "audio/wav")
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class SigningError(ValueError):
    """A file could not be signed; `str(error)` is a sentence."""


@dataclass(frozen=True)
class Parent:
    """What a file was made out of: its name, and its bytes with its own credentials where they are at hand.

    Without bytes the manifest names it and vouches for nothing more.
    """

    title: str
    mime: str
    data: bytes | None = None


@dataclass(frozen=True)
class Claim:
    """What is said of a file.

    title: as people call it. source_type: the IPTC term for how it came to be ("compositeCapture"); a file that was
    created as it is needs one. edits: what was done, in order, as sentences. parent: what it was made out of.
    parts: what was put into it. transcoded: a sentence where it was only scaled and encoded anew.
    """

    title: str
    source_type: str = ""
    edits: tuple[str, ...] = ()
    parent: Parent | None = None
    parts: tuple[Parent, ...] = ()
    transcoded: str = ""


def sign(data: bytes, mime: str, claim: Claim, identity: Identity, *, generator: str) -> bytes:
    """Return the file with a signed manifest inside; its picture and sound stay as they are.

    The first action is that it was created, or opened from its parent (C2PA 2.2, 18.15). No time stamp is asked of
    anybody. Raises `SigningError`.
    """
    if mime not in SIGNABLE:
        raise SigningError(f"Files of the kind {mime} cannot carry Content Credentials here.")
    signed = io.BytesIO()
    try:
        # The address of a time stamp server is left out on purpose: that would be a request to another host.
        info = c2pa.C2paSignerInfo(b"es256", identity.chain.encode(), identity.key.encode(), None)
        with (
            context() as offline,
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(_manifest(claim, mime, generator), offline) as builder,
        ):
            for each, said in _ingredients(claim):
                if each.data is not None:
                    builder.add_ingredient(said, each.mime, io.BytesIO(each.data))
            builder.sign(signer, mime, io.BytesIO(data), signed)
    except c2pa.C2paError as error:
        raise SigningError(f"The file could not be signed: {error}.") from error
    return signed.getvalue()


_PARENT, _PART = "parent", "part-{}"


def _ingredients(claim: Claim) -> list[tuple[Parent, dict[str, str]]]:
    named = [(claim.parent, "parentOf", _PARENT)] if claim.parent is not None else []
    named += [(each, "componentOf", _PART.format(number)) for number, each in enumerate(claim.parts)]
    return [
        (each, {"title": each.title, "format": each.mime, "relationship": how, "label": label})
        for each, how, label in named
    ]


def _manifest(claim: Claim, mime: str, generator: str) -> dict[str, Any]:
    source = {"digitalSourceType": SOURCE_TYPES + claim.source_type} if claim.source_type else {}
    first: dict[str, Any] = {"action": "c2pa.created", **source}
    edited: dict[str, Any] = {"action": "c2pa.edited"}
    if claim.parent is not None:
        first = {"action": "c2pa.opened", "parameters": {"ingredientIds": [_PARENT]}}
        edited |= source
    actions = [first]
    if claim.transcoded:
        actions.append({"action": "c2pa.transcoded", "description": claim.transcoded})
    actions += [
        {"action": "c2pa.placed", "parameters": {"ingredientIds": [_PART.format(number)]}}
        for number in range(len(claim.parts))
    ]
    actions += [edited | {"description": each} for each in claim.edits]
    return {
        "claim_generator_info": [{"name": generator}],
        "title": claim.title,
        "format": mime,
        "ingredients": [said for each, said in _ingredients(claim) if each.data is None],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": actions}}],
    }
