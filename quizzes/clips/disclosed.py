"""A file to take along: with its Content Credentials, and where it is false with a visible word of it.

The clips of the player stay as they are. A picture that leaves the site gets a strip below it, which lies outside
the picture; a film and a recording say it by their name and by what is written in them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from PIL import Image, ImageDraw, ImageFont

from quizzes.clips import store
from quizzes.clips.claims import disclosure_for
from quizzes.clips.credentials import identity_for
from quizzes.clips.models import Half, Medium, Pair
from quizzes.clips.signed import UnsignedError, signed_bytes, signed_half, signed_original
from quizzes.http.refusal import Refusal
from quizzes.provenance.keyring import KeyringError
from quizzes.provenance.signing import SigningError

_ENDINGS = {"image/jpeg": "jpg", "video/mp4": "mp4", "audio/mpeg": "mp3"}
_INK, _STRIP = (255, 255, 255), (143, 43, 98)
_QUALITY = 92
_LEAST_TEXT = 9


@dataclass(frozen=True)
class GivenFile:
    """What a download gives: a name that says what it is, its type, its bytes."""

    name: str
    mime: str
    data: bytes


def disclosed_half(pair: Pair, half: str) -> GivenFile:
    """Return a half to take along. Raises `Refusal` (503) where it cannot be signed."""
    try:
        mime, data = _signed(pair, half)
    except (UnsignedError, SigningError, KeyringError, OSError) as error:
        raise Refusal(
            _("This file could not be made. Tell the person who looks after the site."), status=503
        ) from error
    return GivenFile(f"{pair.slug}--{_word(pair, half)}.{_ENDINGS[mime]}", mime, data)


def _signed(pair: Pair, half: str) -> tuple[str, bytes]:
    if half == Half.ORIGINAL or pair.medium != Medium.PHOTO:
        signed = signed_half(pair, half)
        return signed.mime, signed.path.read_bytes()
    rendition = pair.renditions.get(kind=half)
    sentence = disclosure_for(pair, half)
    data = with_strip(store.path_of(rendition.file).read_bytes(), sentence)
    also = (_("A strip was added below: “{sentence}”").format(sentence=sentence),)
    identity = identity_for(pair.shelf)
    parent = signed_original(pair)
    return rendition.mime, signed_bytes(pair, half, data, rendition.mime, identity, parent=parent, also=also)


def with_strip(data: bytes, sentence: str) -> bytes:
    """Return a picture (JPEG) with a strip below it that says the sentence, on as many lines as it needs."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as opened:
        picture = opened.convert("RGB")
    size = max(_LEAST_TEXT, round(picture.width / 32))
    font, edge = ImageFont.load_default(size), size // 2
    lines = _lines(sentence, font, picture.width - 2 * edge)
    height = round(len(lines) * size * 1.3) + 2 * edge
    whole = Image.new("RGB", (picture.width, picture.height + height), _STRIP)
    whole.paste(picture, (0, 0))
    pen = ImageDraw.Draw(whole)
    pen.multiline_text(
        (edge, picture.height + edge), "\n".join(lines), fill=_INK, font=font, spacing=size * 0.3
    )
    out = io.BytesIO()
    whole.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _lines(sentence: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int) -> list[str]:
    lines = [""]
    for word in sentence.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _word(pair: Pair, half: str) -> str:
    """What stands in the file's name."""
    if half == Half.ORIGINAL:
        return pgettext("in the name of a file", "original")
    if not pair.has_original:
        return pgettext("in the name of a file", "generated")
    return pgettext("in the name of a file", "manipulated-for-teaching")
