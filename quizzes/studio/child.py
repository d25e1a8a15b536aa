"""The process that opens an upload: limited, shut in, one file in, one file out, one line of JSON said.

Run as `python -m quizzes.studio.child IN OUT`, numbers of two open descriptors. It never imports Django and
knows nothing of the site. Standard input holds the roots it is to trust (PEM), which may be none.
"""

import errno
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from quizzes.clips.ingest import IngestError
from quizzes.provenance.said import State
from quizzes.studio import jail, limits
from quizzes.studio.aside import aside
from quizzes.studio.clean_film import clean_film, length_of_film
from quizzes.studio.clean_photo import clean_photo
from quizzes.studio.clean_sound import clean_sound
from quizzes.studio.credentials_in import credentials_in
from quizzes.studio.data_in import data_in
from quizzes.studio.kinds import HEAD_BYTES, Kind, kind_of

_BY_ERRNO = {errno.ENOSPC: "disk-full", errno.EDQUOT: "disk-full", errno.EFBIG: "too-heavy"}


def answer_for(source: int, target: int, anchors: str = "") -> dict[str, Any]:
    """Shut this process in, read what the file open as `source` says of itself, then clean it into the one open as `target`.

    Returns {"ok": true, provenance, medium, mime, width, height, seconds, fps, ...} or {"ok": false, "key": why}, with
    `detail` where the program itself is at fault.
    """
    head = os.pread(source, HEAD_BYTES, 0)
    kind = kind_of(head)
    if isinstance(kind, str):
        return {"ok": False, "key": kind}
    limits.apply(limits.BY_HOLDING[kind.holds])
    jail.close(source)
    try:
        said = _said(source, head, kind, anchors)
        return {"ok": True, "provenance": said, **_cleaned(source, target, kind)}
    except IngestError as error:
        return {"ok": False, "key": error.key}
    except MemoryError:
        return {"ok": False, "key": "too-heavy"}
    except Exception as error:
        # Whatever a file makes a decoder do: it is refused, and the log says how.
        key = _BY_ERRNO.get(getattr(error, "errno", 0) or 0, "damaged")
        return {"ok": False, "key": key, "detail": traceback.format_exc()}


def _said(source: int, head: bytes, kind: Kind, anchors: str) -> dict[str, Any]:
    """What the file says of itself. Whatever that makes a reader do, the file can still be cleaned."""
    path = Path(f"/dev/fd/{source}")

    def credentials() -> dict[str, Any]:
        return credentials_in(path, head, kind, anchors)

    def data() -> dict[str, Any]:
        return {"data": data_in(path, kind)}

    both = aside(lambda: credentials() | data())
    if both is None:
        # One of them fell; each by itself, so that the other is not lost.
        both = (aside(credentials) or {"state": State.BROKEN}) | (aside(data) or {"data": {}})
    return both


def _cleaned(source: int, target: int, kind: Kind) -> dict[str, Any]:
    # Opened anew for every reading, so that each begins at the beginning.
    path = Path(f"/dev/fd/{source}")
    said = None
    if kind.holds == "film":
        with path.open("rb") as file:
            said = length_of_film(file, kind.format)
    with path.open("rb") as file, os.fdopen(os.dup(target), "wb") as out:
        if said is not None:
            return clean_film(path, out, said=said)
        return clean_photo(file, out) if kind.holds == "photo" else clean_sound(file, kind.format, out)


def main() -> None:
    """Answer on standard output."""
    source, target = (int(each) for each in sys.argv[1:3])
    anchors = sys.stdin.read()
    sys.stdout.write(json.dumps(answer_for(source, target, anchors)) + "\n")


if __name__ == "__main__":
    main()
