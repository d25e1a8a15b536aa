"""`manage.py serve`: the whole site with one command, the web process and the worker beside it."""

import os
import signal
import sys
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from literacy.management.static_files import collect_if_changed
from literacy.management.web import PortInUse, WebProcess, check_port
from quizzes.jobs.family import one_thread_each


class Command(BaseCommand):
    help = (
        "Serves the site on HOST and PORT, and does the background work beside it unless BROKER_URL is set."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _leave_quietly)
        try:
            check_port(settings.SERVE_HOST, settings.SERVE_PORT)
        except PortInUse as error:
            raise CommandError(str(error)) from None
        _check_database()
        if collect_if_changed():
            self.stdout.write("Gathered the style sheets, scripts and icons.")
        one_thread_each()
        # The web process is forked from this one and must not share its database connections.
        for connection in connections.all(initialized_only=True):
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()
        web = WebProcess(
            host=settings.SERVE_HOST,
            port=settings.SERVE_PORT,
            # SQLite has one writer at a time: more threads only queue for its lock.
            threads=4 if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else 8,
            with_worker=not settings.BROKER_URL,
            say=self._say,
        )
        code = web.serve()
        if code:
            sys.exit(code)

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def _leave_quietly(number: int, frame: FrameType | None) -> NoReturn:
    os._exit(128 + number)  # nothing has been started yet that would have to end first


def _check_database() -> None:
    try:
        executor = MigrationExecutor(connections["default"])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not ready for this version. Run `manage.py migrate` first.")
    except DatabaseError as error:
        raise CommandError(f"The database at DATABASE_URL does not answer: {error}") from None
