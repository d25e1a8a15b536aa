"""The site's keys as its settings name them, and in whose name a shelf signs."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from quizzes.clips.models import LIBRARY
from quizzes.provenance.certificates import Identity
from quizzes.provenance.keyring import Keyring, KeyringError

GENERATOR = "Second Look"

Namer = Callable[[str], str | None]
"""Tells the name of a shelf's owner; None for one it does not know."""

logger = logging.getLogger(__name__)
_namers: list[Namer] = []


def register_namer(namer: Namer) -> None:
    """Have the owner of a shelf named by whoever knows owners: this room does not."""
    if namer not in _namers:
        _namers.append(namer)


def keyring() -> Keyring:
    """Return the keys of this site; nothing is read or made yet."""
    return Keyring(Path(settings.CREDENTIALS_DIR), settings.CREDENTIALS_ROOT)


def trusted_roots() -> tuple[str, ...]:
    """Return the roots (PEM) whose signatures count as trusted; none, and a line in the log, where they cannot be read."""
    try:
        return keyring().anchors()
    except (KeyringError, OSError, ValueError) as error:
        logger.error("The trusted certificates cannot be read, so nobody is trusted: %s", error)
        return ()


def organisation_of(shelf: str) -> str:
    """Return in whose name the files of a shelf are signed: the site's for the library and where nobody knows better."""
    if shelf != LIBRARY:
        for namer in _namers:
            if name := namer(shelf):
                return name
    return str(settings.SIGNER_NAME)


def identity_for(shelf: str) -> Identity:
    """Return what signs for a shelf, issued now if need be. Raises `KeyringError`."""
    return keyring().identity(shelf, organisation_of(shelf), now=datetime.now(UTC))
