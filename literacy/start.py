"""The steps from a bare clone to a served site: each is repeatable, and quick when there is nothing left to do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from literacy import translations


class StartRefused(Exception):
    """The site cannot be prepared or served now; the text says why and what to do."""


@dataclass(frozen=True)
class Step:
    """One step: what it is called on the screen, and the work, which says in a word or two what it did.

    only_in_demo: the step makes something up, so a real school's site never takes it.
    may_fail: the site is worth serving without it; what went wrong is said again at the end.
    """

    title: str
    work: Callable[[], str]
    only_in_demo: bool = False
    may_fail: bool = False


def _command(*words: str) -> Callable[[], str]:
    def run() -> str:
        call_command(*words)
        return ""

    return run


def compile_messages() -> str:
    return (
        "compiled"
        if [language for language in translations.LANGUAGES if translations.compile_catalogue(language)]
        else ""
    )


STEPS: tuple[Step, ...] = (
    Step("Translations", compile_messages),
    Step("Database", _command("migrate", "--no-input", "--verbosity=0")),
    Step("Keys for Content Credentials", _command("credentials", "init")),
    Step("Library", _command("library", "build")),
    Step("Quizzes", _command("quizzes", "load")),
    # A lesson about a pair that could not be built here (no network, no npm) must not close the whole site.
    Step("Lessons", _command("lessons", "load"), may_fail=True),
    Step("Rest of the library", _command("grow"), may_fail=True),
    Step("Demo school", _command("demo"), only_in_demo=True),
)


@contextmanager
def preparing() -> Iterator[None]:
    """Only one start prepares a folder at a time; the lock goes with the process, however it ends."""
    with (Path(settings.VAR_DIR) / "start.lock").open("w") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise StartRefused(
                f"Another start is preparing {settings.VAR_DIR} at this moment. Wait for it, or stop it first."
            ) from None
        yield
