"""Taking an upload in: from the socket to a file on disk, piece by piece, and no more of it than there may be."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest

from quizzes.http.refusal import Refusal
from quizzes.studio.words import sentence_for

_OTHER_FIELDS = 65_536


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes what comes to a file beside the site's data; past `most` bytes it writes no more.

    What is left of the upload is read and thrown away, for a browser shows no answer before it has sent all.
    """

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.most = most
        self.came = 0
        self.is_too_big = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        self.came += len(raw_data)
        if self.came > self.most:
            self.is_too_big = True
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def bound_upload(request: HttpRequest) -> BoundedUploadHandler:
    """Have the files of this request taken in by the bounded handler; to be called before its body is read.

    Raises `Refusal` for a body announced as so large that reading it to its end would serve nobody.
    """
    most = settings.UPLOAD_MAX_BYTES
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        announced = 0
    if announced > 2 * most + _OTHER_FIELDS:
        raise Refusal(sentence_for("too-big"), status=413)
    handler = BoundedUploadHandler(request, most)
    request.upload_handlers = [handler]
    return handler
