"""Processes of ours: how they are started, how they notice a lonely life, and how they are ended."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from django.conf import settings

_MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
_THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OPENCV_FOR_THREADS_NUM")


def one_thread_each() -> None:
    """Keep numerical libraries to one thread a process. Only counts before they are first imported."""
    for name in _THREAD_LIMITS:
        os.environ[name] = "1"


def start_worker(*, kinds: Collection[str] = (), until_empty: bool = False) -> subprocess.Popen[bytes]:
    """Start `manage.py worker` as a child of this process; it ends by itself when this process dies."""
    command = [sys.executable, str(_MANAGE), "worker", f"--parent={os.getpid()}"]
    if kinds:
        command.append(f"--kinds={','.join(sorted(kinds))}")
    if until_empty:
        command.append("--until-empty")
    environment = os.environ | dict.fromkeys(_THREAD_LIMITS, "1")
    environment["DJANGO_SETTINGS_MODULE"] = os.environ.get("DJANGO_SETTINGS_MODULE", settings.SETTINGS_MODULE)
    # A group of its own, so that Ctrl-C in a terminal reaches only the parent, which then ends its children
    # in order.
    return subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment, stdin=subprocess.DEVNULL, process_group=0
    )


def has_lost_parent(parent: int) -> bool:
    """Whether the process that started this one is gone (the system then hands us to another parent)."""
    return os.getppid() != parent


def end_with_parent(parent: int, *, every: float = 0.5) -> None:
    """Watch from a thread, and end this process at once when its parent is gone."""

    def watch() -> None:
        while not has_lost_parent(parent):
            time.sleep(every)
        os._exit(0)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def end_all(processes: Iterable[subprocess.Popen[bytes]], *, grace: float) -> None:
    """Ask processes to end, and end those that have not after `grace` seconds."""
    processes = list(processes)
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + grace
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
