"""Personal codes of three words or pictures for pupils, and the codes of six characters that find their class."""

import hashlib
import hmac
import secrets
import unicodedata

from django.conf import settings

from literacy.people.pictures import PICTURES
from literacy.people.words import DUTCH, ENGLISH

WORDS = {"nl": DUTCH, "en": ENGLISH}
WORDS_PER_CODE = 3

PICTURES_PER_CODE = 3

# Without the characters that are taken for one another on paper: 0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V.
CLASS_ALPHABET = "ACDEFHJKMNPQRTWXY3479"
CLASS_CODE_LENGTH = 6


def new_personal_code(language: str) -> str:
    """Three words with hyphens between them, drawn by the system's own randomness; English for an unknown language."""
    words = WORDS.get(language, ENGLISH)
    return "-".join(secrets.choice(words) for _ in range(WORDS_PER_CODE))


def personal_code_digest(*, classroom_id: int, code: str) -> str:
    """64 hexadecimal characters that stand for a personal code in one classroom.

    HMAC-SHA256 with a key derived from SECRET_KEY: fast, so that a whole school can join in a minute, and of no use to
    somebody who has the database without the key. The classroom is part of the message: the same words in two classes
    give two digests, and a code never opens another class.
    """
    message = f"{classroom_id}:{normalised(code)}".encode()
    return hmac.new(_key(), message, hashlib.sha256).hexdigest()


def normalised(code: str) -> str:
    """The letters of a typed code: no case, accents, spaces, hyphens or other marks."""
    plain = unicodedata.normalize("NFKD", code).casefold()
    return "".join(sign for sign in plain if sign.isalpha() and sign.isascii())


def new_picture_code() -> tuple[str, ...]:
    """Three names of pictures in order, a picture twice among them now and then: one of 13,824."""
    return tuple(secrets.choice(PICTURES) for _ in range(PICTURES_PER_CODE))


def picture_code_digest(*, classroom_id: int, user_id: int, pictures: tuple[str, ...]) -> str:
    """64 hexadecimal characters that stand for three pictures of one pupil in one classroom.

    The pupil is part of the message, because so few pictures open a place only together with its name.
    """
    message = f"{classroom_id}:{user_id}:pictures:{'-'.join(pictures)}".encode()
    return hmac.new(_key(), message, hashlib.sha256).hexdigest()


def new_class_code() -> str:
    """Six characters to find a class by. The caller makes sure that no other class has them."""
    return "".join(secrets.choice(CLASS_ALPHABET) for _ in range(CLASS_CODE_LENGTH))


def normalised_class_code(typed: str) -> str:
    """A class code as it is stored: capitals and digits only, at most 12."""
    plain = unicodedata.normalize("NFKD", typed).upper()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())[:12]


def _key() -> bytes:
    return hashlib.sha256(b"literacy.people.codes:" + settings.SECRET_KEY.encode()).digest()
