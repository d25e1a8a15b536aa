"""Threads that encode: each film and size in its own order, and whoever is free takes the earliest frame that is ready."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from heapq import heappop, heappush
from itertools import count
from threading import Lock
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

_Done = TypeVar("_Done")


class _Step(NamedTuple):
    when: int
    work: Callable[[], Any]
    after: "Future[Any] | None"
    done: "Future[Any]"


class Crew:
    """So many threads for any number of lines; leaving its `with` block ends what is under way and drops the rest."""

    def __init__(self, hands: int) -> None:
        self._pool, self._lock, self._open = ThreadPoolExecutor(hands), Lock(), True
        self._ready: list[tuple[int, int, Line]] = []
        self._order = count()

    def __enter__(self) -> Self:
        """Return this crew."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for what is under way."""
        with self._lock:
            self._open = False
        self._pool.shutdown(wait=True, cancel_futures=True)

    def line(self) -> "Line":
        """Return a new line of work."""
        return Line(self)

    def expect(self, when: int, line: "Line") -> None:
        """Have somebody do the next step of a line; those with the smallest `when` come first."""
        with self._lock:
            if self._open:
                heappush(self._ready, (when, next(self._order), line))
                self._pool.submit(self._work)

    def _work(self) -> None:
        with self._lock:
            line = heappop(self._ready)[2]
        line.step()


class Line:
    """Steps of work that are done one after the other, by whichever thread of the crew is free."""

    def __init__(self, crew: Crew) -> None:
        self._crew, self._lock = crew, Lock()
        self._waiting: deque[_Step] = deque()
        self._busy = False

    def add(
        self, when: int, work: Callable[[], _Done], after: "Future[Any] | None" = None
    ) -> "Future[_Done]":
        """Add a step that is done when all before it and `after` are; `when` says how early it is wanted."""
        done: Future[_Done] = Future()
        with self._lock:
            self._waiting.append(_Step(when, work, after, done))
        if after is None:
            self._look()
        else:
            after.add_done_callback(lambda _: self._look())
        return done

    def step(self) -> None:
        """Do the first step that waits."""
        with self._lock:
            first = self._waiting.popleft()
        try:
            result = first.work()
        except Exception as error:
            first.done.set_exception(error)
        else:
            first.done.set_result(result)
        with self._lock:
            self._busy = False
        self._look()

    def _look(self) -> None:
        with self._lock:
            if self._busy or not self._waiting:
                return
            when, _, after, _ = self._waiting[0]
            if after is not None and not after.done():
                return
            self._busy = True
        self._crew.expect(when, self)
