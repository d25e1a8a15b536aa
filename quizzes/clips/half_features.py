"""Everything a script could read from the files of one half as they are delivered: the leak audit's numbers."""

import base64
from collections.abc import Mapping
from pathlib import Path

from django.http import HttpRequest, HttpResponseBase

from quizzes.clips.answers import end_answer
from quizzes.clips.file_features import features_of, features_of_headers
from quizzes.http.ranges import ranged_response

_CACHE_SECONDS = 3600
_ASKED = {"": None, "first.": "bytes=0-1023", "last.": "bytes=-1024"}


def features_of_half(files: Mapping[str, tuple[Path, str]], peaks: str = "") -> dict[str, float]:
    """Describe the files of one half by named numbers.

    `files` gives path and MIME type under the name of what each is (`file`, `small`, `poster`, `strip`), so
    that both halves have the same names. Each is asked for as browsers do, whole and in parts, by the very
    function that answers them: a header that is added there is audited here. `peaks` (base64) is what a
    sound's wave is drawn from.
    """
    found: dict[str, float] = {}
    for name, (path, mime) in sorted(files.items()):
        features = features_of(path.read_bytes(), {})
        for asked, part in _ASKED.items():
            features |= {f"{asked}{key}": value for key, value in _answered(path, mime, part).items()}
        found |= {f"{name}.{key}": value for key, value in features.items()}
    return found | _wave(base64.b64decode(peaks))


def features_of_answer(response: HttpResponseBase) -> dict[str, float]:
    """Describe an answer by its status and its headers."""
    return {"response.status": float(response.status_code)} | features_of_headers(dict(response.items()))


def _answered(path: Path, mime: str, part: str | None) -> dict[str, float]:
    request = HttpRequest()
    request.method = "GET"
    if part is not None:
        request.META["HTTP_RANGE"] = part
    response = ranged_response(request, path, mime=mime, seconds=_CACHE_SECONDS)
    end_answer(response)
    return features_of_answer(response)


def _wave(peaks: bytes) -> dict[str, float]:
    # What is true of the drawing as a whole; its shape is the sound itself.
    return {"wave.length": float(len(peaks)), "wave.most": float(max(peaks))} if peaks else {}
