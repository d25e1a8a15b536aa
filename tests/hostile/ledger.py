"""What pupils gave and what they were told, held against what the site has stored."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pupil:
    """One pupil: their sitting, and the keys of sessions that they sign in with, one after another."""

    sitting: str
    sessions: list[str]


@dataclass(frozen=True)
class Given:
    """An answer as it was sent: to which place of which sitting, with which key, saying what."""

    sitting: str
    position: int
    key: str
    p: float


@dataclass
class Ledger:
    """Written by many pupils at once."""

    given: dict[str, set[Given]] = field(
        default_factory=dict
    )  # by key; one form can be sent with two choices
    acknowledged: set[Given] = field(default_factory=set)  # what the site called kept
    words: Counter[str] = field(default_factory=Counter)
    hardships: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def gave(self, answer: Given) -> None:
        with self._lock:
            self.given.setdefault(answer.key, set()).add(answer)

    def told(self, answer: Given, word: str) -> None:
        with self._lock:
            self.words[word] += 1
            if word == "kept":
                self.acknowledged.add(answer)

    def met(self, hardship: str) -> None:
        with self._lock:
            self.hardships[hardship] += 1

    def verdict(self, stored: Iterable[Given], sittings: int, places: int) -> dict[str, int]:
        """What was lost, doubled or misplaced; all of it should be nought but the first three.

        stored: every answer that the site holds; the key, the sitting and the place as stored.
        """
        rows = {answer.key: answer for answer in stored}
        lost = {answer.key for answer in self.acknowledged if answer.key not in rows}
        otherwise = {answer.key for answer in self.acknowledged if rows.get(answer.key, answer) != answer}
        at_place = Counter((answer.sitting, answer.position) for answer in rows.values())
        return {
            "sittings": sittings,
            "stored": len(rows),
            "acknowledged": len({answer.key for answer in self.acknowledged}),
            "acknowledged_and_not_stored": len(lost),
            "acknowledged_and_stored_otherwise": len(otherwise),
            "stored_twice": sum(times - 1 for times in at_place.values()),
            "under_another_name": sum(
                rows[key].sitting not in {each.sitting for each in answers}
                for key, answers in self.given.items()
                if key in rows
            ),
            "stored_and_never_given": len(set(rows) - set(self.given)),
            "places_without_an_answer": sittings * places - len(at_place),
        }
