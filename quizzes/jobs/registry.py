"""The kinds of job there are, and the work each of them does."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

Progress = Callable[[int], None]
Work = Callable[[str, Progress], None]


class JobFailure(Exception):
    """Raised by work when trying again would not help; its text is a sentence a teacher understands."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)


class TryLater(Exception):
    """Raised by work when something outside this site is away; its text is a sentence for a person.

    The job is tried again after pauses that grow, and fails with the sentence when that has gone on for days.
    """


@dataclass(frozen=True)
class Kind:
    """One kind of job: its name in the table, what it does, and what people call it.

    gives_way: it is started only when nothing else waits, and one of its kind at a time on the whole site (two
    workers that claim in the very same moment may be one too many, so the work must bear it); while one pauses, the
    others of its kind wait with it.
    """

    name: str
    work: Work
    title: str | Promise
    gives_way: bool = False


_kinds: dict[str, Kind] = {}
_sweeps: dict[str, Callable[[], int]] = {}


def swept(sweep: Callable[[], int]) -> Callable[[], int]:
    """Register a function that the sweeper calls every now and then: quick, safe to run often and at the same time.

    For what is due at a moment rather than asked for by somebody. It returns how many things it did.
    """
    _sweeps[f"{sweep.__module__}.{sweep.__qualname__}"] = sweep
    return sweep


def sweeps() -> list[Callable[[], int]]:
    """Everything the rooms want swept."""
    load_kinds()
    return list(_sweeps.values())


def job(name: str, *, title: str | Promise = "", gives_way: bool = False) -> Callable[[Work], Work]:
    """Register a function `run(target, progress)` as the work of the jobs named `name`.

    The work may be done twice or be cut off anywhere (processes die), so doing it again must come to the
    same thing. `progress` takes a whole number from 0 to 100; call it often: it is cheap, and it is where
    the work is asked to stop. `title` names the work for people, for example _("Making a pair"); `gives_way`
    as for `Kind`.
    """

    def register(work: Work) -> Work:
        known = _kinds.get(name)
        if known is not None and (known.work.__module__, known.work.__qualname__) != (
            work.__module__,
            work.__qualname__,
        ):
            raise ValueError(f"two functions claim the job kind {name!r}")
        _kinds[name] = Kind(name, work, title or name, gives_way)
        return work

    return register


def load_kinds() -> dict[str, Kind]:
    """Import the `tasks` module of every room, which registers its kinds; returns all kinds by name."""
    for config in apps.get_app_configs():
        # This room's own `tasks` is Celery's door; without a broker nobody needs to load Celery.
        if config.name != "quizzes.jobs" and module_has_submodule(config.module, "tasks"):
            import_module(f"{config.name}.tasks")
    return dict(_kinds)


def kind_named(name: str) -> Kind | None:
    """The kind of that name, or None when nothing on this site does such work (any more)."""
    return _kinds.get(name) or load_kinds().get(name)


def kinds_that_give_way() -> list[str]:
    """The names of the kinds that are done last, and one at a time."""
    return sorted(kind.name for kind in load_kinds().values() if kind.gives_way)


def title_of(name: str) -> str:
    """What people call this kind of work."""
    kind = kind_named(name)
    return str(kind.title) if kind else name
