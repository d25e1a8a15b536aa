"""The worker process: runs jobs until it is asked to stop, its parent dies or nothing is left."""

import logging
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Collection
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from quizzes.jobs.claim import claim_next, give_back
from quizzes.jobs.dispatch import sweep
from quizzes.jobs.family import has_lost_parent
from quizzes.jobs.models import Job
from quizzes.jobs.registry import load_kinds
from quizzes.jobs.runner import run_claimed

logger = logging.getLogger(__name__)
IDLE_SECONDS = 0.5
STOP_GRACE_SECONDS = 1.0
_LOCK_WAIT_MS = 500


class Worker:
    """Runs jobs one by one. `kinds` limits what it takes; `until_empty` ends it when none are left."""

    def __init__(
        self, *, kinds: Collection[str] | None = None, until_empty: bool = False, parent: int | None = None
    ) -> None:
        self.kinds = kinds
        self.until_empty = until_empty
        self.parent = parent
        self.current: Job | None = None
        self._stop = threading.Event()
        self._finished = threading.Event()

    def run(self) -> None:
        """Work until stopped. Must be called from the main thread, which takes SIGTERM and SIGINT."""
        wake, woken = socket.socketpair()
        wake.setblocking(False)
        # Python runs signal handlers between bytecodes only, which a long call into C puts off for as long
        # as it lasts; the wake-up socket is written at once, and the thread behind it can give the job back
        # meanwhile.
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._noticed)
        threading.Thread(target=self._await_stop, args=(woken,), name="stop-watch", daemon=True).start()
        load_kinds()
        try:
            self._work()
        finally:
            self._finished.set()
            connection.close()

    def _noticed(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()

    def _work(self) -> None:
        next_sweep = 0.0
        while not self._stop.is_set():
            try:
                close_old_connections()
                if time.monotonic() >= next_sweep:
                    sweep()
                    next_sweep = time.monotonic() + max(1.0, settings.JOB_LEASE_SECONDS / 2)
                self.current = claim_next(self.kinds)
                if self.current is not None:
                    run_claimed(self.current, self._stop)
                    self.current = None
                elif self.until_empty and not self._something_is_left():
                    return
                else:
                    self._stop.wait(IDLE_SECONDS)
            except DatabaseError as error:
                # The database is away or busy. What was claimed comes back when its lease runs out.
                logger.warning("The worker waits for the database: %s", error)
                self.current = None
                connection.close()
                self._stop.wait(IDLE_SECONDS * 2)

    def _something_is_left(self) -> bool:
        """Also counts what other workers hold: should one of them die, its job must find somebody here."""
        jobs = Job.objects.open()
        return (jobs if self.kinds is None else jobs.filter(kind__in=self.kinds)).exists()

    def _await_stop(self, woken: socket.socket) -> None:
        while not self._stop.is_set():
            readable, _, _ = select.select([woken], [], [], IDLE_SECONDS)
            if readable or (self.parent is not None and has_lost_parent(self.parent)):
                self._stop.set()
        if self._finished.wait(STOP_GRACE_SECONDS):
            return
        self._drop_current()
        logging.shutdown()
        # The work does not listen. Being cut off here is no worse for it than the power cut it must survive
        # anyway.
        os._exit(0)

    def _drop_current(self) -> None:
        job = self.current
        if job is None:
            return
        try:
            if connection.vendor == "sqlite":
                # The work may hold the write lock, and never let go of it.
                with connection.cursor() as cursor:
                    cursor.execute(f"PRAGMA busy_timeout = {_LOCK_WAIT_MS}")
            give_back(job)
        except DatabaseError as error:
            logger.warning("Job %s could not be given back; its lease will run out: %s", job.pk, error)
