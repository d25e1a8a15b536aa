"""Jobs that leave traces: a line for every start and end, and one row however often they are done."""

import os
import signal
import time
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from quizzes.jobs.registry import JobFailure, Progress, job


def _trace(target: str, what: str) -> None:
    folder = Path(settings.VAR_DIR) / "traces"
    folder.mkdir(exist_ok=True)
    with (folder / f"{target}.{what}").open("a") as file:
        file.write(f"{os.getpid()}\n")


def _held_up(target: str) -> bool:
    return (Path(settings.VAR_DIR) / "traces" / f"{target}.hold").exists()


@job("mark", title="Making a mark")
def mark(target: str, progress: Progress) -> None:
    """Makes one row; listens to `progress` while a `.hold` file lies there."""
    Group.objects.get_or_create(name=target)
    _trace(target, "starts")
    while _held_up(target):
        progress(40)
        time.sleep(0.05)
    progress(100)
    _trace(target, "ends")


@job("deaf-mark")
def deaf_mark(target: str, progress: Progress) -> None:
    """As `mark`, but it never calls `progress` while it is held up."""
    _trace(target, "starts")
    while _held_up(target):
        time.sleep(0.05)
    _trace(target, "ends")


@job("refused-mark")
def refused_mark(target: str, progress: Progress) -> None:
    raise JobFailure(f"There is no room for {target}.")


@job("broken-mark", title="Breaking a mark")
def broken_mark(target: str, progress: Progress) -> None:
    _trace(target, "starts")
    raise ValueError("a detail no teacher should see")


@job("first-try-dies")
def first_try_dies(target: str, progress: Progress) -> None:
    _trace(target, "starts")
    if len((Path(settings.VAR_DIR) / "traces" / f"{target}.starts").read_text().split()) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    _trace(target, "ends")


@job("always-dies", title="Dying")
def always_dies(target: str, progress: Progress) -> None:
    _trace(target, "starts")
    os.kill(os.getpid(), signal.SIGKILL)
