"""A whole site of its own for tests that start and kill real processes: a folder, a database, commands."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(what: Callable[[], T], *, seconds: float = 90, why: str = "") -> T:
    """Wait until `what` is true and return it; fails the test when it never is."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := what():
            return value
        time.sleep(0.05)
    raise AssertionError(f"never came true in {seconds} s: {why or what}")


def is_alive(pid: int) -> bool:
    """Whether the process still runs (a zombie has ended)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


class Site:
    """One site: `start` runs a command, `rows` asks its database, `lines` reads its jobs' traces."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.traces = folder / "traces"
        self.traces.mkdir(parents=True, exist_ok=True)
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "DJANGO_SETTINGS_MODULE": "tests.jobs.site_settings",
            "VAR_DIR": str(folder),
            "JOB_LEASE_SECONDS": "2",
            "SITE_LANGUAGE": "en",
            **environment,
        }

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a Python command in a process group of its own; its output goes to `output`."""
        with (self.folder / "output").open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self.environment | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def manage(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        return self.start("manage.py", *command, **environment)

    def run(self, code: str, **environment: str) -> None:
        """Run lines of Python with Django set up; fails the test when they fail."""
        process = self.start("-c", f"import django; django.setup()\n{code}", **environment)
        assert process.wait(60) == 0, self.output()

    def enqueue(self, kind: str, *targets: str, **environment: str) -> None:
        self.run(
            "from quizzes.jobs.actions import enqueue\n"
            f"for target in {list(targets)!r}: enqueue(kind={kind!r}, target=target)",
            **environment,
        )

    def output(self) -> str:
        path = self.folder / "output"
        return path.read_text(errors="replace") if path.exists() else ""

    def lines(self, target: str, what: str) -> list[int]:
        """Process ids of the `starts` or `ends` of one target's jobs, in order."""
        path = self.traces / f"{target}.{what}"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def hold(self, target: str) -> None:
        (self.traces / f"{target}.hold").touch()

    def let_go(self, target: str) -> None:
        (self.traces / f"{target}.hold").unlink()

    def rows(self, query: str) -> list[Any]:
        """What a query of no parameters gives, each row as a tuple."""
        if url := self.environment.get("DATABASE_URL"):
            with psycopg.connect(url) as postgres:
                return [tuple(row) for row in postgres.execute(query.encode()).fetchall()]
        with closing(sqlite3.connect(self.folder / "site.sqlite3", timeout=20)) as lite:
            return lite.execute(query).fetchall()

    def states(self) -> list[str]:
        return [state for (state,) in self.rows("SELECT state FROM jobs_job ORDER BY id")]

    def end(self) -> None:
        for process in self.processes:
            for pid in _group(process.pid):
                _kill(pid)
            process.wait(10)


def _group(leader: int) -> list[int]:
    """Every process in the group that one of our own commands leads."""
    members = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == leader:
                members.append(int(entry.name))
    return members


def _kill(pid: int) -> None:
    try:
        os.kill(pid, 9)
    except ProcessLookupError:
        return


def other_database(address: str, name: str) -> str:
    """The same server's address with another database in it."""
    return urlsplit(address)._replace(path=f"/{name}").geturl()


@contextmanager
def database_like(template: str, name: str) -> Iterator[str]:
    """A PostgreSQL database copied from `template` (an address), dropped afterwards; yields its address."""
    source = urlsplit(template).path.lstrip("/")
    with psycopg.connect(other_database(template, "postgres"), autocommit=True) as admin:
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(source))
        admin.execute(copy)
        try:
            yield other_database(template, name)
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def copy_of(template: Path, folder: Path) -> None:
    """Copy a migrated SQLite database that nobody has open."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(template / "site.sqlite3", folder / "site.sqlite3")
