"""Answering requests for a part of a file, which phones insist on and Django's FileResponse lacks."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from quizzes.http.refusal import Refusal

# More digits than any file needs would be refused by `int` itself.
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_BLOCK = 64 * 1024

logger = logging.getLogger(__name__)


class _Part:
    """A file that ends early: reads at most `left` bytes from where it stands."""

    def __init__(self, file: BinaryIO, left: int) -> None:
        self._file, self._left = file, left

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data

    def close(self) -> None:
        self._file.close()


def ranged_response(request: HttpRequest, path: Path, *, mime: str, seconds: int) -> HttpResponseBase:
    """The file, or the one range asked for: 200, 206, or 416. HEAD gives the headers alone.

    The headers are the same for all files but for their size: no name, no date, no tag that could tell one
    half of a pair from the other. `seconds`: how long the visitor's own browser may keep it.
    Raises Refusal (503) when the file is not there.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        logger.error("A clip's file cannot be read: %s", error)
        raise Refusal(
            _(
                "This clip's file is missing on the site. Your answers are saved; ask your teacher to have the library built again."
            ),
            status=503,
        ) from None
    size = os.fstat(file.fileno()).st_size
    asked = _asked_range(request)
    start, end = 0, size - 1
    if asked:
        first, last = asked.groups()
        start = int(first) if first else max(0, size - int(last))
        end = min(int(last), size - 1) if first and last else size - 1
        if start > end or start >= size:
            file.close()
            refused = HttpResponse(status=416)
            refused["Content-Range"] = f"bytes */{size}"
            return refused
    length = end - start + 1
    response: HttpResponseBase
    if request.method == "HEAD":
        file.close()
        response = HttpResponse(content_type=mime)
    else:
        file.seek(start)
        response = FileResponse(_Part(file, length), content_type=mime)
        response.block_size = _BLOCK
    response.status_code = 206 if asked else 200
    response["Content-Length"] = str(length)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = f"private, max-age={seconds}"
    if asked:
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


def _asked_range(request: HttpRequest) -> re.Match[str] | None:
    """The one range asked for; None when the whole file is to be sent.

    Only GET has ranges (RFC 9110, 14.2), and `If-Range` names a version that we never gave out (13.1.5).
    """
    if request.method != "GET" or "If-Range" in request.headers:
        return None
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    return asked if asked and any(asked.groups()) else None
