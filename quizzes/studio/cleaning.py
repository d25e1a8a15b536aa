"""Has an upload cleaned by a process of its own, and says what came of it."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from quizzes.studio.kinds import HEAD_BYTES, kind_of
from quizzes.studio.limits import BY_HOLDING

logger = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
_BEAT_S = 0.5
# Nothing of the site's own: no secret, no proxy, no address. Threads would take memory they do not need.
_ENVIRONMENT = {
    "PYTHONPATH": str(_ROOT),
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}


class UncleanError(Exception):
    """An upload cannot be used; `key` names the reason in `words.REASONS`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def clean_file(
    source: Path, target: Path, beat: Callable[[], None] = lambda: None, *, anchors: Sequence[str] = ()
) -> dict[str, Any]:
    """Clean the file `source` into the new file `target`; returns its measures (see `child.answer_for`).

    `anchors` are the roots (PEM) whose Content Credentials in the file count as trusted.
    `beat` is called twice a second meanwhile, and may raise to give up. Raises `UncleanError`; `target` is then
    worth nothing.
    """
    with source.open("rb") as given, target.open("xb") as made:
        kind = kind_of(os.pread(given.fileno(), HEAD_BYTES, 0))
        if isinstance(kind, str):
            raise UncleanError(kind)
        with tempfile.TemporaryFile() as roots:
            roots.write("\n".join(anchors).encode())
            roots.seek(0)
            answer = _run(given.fileno(), made.fileno(), roots, BY_HOLDING[kind.holds].wall, beat)
    if not answer.pop("ok"):
        if "detail" in answer:
            # Damaged in a way that nobody thought of: it is refused all the same, and worth a look.
            logger.warning("An upload was refused as %s: %s", answer["key"], answer["detail"])
        raise UncleanError(answer["key"])
    return answer


def _run(source: int, target: int, roots: IO[bytes], wall: int, beat: Callable[[], None]) -> dict[str, Any]:
    command = [sys.executable, "-s", "-P", "-m", "quizzes.studio.child", str(source), str(target)]
    child = subprocess.Popen(  # noqa: S603 - this program's own module, and two numbers
        command,
        pass_fds=(source, target),
        stdin=roots,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )
    until = time.monotonic() + wall
    try:
        while True:
            try:
                said, _ = child.communicate(timeout=_BEAT_S)
                break
            except subprocess.TimeoutExpired:
                beat()
                if time.monotonic() > until:
                    return {"ok": False, "key": "too-heavy"}
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    return answer_of(child.returncode, said)


def answer_of(code: int, said: bytes) -> dict[str, Any]:
    """Return what a process answered that ended with `code` and said `said`; one that fell says nothing."""
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return {"ok": False, "key": "too-heavy"}
    if code != 0:
        return {"ok": False, "key": "damaged", "detail": f"The process ended with {code}."}
    answer: dict[str, Any] = json.loads(said)
    return answer
