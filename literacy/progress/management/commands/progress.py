"""`manage.py progress`: makes what is kept of answers again, and looks whether it agrees with them."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from literacy.progress.rebuilding import rebuild
from quizzes.tallies.checking import check_sample

_LINE_EVERY_S = 5.0


class Command(BaseCommand):
    help = "rebuild: fold every sitting and add up every class again; check: compare some of it with the answers."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        made = verbs.add_parser("rebuild", help="make all of it again; can be broken off anywhere")
        made.add_argument(
            "--go-on", action="store_true", help="only what is missing, after a run that was broken off"
        )
        check = verbs.add_parser(
            "check", help="compare with the answers; ends with 1 where something does not agree"
        )
        check.add_argument("--sample", type=int, default=1000, help="how many sittings to look at")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "check":
            wrong = check_sample(size=options["sample"])
            if wrong:
                self.stdout.write(
                    f"{wrong} of them did not agree with their answers. Run “manage.py progress rebuild”."
                )
                sys.exit(1)
            self.stdout.write("All that were looked at agree with their answers.")
            return
        begun = time.monotonic()
        sittings, classes = self._rebuild(go_on=options["go_on"])
        self.stdout.write(
            f"{sittings} sittings folded and {classes} classes added up in {time.monotonic() - begun:.0f} s."
        )

    def _rebuild(self, *, go_on: bool) -> tuple[int, int]:
        if not self.stdout.isatty():
            return rebuild(go_on=go_on, tell=_Lines(self))
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console()) as bars:
            tasks: dict[str, Any] = {}

            def tell(what: str, done: int, total: int) -> None:
                if what not in tasks:
                    tasks[what] = bars.add_task(what.capitalize(), total=total)
                bars.update(tasks[what], completed=done, total=total)

            return rebuild(go_on=go_on, tell=tell)


class _Lines:
    """Writes a line now and then, for logs."""

    def __init__(self, command: Command) -> None:
        self._out = command.stdout
        self._last = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        if done == total or time.monotonic() - self._last >= _LINE_EVERY_S:
            self._last = time.monotonic()
            self._out.write(f"{what.capitalize()}: {done} of {total}")
            self._out.flush()
