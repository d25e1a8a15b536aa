"""How the values of environment variables are read: each reading raises ValueError with half a sentence."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from quizzes.provenance.certificates import Authority
from quizzes.provenance.pem import PemError, authority_of


def text(value: str) -> str:
    """As it is."""
    return value


def switch(value: str) -> bool:
    """1 or 0, or the words for them."""
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    try:
        return words[value.lower()]
    except KeyError:
        raise ValueError("must be 1 or 0") from None


def number(low: int, high: int) -> Callable[[str], int]:
    """A whole number within limits, both included."""

    def read(value: str) -> int:
        if not value.lstrip("-").isdigit() or not low <= int(value) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(value)

    return read


def choice(*allowed: str) -> Callable[[str], str]:
    """One of these words."""

    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of: {', '.join(allowed)}")
        return value

    return read


def parts(value: str) -> list[str]:
    """What stands between commas."""
    return [part.strip() for part in value.split(",") if part.strip()]


def folder(value: str) -> Path:
    """A folder, as an absolute path."""
    return Path(value).expanduser().resolve()


def zone(value: str) -> str:
    """The name of a time zone."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("must be a time zone such as Europe/Amsterdam") from None
    return value


def address(*schemes: str) -> Callable[[str], str]:
    """An address that begins with one of these schemes; empty for none."""

    def read(value: str) -> str:
        if value and urlsplit(value).scheme not in schemes:
            raise ValueError(f"must be an address that begins with {' or '.join(s + ':' for s in schemes)}")
        return value

    return read


def secret(value: str) -> str:
    """Long enough to be a secret."""
    if value and len(value) < 50:
        raise ValueError(
            "must have at least 50 characters; leave it out in embedded mode and one is made for you"
        )
    return value


def root(value: str) -> Authority | None:
    """A root certificate with its key; None for none."""
    try:
        return authority_of(value) if value else None
    except PemError as error:
        raise ValueError(str(error)) from None
