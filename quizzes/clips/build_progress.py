"""How a build shows how far it is: a bar on a terminal, plain lines everywhere else."""

import time
from types import TracebackType
from typing import IO, Self, cast

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from quizzes.jobs.drain import Tally

_LINE_EVERY_S = 5.0


class PlainReporter:
    """Writes a line now and then, for logs and for terminals that cannot redraw."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._last = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.flush()

    def say(self, line: str) -> None:
        """Write the line at once."""
        self._out.write(line)
        self._out.flush()

    def fetched(self, done: int, total: int) -> None:
        """Write a line for each package."""
        self.say(f"Originals: {done} of {total} packages")

    def made(self, tally: Tally) -> None:
        """Write a line every few seconds, and at the end."""
        over = tally.done + tally.failed
        if tally.total and (time.monotonic() - self._last >= _LINE_EVERY_S or over == tally.total):
            self._last = time.monotonic()
            self.say(
                f"Pairs: {over} of {tally.total} made" + (f", {tally.failed} failed" if tally.failed else "")
            )


class BarReporter:
    """Draws two bars, for the packages and for the pairs."""

    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
        )
        self._packages = self._bars.add_task("Originals", total=None, visible=False)
        self._pairs = self._bars.add_task("Pairs", total=None, visible=False)

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def say(self, line: str) -> None:
        """Write a line above the bars."""
        self._bars.console.print(line, markup=False, highlight=False)

    def fetched(self, done: int, total: int) -> None:
        """Move the bar of packages."""
        self._bars.update(self._packages, completed=done, total=total, visible=True)

    def made(self, tally: Tally) -> None:
        """Move the bar of pairs."""
        if tally.total:
            self._bars.update(
                self._pairs, completed=tally.done + tally.failed, total=tally.total, visible=True
            )


def reporter_for(out: OutputWrapper) -> PlainReporter | BarReporter:
    """Choose by whether `out` is a terminal."""
    console = Console(file=cast(IO[str], out))
    return (
        BarReporter(console) if console.is_terminal and not console.is_dumb_terminal else PlainReporter(out)
    )
