"""The card "Content Credentials of this file": what the signed copy of each half says, read back from its bytes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quizzes.clips.credential_words import ShownReading, show_reading
from quizzes.clips.credentials import keyring, trusted_roots
from quizzes.clips.lens_shown import halves_under_lens
from quizzes.clips.models import Pair
from quizzes.clips.signed import UnsignedError, signed_half
from quizzes.http.refusal import Refusal
from quizzes.provenance.reading import read

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CredentialCard:
    """What the credentials of one half say; `download` leads to the file for those who may take it along."""

    half: str
    reading: ShownReading
    download: str = ""


def can_be_signed() -> bool:
    """Whether this site has keys; without them nothing about credentials is offered."""
    return keyring().has_root


def credential_cards(pair: Pair, download: Callable[[str], str] = lambda half: "") -> list[CredentialCard]:
    """Return the card of every half worth comparing, the original first; `download` gives the link to a half's file.

    To be called only where the truth may be told. Raises `Refusal` (503) where a half cannot be signed.
    """
    anchors = trusted_roots()
    try:
        signed = [signed_half(pair, half) for half in halves_under_lens(pair)]
    except UnsignedError as error:
        logger.error("Content Credentials of %s could not be made: %s", pair.slug, error)
        raise Refusal(
            _(
                "The Content Credentials of this clip could not be made. Tell the person who looks after the site."
            ),
            status=503,
        ) from None
    cards = []
    for each in signed:
        with each.path.open("rb") as file:
            cards.append(
                CredentialCard(each.half, show_reading(read(file, each.mime, anchors)), download(each.half))
            )
    return cards
