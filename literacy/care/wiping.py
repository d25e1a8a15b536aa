"""What a database keeps in its files of rows that are gone, and having it gone, too."""

from __future__ import annotations

import logging

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

log = logging.getLogger(__name__)
_WAIT_MS = 2000


def wipe_log(database: BaseDatabaseWrapper | None = None) -> bool:
    """Empty SQLite's write-ahead log, in which erased rows still stand; False where somebody reads just now.

    Call it outside of a transaction. The database's own file holds nothing of them: `secure_delete` overwrites what is
    deleted. A PostgreSQL server overwrites it in its own time, and how long its log is kept is a matter of its settings.
    """
    database = database or connection
    if database.vendor != "sqlite":
        return True
    with database.cursor() as cursor:
        waits = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        try:
            cursor.execute(f"PRAGMA busy_timeout={_WAIT_MS}")
            is_busy = bool(cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
        except OperationalError as error:  # an erasure is done all the same; the next hour tries again
            log.warning("The write-ahead log could not be emptied: %s", error)
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={waits}")
    return not is_busy
