"""What the credentials of a file say, and how far that can be relied on, as plain words without the library that reads them."""

from dataclasses import dataclass
from enum import StrEnum


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
