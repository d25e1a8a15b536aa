"""Reading Content Credentials: what a file says of itself, and how far that can be relied on."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, BinaryIO

import c2pa

from quizzes.provenance.offline import context

_LONGEST = 300
_MOST = 20


class State(StrEnum):
    """How far the credentials of a file can be relied on."""

    ABSENT = "absent"
    """There are none. That proves nothing: most files have none, and saving once more takes them away."""
    TRUSTED = "trusted"
    """Signed by somebody on our list, and not changed since."""
    UNTRUSTED = "untrusted"
    """Not changed since it was signed, but by somebody we do not know. Anybody can sign."""
    ALTERED = "altered"
    """Changed after it was signed."""
    BROKEN = "broken"
    """There is a manifest, but its signature is not good or it cannot be read."""


@dataclass(frozen=True)
class Step:
    """One thing that was done, as the manifest says: a term ("c2pa.edited"), a sentence, an IPTC source type."""

    action: str
    description: str
    source_type: str


@dataclass(frozen=True)
class Reading:
    """What the credentials of a file say. Everything but `state` is what the signer says, not what we know."""

    state: State
    signer: str = ""
    generator: str = ""
    title: str = ""
    steps: tuple[Step, ...] = ()
    parents: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def read(data: bytes | BinaryIO, mime: str, anchors: Sequence[str] = ()) -> Reading:
    """Read the credentials inside a file; trusted are those whose signer stands under one of `anchors` (PEM).

    `data` is the file, or it opened for reading, which spares the memory of a large one. Nothing is fetched: a manifest that lies elsewhere counts as absent. A file of a kind that can carry none has none.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    try:
        with context(anchors) as offline, c2pa.Reader(mime, stream, context=offline) as reader:
            manifest = reader.get_active_manifest() or {}
            results = reader.get_validation_results() or {}
            state = reader.get_validation_state()
    except (c2pa.C2paError.ManifestNotFound, c2pa.C2paError.NotSupported, c2pa.C2paError.RemoteManifest):
        return Reading(State.ABSENT)
    except c2pa.C2paError as error:
        return Reading(State.BROKEN, codes=(str(error)[:_LONGEST],))
    failures = (results.get("activeManifest") or {}).get("failure") or []
    codes = tuple(sorted({_text(each.get("code")) for each in failures if isinstance(each, Mapping)}))
    return Reading(state=_state(state, codes), codes=codes, **_said(manifest))


def _state(state: str | None, codes: Sequence[str]) -> State:
    if state == "Trusted":
        return State.TRUSTED
    if state == "Valid":
        return State.UNTRUSTED
    return State.ALTERED if any(code.endswith("Hash.mismatch") for code in codes) else State.BROKEN


def _said(manifest: Mapping[str, Any]) -> dict[str, Any]:
    generators = manifest.get("claim_generator_info") or []
    signature = manifest.get("signature_info") or {}
    actions = [
        action
        for assertion in manifest.get("assertions") or []
        if str(assertion.get("label", "")).startswith("c2pa.actions")
        for action in (assertion.get("data") or {}).get("actions") or []
    ]
    return {
        "signer": _text(signature.get("issuer")),
        "generator": _text(generators[0].get("name")) if generators else "",
        "title": _text(manifest.get("title")),
        "steps": tuple(
            Step(
                _text(each.get("action")),
                _text(each.get("description")),
                _text(each.get("digitalSourceType")).rpartition("/")[2],
            )
            for each in actions[:_MOST]
        ),
        "parents": tuple(_text(each.get("title")) for each in (manifest.get("ingredients") or [])[:_MOST]),
    }


def _text(value: object) -> str:
    """Return what a stranger wrote as one short line of print."""
    return "".join(each for each in str(value or "") if each.isprintable())[:_LONGEST]
