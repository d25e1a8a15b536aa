"""Claims about the threads that encode: each line keeps its order, the earliest comes first, and errors are told."""

from concurrent.futures import Future
from threading import Event
from typing import Any

import pytest

from quizzes.clips.film_crew import Crew


def test_steps_of_a_line_are_done_in_their_order_however_many_hands_there_are() -> None:
    done: list[int] = []
    with Crew(4) as crew:
        line = crew.line()
        steps = [line.add(number, lambda number=number: done.append(number)) for number in range(50)]  # type: ignore[misc]
        for step in steps:
            step.result(10)
    assert done == list(range(50))


def test_whoever_is_free_takes_the_earliest_step_of_all_lines() -> None:
    done: list[int] = []
    with Crew(1) as crew:
        begin = Event()
        steps: list[Future[Any]] = [crew.line().add(0, lambda: begin.wait(10))]
        steps += [
            crew.line().add(when, lambda when=when: done.append(when))  # type: ignore[misc]
            for when in (50, 7, 100)
        ]
        begin.set()
        for step in steps:
            step.result(10)
    assert done == [7, 50, 100]


def test_step_that_waits_for_a_frame_holds_up_its_own_line_alone() -> None:
    frame: Future[None] = Future()
    with Crew(1) as crew:
        waiting, other = crew.line(), crew.line()
        first, behind = waiting.add(0, lambda: "first", frame), waiting.add(1, lambda: "behind")
        assert other.add(2, lambda: "other").result(10) == "other"
        assert not first.done() and not behind.done()
        frame.set_result(None)
        assert (first.result(10), behind.result(10)) == ("first", "behind")


def test_error_of_a_step_is_told_to_whoever_waits_for_it_and_the_line_goes_on() -> None:
    with Crew(2) as crew:
        line = crew.line()
        wrong, after = line.add(0, lambda: 1 // 0), line.add(1, lambda: "still here")
        with pytest.raises(ZeroDivisionError):
            wrong.result(10)
        assert after.result(10) == "still here"


def test_what_nobody_has_begun_is_dropped_when_the_crew_goes() -> None:
    frame: Future[None] = Future()
    with Crew(1) as crew:
        never = crew.line().add(0, lambda: "never", frame)
    frame.set_result(None)
    assert not never.done()
