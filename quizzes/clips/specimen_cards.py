"""The card of a specimen: what stands in it and what can be checked, without what follows from that."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from quizzes.clips import store
from quizzes.clips.credential_words import ShownStep, show_reading
from quizzes.clips.credentials import identity_for, trusted_roots
from quizzes.clips.models import Half, Pair, Rendition
from quizzes.clips.signed import folder_of
from quizzes.clips.specimens import READS_AS, STRANGERS, SpecimenError, SpecimenState, specimen
from quizzes.http.refusal import Refusal
from quizzes.provenance.certificates import Identity
from quizzes.provenance.keyring import KeyringError
from quizzes.provenance.reading import Reading, State, read
from quizzes.provenance.signing import Claim, Parent

VARIANTS = len(STRANGERS)
"""In how many ways a specimen of one state is made of one file: enough for another stranger each time."""
_UNLISTED = "signingCredential.untrusted"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class SpecimenCard:
    """What a reader finds in a file. Where it has no credentials, nothing else here means anything."""

    has_credentials: bool
    signer: str = ""
    is_listed: bool = False
    is_unchanged: bool = False
    steps: tuple[ShownStep, ...] = ()


def specimen_card(pair: Pair, half: str, state: SpecimenState, seed: int) -> SpecimenCard:
    """Return the card of a half whose credentials are in this state, read back from the bytes of the specimen.

    What it says is the same for both halves. The bytes are made when they are first asked for, those of both halves
    together, and kept beside the media. Reads `renditions`. Raises `Refusal` (503) where they cannot be made.
    """
    try:
        maker = _Maker(identity_for(pair.shelf), trusted_roots(), state, seed % VARIANTS)
        halves = {each.kind: each for each in pair.renditions.all() if each.kind in Half.values}
        for each in halves.values():
            if not maker.place_of(each).exists():
                maker.make(each)
        return _card(maker.read(halves[half]))
    except (KeyringError, SpecimenError, store.StoreError, OSError, KeyError) as error:
        logger.error("Specimens of %s could not be made: %s", pair.slug, error)
        raise Refusal(
            _(
                "The Content Credentials of this clip could not be made. Tell the person who looks after the site."
            ),
            status=503,
        ) from None


@dataclass(frozen=True)
class _Maker:
    """Makes the specimens of one state in one way, and reads them."""

    identity: Identity
    anchors: tuple[str, ...]
    state: SpecimenState
    variant: int

    def place_of(self, rendition: Rendition) -> Path:
        return store.path_of(self._key(rendition))

    def make(self, rendition: Rendition) -> Reading:
        data, mime = store.path_of(rendition.file).read_bytes(), rendition.mime
        made = specimen(
            data,
            mime,
            self.state,
            _claim(mime),
            identity=self.identity,
            anchors=self.anchors,
            seed=self.variant,
        )
        store.keep(self._key(rendition), made.data)
        return made.reading

    def read(self, rendition: Rendition) -> Reading:
        """Read a specimen that was made; where it reads as another state, as when its certificate has run out, anew."""
        with self.place_of(rendition).open("rb") as file:
            found = read(file, rendition.mime, self.anchors)
        return found if found.state == READS_AS[self.state] else self.make(rendition)

    def _key(self, rendition: Rendition) -> str:
        said = f"{_claim(rendition.mime)!r} {self.identity.chain}"
        name = hashlib.sha256(said.encode()).hexdigest()[:32]
        return f"{folder_of(rendition)}/specimen-{self.state}-{self.variant}-{name}"


def _claim(mime: str) -> Claim:
    """What is said of every file, whichever half it is: true of both, and nothing that leads to either."""
    given = Parent(_("The file as we were given it"), mime)
    return Claim(_("A clip for an exercise"), parent=given, transcoded=_("Brought to size and saved anew."))


def _card(reading: Reading) -> SpecimenCard:
    if reading.state == State.ABSENT:
        return SpecimenCard(has_credentials=False)
    return SpecimenCard(
        has_credentials=True,
        signer=reading.signer,
        is_listed=reading.state != State.UNTRUSTED and _UNLISTED not in reading.codes,
        is_unchanged=reading.state in (State.TRUSTED, State.UNTRUSTED),
        steps=show_reading(reading).steps,
    )
