"""Files of a pack say of themselves what they are: in a plain description and, where there are keys, signed."""

from pathlib import Path
from typing import Any

from django.utils import translation

from quizzes.clips.claims import claim_for, disclosure_for
from quizzes.clips.credential_cards import can_be_signed
from quizzes.clips.credentials import identity_for
from quizzes.clips.made import hash_of
from quizzes.clips.models import Half, Medium, Pair
from quizzes.clips.signed import signed_bytes
from quizzes.provenance.xmp import packet, with_packet

_SAID = {
    Medium.PHOTO: "A strip was added below that says so.",
    Medium.VIDEO: "A strip was added below that says so, and the film was encoded once more for it.",
    Medium.SOUND: "A signal of three notes was added before it and after it.",
}
_MIMES = {".png": "image/png", ".mp4": "video/mp4", ".wav": "audio/wav"}


def disclose_files(pair: Pair, folder: Path, entry: dict[str, Any]) -> None:
    """Write a description and credentials into the files of an entry, and their new hashes into the entry.

    Pixels and samples, marks and all, stay as they are. Packs go to other schools, so the words are English. Raises
    `SigningError`, `KeyringError` or `OSError`.
    """
    parent = None
    with translation.override("en"):
        if "original" in entry:
            parent = _disclose(pair, Half.ORIGINAL, folder, entry["original"])
            _disclose(pair, Half.TWIN, folder, entry, parent)
        else:
            _disclose(pair, Half.ORIGINAL if pair.has_original else Half.TWIN, folder, entry)


def _disclose(
    pair: Pair, half: str, folder: Path, named: dict[str, Any], parent: bytes | None = None
) -> bytes | None:
    """Rewrite one file; returns it where it was signed."""
    path = folder / named["file"]
    data, mime = path.read_bytes(), _MIMES[path.suffix]
    if can_be_signed():
        also = (_SAID[Medium(pair.medium)],) if "within" in named else ()
        made = signed_bytes(pair, half, data, mime, identity_for(pair.shelf), parent=parent, also=also)
    else:
        made = with_packet(data, mime, packet(disclosure_for(pair, half), claim_for(pair, half).source_type))
    path.write_bytes(made)
    named["sha256"] = hash_of(path)
    return made if can_be_signed() else None
