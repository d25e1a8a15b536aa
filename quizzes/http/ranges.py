"""Answering requests for a part of a file, which phones insist on and Django's FileResponse lacks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


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
    """
    size = path.stat().st_size
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    start, end = 0, size - 1
    if asked and any(asked.groups()):
        first, last = asked.groups()
        start = int(first) if first else max(0, size - int(last))
        end = min(int(last), size - 1) if first and last else size - 1
        if start > end or start >= size:
            refused = HttpResponse(status=416)
            refused["Content-Range"] = f"bytes */{size}"
            return refused
    else:
        asked = None
    length = end - start + 1
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=mime)
    else:
        file = path.open("rb")
        file.seek(start)
        response = FileResponse(_Part(file, length), content_type=mime)
    response.status_code = 206 if asked else 200
    response["Content-Length"] = str(length)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = f"private, max-age={seconds}"
    if asked:
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response
