"""Fetching an original from an ordinary web address: hash checked, written whole or not at all."""

import hashlib
import http.client
import os
import tempfile
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import Message
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from quizzes.clips.fetch_errors import CorruptedArchiveError, FetchError, NoNetworkError, UnsupportedError
from quizzes.clips.packages import MAX_MEMBER_BYTES, place_of

TIMEOUT_S = 20.0
_CHUNK = 1 << 20
_SCHEMES = ("http", "https")


class _Redirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0917 - as the library calls it
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """Follow to another web address, never to a file or another kind of server."""
        _check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def fetch_web(members: Mapping[str, str], cache: Path) -> Mapping[str, Path]:
    """Return where the file of each address lies on disk; download those that are missing.

    `members` maps an address (http or https) to the sha256 (64 hex digits) its file must have: that, not the
    address, is what is trusted. Raises `FetchError`: a sentence for a person.
    """
    places = {url: place_of(cache, urlsplit(url).path, sha256) for url, sha256 in members.items()}
    for url, sha256 in members.items():
        _check_address(url)
        if not _is_whole(places[url], sha256):
            try:
                _download(url, sha256, places[url])
            except FetchError:
                raise
            except urllib.error.HTTPError as error:
                raise FetchError(f"{url} answers {error.code}, so what is made of it is left out.") from error
            except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException) as error:
                raise NoNetworkError(
                    f"{url} could not be reached, so what is made of it is left out."
                ) from error
            except OSError as error:
                raise FetchError(f"{url} could not be kept in {cache}: {error.strerror}.") from error
    return places


def _check_address(url: str) -> None:
    if urlsplit(url).scheme not in _SCHEMES:
        raise UnsupportedError(f"{url} is not a web address; only http and https are fetched.")


def _is_whole(place: Path, sha256: str) -> bool:
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def _download(url: str, sha256: str, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    request = urllib.request.Request(url, headers={"User-Agent": "second-look"})  # noqa: S310 - scheme is checked
    sha, size = hashlib.sha256(), 0
    with (
        urllib.request.build_opener(_Redirects).open(request, timeout=TIMEOUT_S) as answer,
        tempfile.TemporaryDirectory(dir=place.parent, prefix=".web-") as work,
        (Path(work) / place.name).open("wb") as fresh,
    ):
        while chunk := answer.read(_CHUNK):
            size += len(chunk)
            if size > MAX_MEMBER_BYTES:
                raise CorruptedArchiveError(f"{url} is far larger than any original should be.")
            sha.update(chunk)
            fresh.write(chunk)
        if sha.hexdigest() != sha256:
            raise CorruptedArchiveError(
                f"{url} is not the file that was agreed on: its sha256 is {sha.hexdigest()}, not {sha256}. "
                "It was thrown away."
            )
        fresh.flush()
        os.fsync(fresh.fileno())
        Path(fresh.name).replace(place)
