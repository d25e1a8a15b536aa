"""A file to take along: with its Content Credentials, and where it is false with a visible word of it.

The clips of the player stay as they are. A picture or film that leaves the site gets a strip below it, which lies
outside the picture; a recording gets a signal before and after it, which lies outside the recording.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quizzes.clips import store
from quizzes.clips.claims import disclosure_for
from quizzes.clips.credentials import identity_for
from quizzes.clips.encode_sound import encode_sounds
from quizzes.clips.marker import sound_with_marker
from quizzes.clips.models import LIBRARY, Half, Medium, Pair, Rendition
from quizzes.clips.prepared import strip_key
from quizzes.clips.signed import UnsignedError, signed_bytes, signed_half, signed_original
from quizzes.clips.sounds import ingest_sound
from quizzes.clips.strip import picture_with_strip
from quizzes.clips.vocabulary import technique_term
from quizzes.http.refusal import Refusal
from quizzes.provenance.keyring import KeyringError
from quizzes.provenance.signing import SigningError

_ENDINGS = {"image/jpeg": "jpg", "video/mp4": "mp4", "audio/mpeg": "mp3"}
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class GivenFile:
    """What a download gives: a name that says what it is, its type, its bytes."""

    name: str
    mime: str
    data: bytes


def disclosed_half(pair: Pair, half: str) -> GivenFile:
    """Return a half to take along. Raises `Refusal` (503) where it cannot be signed.

    A film that must be prepared is to be asked for once it is (see `prepared`).
    """
    try:
        mime, data = _signed(pair, half)
    except (UnsignedError, SigningError, KeyringError, store.StoreError, ValueError, OSError) as error:
        raise Refusal(
            _("This file could not be made. Tell the person who looks after the site."), status=503
        ) from error
    return GivenFile(f"{_name(pair, half)}.{_ENDINGS[mime]}", mime, data)


def _signed(pair: Pair, half: str) -> tuple[str, bytes]:
    if half == Half.ORIGINAL:
        signed = signed_half(pair, half)
        return signed.mime, signed.path.read_bytes()
    rendition = pair.renditions.get(kind=half)
    sentence = disclosure_for(pair, half)
    if pair.medium == Medium.SOUND:
        data = _with_signals(store.path_of(rendition.file).read_bytes())
        also = (_("Three notes were added before and after it: it is manipulated."),)
    else:
        data = _with_strip(pair, rendition, sentence)
        also = (_("A strip was added below: “{sentence}”").format(sentence=sentence),)
    identity = identity_for(pair.shelf)
    parent = signed_original(pair)
    return rendition.mime, signed_bytes(pair, half, data, rendition.mime, identity, parent=parent, also=also)


def _with_signals(recording: bytes) -> bytes:
    """Return a recording between two signals, as an MP3 file."""
    marked, _within = sound_with_marker(ingest_sound(recording, level=False))
    return encode_sounds([marked])[0]


def _with_strip(pair: Pair, rendition: Rendition, sentence: str) -> bytes:
    """Return a picture or film with its strip; films take seconds, so theirs were made before."""
    if pair.medium == Medium.PHOTO:
        return picture_with_strip(store.path_of(rendition.file).read_bytes(), sentence)
    return store.path_of(strip_key(rendition, sentence)).read_bytes()


def _name(pair: Pair, half: str) -> str:
    """Return a file's name, of letters, digits and hyphens alone: what is in it, what was done, which half it is.

    A pair of the library is known by its short name; that of a school's own is only a number, so its title stands there.
    """
    word = _word(pair, half)
    if pair.shelf == LIBRARY:
        return f"{pair.slug}--{word}"
    title = slugify(pair.text.get("title", ""))[:_LONGEST_TITLE].strip("-") or pair.slug
    done = "" if half == Half.ORIGINAL else slugify(str(technique_term(pair.technique).name))
    return "--".join(each for each in (title, done, word) if each)


def _word(pair: Pair, half: str) -> str:
    """What stands in the file's name."""
    if half == Half.ORIGINAL:
        return pgettext("in the name of a file", "original")
    if not pair.has_original:
        return pgettext("in the name of a file", "generated")
    return pgettext("in the name of a file", "manipulated-for-teaching")
