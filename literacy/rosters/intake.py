"""How a file comes in: into memory, never to disk, and no more of it than there may be."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest

from literacy.rosters.reading.rows import MOST_BYTES
from quizzes.http.refusal import Refusal

_OTHER_FIELDS = 1_500_000


class BoundedMemoryHandler(MemoryFileUploadHandler):
    """Holds a file in memory and never writes it to disk; past MOST_BYTES it takes no more."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.came = 0
        self.is_too_big = False

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.came += len(raw_data)
        if self.came > MOST_BYTES:
            self.is_too_big = True
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def bound_upload(request: HttpRequest, sentence: str) -> BoundedMemoryHandler:
    """Have the file of this request held in memory; to be called before its body is read.

    Raises Refusal with the sentence for a body announced as so large that reading it would serve nobody.
    """
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        announced = 0
    if announced > 2 * MOST_BYTES + _OTHER_FIELDS:
        raise Refusal(sentence, status=413)
    handler = BoundedMemoryHandler(request)
    request.upload_handlers = [handler]
    return handler
