"""What comes with every answer besides the answer itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

_LONGEST = 24 * 3600 * 1000


@dataclass(frozen=True)
class Envelope:
    """The idempotency key made with the page, which question it is, and how long it took, where that can be known."""

    key: UUID
    item_type: str
    milliseconds: int | None


def read_envelope(sent: Mapping[str, str]) -> Envelope | None:
    """Read the hidden fields of an answer's form; None when they did not arrive whole.

    Nobody types these, so there is no sentence for each of them, and reading them costs no form. A time that makes
    no sense is left out: a page open over night, or a clock gone wrong, must not cost an answer.
    """
    try:
        key = UUID(sent.get("key", ""))
    except ValueError:
        return None
    said = sent.get("milliseconds", "")
    whole = said.isascii() and said.isdigit() and len(said) < 12 and int(said) <= _LONGEST
    return Envelope(key, sent.get("item_type", ""), int(said) if whole else None)
