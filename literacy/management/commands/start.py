"""From whatever is there to a served site: prepare what is missing, step by step, then serve."""

import os
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.db.utils import OperationalError

from literacy import start
from literacy.management.web import PortInUse, check_port

REST = "Nothing is lost: start it again and it goes on from here."


class Command(BaseCommand):
    help = "Prepares translations, database, library, quizzes, lessons and (with DEMO=1) a demo school, then serves the site."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="make no demo school, whatever DEMO says")
        parser.add_argument("--no-serve", action="store_true", help="prepare only")

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        try:
            if not options["no_serve"]:
                check_port(settings.SERVE_HOST, settings.SERVE_PORT)  # before minutes of work, not after them
            with start.preparing():
                demo = settings.DEMO and not options["no_demo"]
                steps = [step for step in start.STEPS if demo or not step.only_in_demo]
                left = [
                    self._take(f"[{number}/{len(steps)}] {step.title}", step)
                    for number, step in enumerate(steps, 1)
                ]
        except (start.StartRefused, PortInUse) as refusal:
            raise CommandError(str(refusal)) from None
        except KeyboardInterrupt:
            self.stderr.write(f"\nInterrupted. {REST}")
            sys.exit(130)
        for sentence in filter(None, left):
            self.stderr.write(
                self.style.WARNING(f"Not in order, though the site works without it. {sentence}")
            )
        self.stdout.write(f"Ready after {time.monotonic() - begun:.1f} s.")
        if not options["no_serve"]:
            self._serve()

    def _take(self, shown: str, step: start.Step) -> str:
        """Run one step and show how long it took; a failure names the step and what to do.

        Returns what is not in order afterwards, which only a step that may fail leaves behind.
        """
        self.stdout.write(f"{shown} …")
        self.stdout.flush()
        begun = time.monotonic()
        try:
            said = step.work()
        except CommandError as error:
            if step.may_fail:
                self.stdout.write(f"{shown}: not in order ({time.monotonic() - begun:.1f} s)")
                return f"{step.title}: {error}"
            raise CommandError(f"{step.title}: {error}\n{REST}") from error
        except OperationalError as error:
            raise CommandError(
                f"{step.title}: the database does not work ({str(error).strip()}). Look at DATABASE_URL and VAR_DIR.\n{REST}"
            ) from error
        except OSError as error:
            raise CommandError(
                f"{step.title}: {error.strerror or error} ({error.filename or 'no file named'}).\n{REST}"
            ) from error
        took = time.monotonic() - begun
        self.stdout.write(f"{shown}: {said or 'done'} ({took:.1f} s)")
        return ""

    def _serve(self) -> None:
        """Give this process to the server, so that signals reach it and the memory of the build is free again."""
        connections.close_all()
        sys.stdout.flush()
        manage = settings.BASE_DIR / "manage.py"
        os.execv(sys.executable, [sys.executable, str(manage), "serve"])  # noqa: S606 - our own program, no shell
