"""The Content Credentials of an upload, read by the process that is shut in, as plain data."""

from pathlib import Path
from typing import Any

from quizzes.provenance.said import Reading, State, Step
from quizzes.studio.kinds import Kind

_MARK, _BLOCK = b"c2pa", 1 << 20
_PHOTOS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"), (b"RIFF", "image/webp"))
_MIMES = {"mov": "video/mp4", "mp3": "audio/mpeg", "wav": "audio/wav", "flac": "audio/flac"}


def credentials_in(path: Path, head: bytes, kind: Kind, anchors: str = "") -> dict[str, Any]:
    """Return what the credentials of a file say (see `reading_of`); `anchors` are trusted roots, PEM.

    The library that reads them is loaded only where there is a trace of any.
    """
    mime = _MIMES.get(kind.format, "")
    if kind.holds == "photo":
        mime = next(mime for start, mime in _PHOTOS if head.startswith(start))
    if not mime or not _has_trace(path):
        return {"state": State.ABSENT}
    from quizzes.provenance.reading import read  # noqa: PLC0415

    with path.open("rb") as file:
        found = read(file, mime, [anchors] if anchors.strip() else ())
    return {
        "state": found.state,
        "signer": found.signer,
        "generator": found.generator,
        "title": found.title,
        "steps": [[step.action, step.description, step.source_type] for step in found.steps],
        "parents": list(found.parents),
    }


def reading_of(said: dict[str, Any]) -> Reading:
    """Return a reading again from what `credentials_in` gave."""
    return Reading(
        state=State(said.get("state", State.ABSENT)),
        signer=said.get("signer", ""),
        generator=said.get("generator", ""),
        title=said.get("title", ""),
        steps=tuple(Step(*step) for step in said.get("steps", [])),
        parents=tuple(said.get("parents", [])),
    )


def _has_trace(path: Path) -> bool:
    with path.open("rb") as file:
        last = b""
        while block := file.read(_BLOCK):
            if _MARK in last + block:
                return True
            last = block[1 - len(_MARK) :]
    return False
