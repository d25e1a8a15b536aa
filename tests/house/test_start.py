"""`manage.py start`: step by step, a sentence for whatever goes wrong, and never two at once in one folder."""

import io
import socket
from collections.abc import Callable
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.core.management import CommandError, call_command
from django.db.utils import OperationalError

from literacy import start
from literacy.start import Step


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Callable[..., None]:
    """Put these steps in the place of the real ones."""
    settings.VAR_DIR = tmp_path

    def put(*chosen: Step) -> None:
        monkeypatch.setattr(start, "STEPS", chosen)

    return put


def _prepare() -> str:
    out = io.StringIO()
    call_command("start", "--no-serve", stdout=out)
    return out.getvalue()


def _failing(error: BaseException) -> Callable[[], str]:
    def work() -> NoReturn:
        raise error

    return work


def _noting(taken: list[str]) -> Callable[[], str]:
    def work() -> str:
        taken.append("taken")
        return ""

    return work


def test_the_way_from_a_bare_clone_has_its_steps_in_the_order_they_need_each_other() -> None:
    titles = [step.title for step in start.STEPS]
    assert (
        titles.index("Database") < titles.index("Library") < titles.index("Quizzes") < titles.index("Lessons")
    )
    assert titles[-1] == "Demo school"


def test_every_step_is_shown_with_what_it_did_and_how_long_it_took(steps: Callable[..., None]) -> None:
    steps(Step("First", lambda: "compiled"), Step("Second", lambda: ""))
    shown = _prepare()
    assert "[1/2] First: compiled (0.0 s)" in shown
    assert "[2/2] Second: done (0.0 s)" in shown
    assert "Ready after" in shown


@pytest.mark.parametrize(
    ("demo", "words", "taken"), [(True, [], 1), (False, [], 0), (True, ["--no-demo"], 0)]
)
def test_the_demo_school_is_made_only_where_it_is_asked_for(
    steps: Callable[..., None], settings: Any, demo: bool, words: list[str], taken: int
) -> None:
    settings.DEMO = demo
    made: list[str] = []
    steps(Step("Demo school", _noting(made), only_in_demo=True))
    call_command("start", "--no-serve", *words, stdout=io.StringIO())
    assert len(made) == taken


def test_steps_after_a_failed_one_are_not_taken(steps: Callable[..., None]) -> None:
    taken: list[str] = []
    steps(Step("First", _failing(CommandError("no"))), Step("Second", _noting(taken)))
    with pytest.raises(CommandError):
        _prepare()
    assert taken == []


def test_a_lesson_out_of_order_is_said_at_the_end_and_closes_nothing(steps: Callable[..., None]) -> None:
    taken: list[str] = []
    steps(
        Step("Lessons", _failing(CommandError("no pair called cat")), may_fail=True),
        Step("Demo school", _noting(taken)),
    )
    said = io.StringIO()
    call_command("start", "--no-serve", stdout=said, stderr=said)
    assert taken == ["taken"]
    assert "Not in order, though the site works without it. Lessons: no pair called cat" in said.getvalue()
    assert [step.title for step in start.STEPS if step.may_fail] == ["Lessons"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (CommandError("the network does not answer"), "Library: the network does not answer"),
        (
            OSError(28, "No space left on device", "/var/media/ab"),
            "Library: No space left on device (/var/media/ab)",
        ),
        (
            OperationalError("connection refused"),
            "the database does not work (connection refused). Look at DATABASE_URL",
        ),
    ],
)
def test_a_failure_names_the_step_and_says_that_nothing_is_lost(
    steps: Callable[..., None], error: Exception, sentence: str
) -> None:
    steps(Step("Library", _failing(error)))
    with pytest.raises(CommandError) as failure:
        _prepare()
    assert sentence in str(failure.value)
    assert "Nothing is lost" in str(failure.value)


def test_interrupting_ends_with_a_sentence_and_the_status_of_an_interruption(
    steps: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    steps(Step("Library", _failing(KeyboardInterrupt())))
    with pytest.raises(SystemExit) as end:
        call_command("start", "--no-serve")
    assert end.value.code == 130
    assert "start it again and it goes on from here" in capsys.readouterr().err


def test_a_second_start_in_the_same_folder_is_refused(steps: Callable[..., None], tmp_path: Path) -> None:
    steps(Step("First", lambda: ""))
    with (tmp_path / "start.lock").open("w") as other:
        flock(other, LOCK_EX)
        with pytest.raises(CommandError, match="Another start is preparing"):
            _prepare()
    assert "Ready after" in _prepare()


def test_a_taken_port_is_said_before_any_work(steps: Callable[..., None], settings: Any) -> None:
    taken: list[str] = []
    steps(Step("First", _noting(taken)))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings.SERVE_HOST, settings.SERVE_PORT = "127.0.0.1", other.getsockname()[1]
        with pytest.raises(
            CommandError, match=f"cannot listen on 127.0.0.1 port {settings.SERVE_PORT}.*Set PORT"
        ):
            call_command("start")
    assert taken == []
