"""Reading Content Credentials: what a file says of itself, and how far that can be relied on."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import c2pa

from quizzes.provenance.offline import context
from quizzes.provenance.said import Reading, State, Step

__all__ = ["Reading", "State", "Step", "read"]

# How the library says that a manifest lies at an address, which nobody asks.
_ELSEWHERE = "Remote"
_LONGEST = 300
_MOST = 20


def read(data: bytes | BinaryIO, mime: str, anchors: Sequence[str] = ()) -> Reading:
    """Read the credentials inside a file; trusted are those whose signer stands under one of `anchors` (PEM).

    `data` is the file, or it opened for reading, which spares the memory of a large one.
    Nothing is fetched: a manifest that lies elsewhere counts as absent. A file of a kind that can carry none has none.
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
        if str(error).startswith(_ELSEWHERE):
            return Reading(State.ABSENT)
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
