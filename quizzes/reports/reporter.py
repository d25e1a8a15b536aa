"""Who reports: a person to be counted once, and where they are, to be slowed down."""

from dataclasses import dataclass

from quizzes.attempts.taker import Taker


@dataclass(frozen=True)
class Reporter:
    """Who reports a clip. `address` is the visitor's, for the limit alone; `shelves` are those of their own schools."""

    taker: Taker
    address: str
    shelves: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What tells this person from others."""
        return f"user-{self.taker.user_id}" if self.taker.user_id is not None else f"guest-{self.taker.guest}"
