"""The account of the request that is answered now: what is made for it is charged at once, and written down after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from time import process_time

from django.http import HttpRequest

from quizzes.meter.budget import charge, refuse_spent
from quizzes.meter.payers import Payer, payers_of


@dataclass
class Account:
    """What was made for a request, as (lens, milliseconds), and how often a view was there already."""

    request: HttpRequest
    made: list[tuple[str, int]] = field(default_factory=list)
    hits: Counter[str] = field(default_factory=Counter)

    @cached_property
    def payers(self) -> tuple[Payer, ...]:
        """Whose budgets are charged, the person's first."""
        return payers_of(self.request)


_current: ContextVar[Account | None] = ContextVar("account", default=None)


@contextmanager
def account_of(request: HttpRequest) -> Iterator[Account]:
    """Charge what is made inside to whoever sent the request."""
    account = Account(request)
    token = _current.set(account)
    try:
        yield account
    finally:
        _current.reset(token)


def refuse_if_spent() -> None:
    """Raise `Spent` where whoever is answered now has used their budget up. Outside a request nobody pays."""
    account = _current.get()
    if account is not None:
        refuse_spent(account.payers)


@contextmanager
def metered(lens: str) -> Iterator[None]:
    """Charge what is made inside, also where it fails.

    The cost is the processor time of this process meanwhile: decoders have threads of their own. A little of what
    others were answered at the same moment is in it.
    """
    begun = process_time()
    try:
        yield
    finally:
        account = _current.get()
        if account is not None:
            cost = max(1, round(1000 * (process_time() - begun)))
            account.made.append((lens, cost))
            charge(account.payers, cost)


def note_hit(lens: str) -> None:
    """Count a view that was there already; it is free."""
    account = _current.get()
    if account is not None:
        account.hits[lens] += 1
