"""A site of its own for the bench: a new folder and database, filled, and served by granian on this machine."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running web server: its port and its process."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Processor time that the server has used so far, all its processes and threads together."""
        return sum(_cpu_seconds(pid) for pid in _family(self.pid))


class Site:
    """Settings for one database in one folder, and what can be done with them."""

    def __init__(self, folder: Path, address: str | None, threads: int) -> None:
        self.threads = threads
        kept = {
            name: os.environ[name]
            for name in ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR")
            if name in os.environ
        }
        self.environment = kept | {
            "VAR_DIR": str(folder),
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / '.ci'}",
            "DJANGO_SETTINGS_MODULE": "bench_settings",
            "LOG_LEVEL": "ERROR",
            **({"DATABASE_URL": address} if address else {}),
        }
        (folder / "static").mkdir(parents=True, exist_ok=True)

    def seed(self, *words: str, script: str = "bench_seed.py", timeout: float = 180) -> Any:
        """Run a seeding script of this folder with these words; what it prints."""
        done = subprocess.run(
            [sys.executable, str(ROOT / ".ci" / script), *words],
            cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True, timeout=timeout,
        )  # fmt: skip
        return json.loads(done.stdout)

    @contextlib.contextmanager
    def served(self, *, light: bool) -> Iterator[Server]:
        """Serve it as `manage.py serve` does, without the worker; light: with sessions and sign-in alone."""
        port = _free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
             "--workers", "1", "--blocking-threads", str(self.threads), "--no-ws", "--log-level", "error",
             "literacy.wsgi:application"],
            cwd=ROOT, env=self.environment | ({"BENCH_LIGHT": "1"} if light else {}), start_new_session=True,
        )  # fmt: skip
        try:
            _wait_until_it_answers(process, port)
            yield Server(port, process.pid)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port), timeout=10) as connection,
        ):
            connection.sendall(b"GET /bench/ready/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            if connection.recv(12).startswith(b"HTTP/1.1 204"):
                return
        time.sleep(0.05)
    raise SystemExit("The web server of the bench did not start. The lines above say why.")


def _family(pid: int) -> Iterator[int]:
    yield pid
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield from _family(int(child))


def _cpu_seconds(pid: int) -> float:
    # After the name in brackets: state is field 3, utime 14, stime 15 (proc(5)).
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
