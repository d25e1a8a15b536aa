"""Runs every test: on SQLite, on PostgreSQL, and those that drive a browser; stops every server it started."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from postgres import own_server

ROOT = Path(__file__).resolve().parent.parent
WORKERS = os.environ.get("TEST_WORKERS", "2")
TESTS_FAILED = 1  # pytest's exit status when some failed and the run was complete
NO_TESTS = 5  # pytest's exit status when a selection is empty


@dataclass(frozen=True)
class Round:
    """One run of pytest: its name on the screen, what it selects, and whether it runs on PostgreSQL."""

    name: str
    select: tuple[str, ...]
    postgres: bool


ROUNDS = (
    Round("SQLite", ("-m", "not browser and not once"), postgres=False),
    Round("PostgreSQL", ("-m", "not browser", "--only-database"), postgres=True),
    Round("browser", ("-m", "browser"), postgres=True),
)


def _environment(address: str | None) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"VAR_DIR": str(ROOT / "var" / "test"), "LOG_LEVEL": "ERROR"}
    return environment | ({"DATABASE_URL": address} if address else {})


def _migrate(address: str) -> None:
    """Apply every migration to the database at this address, for the workers to start from copies of it."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    if subprocess.run(command, cwd=ROOT, env=_environment(address), check=False).returncode:
        sys.exit("The migrations fail on an empty database; their own words are above.")


@contextlib.contextmanager
def postgres() -> Iterator[tuple[str, str]]:
    """The address of a PostgreSQL server, and the name of a migrated database on it.

    The server that the environment names, where nothing is laid ready, or our own, thrown away afterwards.
    """
    given = os.environ.get("TEST_POSTGRES_URL") or os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        print("Testing on the PostgreSQL server that the environment names.", flush=True)
        yield given, ""
        return
    with own_server(durable=False) as address:  # nothing here has to survive a power cut
        import psycopg  # noqa: PLC0415 - it is imported once the server is there

        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE migrated")
        _migrate(urlsplit(address)._replace(path="/migrated").geturl())
        yield address, "migrated"


@contextlib.contextmanager
def migrated_file() -> Iterator[str]:
    """A SQLite file to which every migration was applied."""
    with tempfile.TemporaryDirectory(prefix="second-look-migrated-") as folder:
        path = Path(folder) / "migrated.sqlite3"
        _migrate(f"sqlite:///{path}")
        yield str(path)


def _pytest(chosen: Round, address: str | None, migrated: str, more: list[str]) -> int:
    print(f"\n== Tests: {chosen.name} ==", flush=True)
    environment = _environment(address) | {"MIGRATED_DATABASE": migrated}
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal", *chosen.select, *more]
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if code == TESTS_FAILED and chosen.name == "browser":
        # A real browser on a busy machine loses a race now and then. What fails alone, too, is broken.
        print("\n== Tests: browser, once more what failed, one at a time ==", flush=True)
        again = [sys.executable, "-m", "pytest", "-n", "0", "--last-failed", *chosen.select, *more]
        code = subprocess.run(again, cwd=ROOT, env=environment, check=False).returncode
    return code


def _run(rounds: list[Round], more: list[str]) -> dict[str, int]:
    """Run the rounds one after another; the server lives only as long as a round needs it."""
    codes: dict[str, int] = {}
    for chosen in rounds:
        if not chosen.postgres:
            with migrated_file() as migrated:
                codes[chosen.name] = _pytest(chosen, None, migrated, more)
    on_postgres = [chosen for chosen in rounds if chosen.postgres]
    if on_postgres:
        with postgres() as (address, migrated):
            for chosen in on_postgres:
                codes[chosen.name] = _pytest(chosen, address, migrated, more)
    return codes


def main() -> int:
    """`test.py [sqlite|postgresql|browser ...] [-- pytest's own words]`."""
    words = sys.argv[1:]
    more = words[words.index("--") + 1 :] if "--" in words else []
    wanted = {word.lower() for word in (words[: words.index("--")] if "--" in words else words)}
    unknown = wanted - {chosen.name.lower() for chosen in ROUNDS}
    if unknown:
        print(
            f"There is no round {', '.join(unknown)}. There are: {', '.join(r.name.lower() for r in ROUNDS)}."
        )
        return 2
    begun = time.monotonic()
    codes = _run([chosen for chosen in ROUNDS if not wanted or chosen.name.lower() in wanted], more)
    failed = [name for name, code in codes.items() if code and not (code == NO_TESTS and more)]
    took = f"{time.monotonic() - begun:.0f} s"
    print(
        f"\nFailed: {', '.join(failed)} ({took})."
        if failed
        else f"\nAll rounds passed: {', '.join(codes)} ({took})."
    )
    return 1 if failed else 0


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)  # so that the server is stopped then, too
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nInterrupted; the servers of the tests are stopped.")
