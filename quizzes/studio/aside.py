"""Work on an upload that may fail without the upload failing: done by a fork of the process that is shut in already."""

import ctypes
import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

_SET_DEATH_SIGNAL, _KILL = 1, 9
_CPU_S = 10
_MOST_SAID = 60_000


def aside(work: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
    """Return what `work` gives (plain data), or None where it failed, fell, or took more than `_CPU_S` of processor time.

    It has the limits and fences of this process, and its own share of memory and time.
    """
    said, say = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(said)
        _answer(work, say)
    os.close(say)
    with os.fdopen(said, "rb") as pipe:
        answer = pipe.read(_MOST_SAID + 1)
    _pid, status = os.waitpid(pid, 0)
    if status != 0 or len(answer) > _MOST_SAID:
        return None
    found: dict[str, Any] = json.loads(answer)
    return found


def _answer(work: Callable[[], dict[str, Any]], say: int) -> None:
    code = 1
    try:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, _KILL, 0, 0, 0)
        soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        most = _CPU_S if soft == resource.RLIM_INFINITY else min(_CPU_S, soft)
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
        with os.fdopen(say, "wb") as pipe:
            pipe.write(json.dumps(work()).encode())
        code = 0
    finally:
        # Never back into the caller's work, whatever happened.
        os._exit(code)
